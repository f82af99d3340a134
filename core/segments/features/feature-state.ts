import { CHANNELS, type Channel, isZeroCopy } from "../../channel.js";
import { isWithdrawal } from "../../language/preferences/preference-mention.js";
import type { Order, Profile, Ticket } from "../../profiles/profile.js";
import { preferenceAttribute } from "../../profiles/stated-preference.js";
import { tallyWeek, type Weeks, type WeekTally } from "./week-tally.js";

/** Sums over a person's whole time, as integers. */
export interface LifetimeTally {
  readonly orders: number;
  readonly orderedCents: number;
  /** Orders of which something was refunded. */
  readonly returned: number;
  readonly tickets: number;
  /** Tickets neither solved nor closed. */
  readonly open: number;
  /** Tickets that were ever solved, and the time that it took, in ms. */
  readonly solved: number;
  readonly resolutionMs: number;
  readonly good: number;
  readonly bad: number;
}

/**
 * What features are computed from: sums over a profile that a single event changes in a few places. It holds numbers
 * and the plan; no name, address, id or word of anybody, and nothing that a zero-copy channel told. Of equal
 * profiles it is equal, and so is its JSON.
 */
export interface FeatureState {
  readonly firstSeenAtMs: number;
  readonly weeks: Weeks;
  readonly lifetime: LifetimeTally;
  readonly lastOrderAtMs?: number;
  readonly plan?: string;
  readonly views: {
    readonly categories: number;
    readonly total: number;
    /** Of the category that was viewed most. */
    readonly top: number;
  };
  /** Goods that they said they like and avoid. What they never want may tell of their health, and is not counted. */
  readonly preferences: { readonly liked: number; readonly avoided: number };
  /** By channel, as far as known. */
  readonly messages: Readonly<Partial<Record<Channel, number>>>;
  /** Those of `COUNTED`, as far as known. */
  readonly counts: Readonly<Partial<Record<CountedName, number>>>;
}

/** Counts of a profile that features read. */
export const COUNTED = [
  "pages",
  "screens",
  "products_viewed",
  "cart_additions",
  "sign_ins",
  "emails_opened",
  "features_used",
] as const;

export type CountedName = (typeof COUNTED)[number];

/** Channels whose messages count. */
export const COUNTED_CHANNELS: readonly Channel[] = CHANNELS.filter((channel) => !isZeroCopy(channel));

const EMPTY: LifetimeTally = {
  orders: 0,
  orderedCents: 0,
  returned: 0,
  tickets: 0,
  open: 0,
  solved: 0,
  resolutionMs: 0,
  good: 0,
  bad: 0,
};

/** The state of a whole profile. Reads every entry; `stepFeatures` carries it from event to event. */
export function featureState(profile: Profile): FeatureState {
  const sums = new EntrySums(EMPTY, {});
  for (const order of Object.values(profile.orders)) sums.order(order, 1);
  for (const ticket of Object.values(profile.tickets)) sums.ticket(ticket, 1);
  const lastOrderAtMs = latestOrderAtMs(profile);
  return {
    ...singleValues(profile),
    weeks: sums.weeks,
    lifetime: sums.lifetime,
    ...(lastOrderAtMs === undefined ? {} : { lastOrderAtMs }),
    views: viewSums(profile),
    preferences: preferenceSums(profile),
  };
}

/** What costs the same to read of a profile of any size. */
export function singleValues({
  firstSeenAtMs,
  traits,
  messages,
  counts,
}: Profile): Pick<FeatureState, "firstSeenAtMs" | "plan" | "messages" | "counts"> {
  const plan = traits["purchases.plan"];
  return {
    firstSeenAtMs,
    ...(plan === undefined || isZeroCopy(plan.source) ? {} : { plan: String(plan.value).toLowerCase() }),
    messages: picked(messages, COUNTED_CHANNELS),
    counts: picked(counts, COUNTED),
  };
}

export function latestOrderAtMs({ orders }: Pick<Profile, "orders">): number | undefined {
  let latest: number | undefined;
  for (const { orderedAtMs } of Object.values(orders)) {
    if (latest === undefined || orderedAtMs > latest) latest = orderedAtMs;
  }
  return latest;
}

export function viewSums({ views }: Pick<Profile, "views">): FeatureState["views"] {
  const all = Object.values(views);
  return {
    categories: all.length,
    total: all.reduce((sum, count) => sum + count, 0),
    top: all.reduce((most, count) => Math.max(most, count), 0),
  };
}

export function preferenceSums({ preferences }: Pick<Profile, "preferences">): FeatureState["preferences"] {
  let [liked, avoided] = [0, 0];
  for (const stated of Object.values(preferences)) {
    if (isZeroCopy(stated.source) || isWithdrawal(stated)) continue;
    const attribute = preferenceAttribute(stated);
    if (attribute === "preferences.likes") liked++;
    if (attribute === "preferences.avoids") avoided++;
  }
  return { liked, avoided };
}

/** Sums to which entries are added, and from which they are taken again. It changes the weeks that it was given. */
export class EntrySums {
  readonly weeks: Record<number, WeekTally>;
  #lifetime: LifetimeTally;

  constructor(lifetime: LifetimeTally, weeks: Record<number, WeekTally>) {
    this.#lifetime = lifetime;
    this.weeks = weeks;
  }

  get lifetime(): LifetimeTally {
    return this.#lifetime;
  }

  order({ orderedAtMs, total, refunded }: Order, sign: 1 | -1): void {
    const orderedCents = centsOf(total);
    tallyWeek(
      this.weeks,
      orderedAtMs,
      { orders: 1, orderedCents, spentCents: centsOf(total - refunded) },
      sign,
    );
    this.#add({ orders: 1, orderedCents, returned: refunded > 0 ? 1 : 0 }, sign);
  }

  ticket({ openedAtMs, status, solvedAtMs, reopenedAtMs = [], satisfaction }: Ticket, sign: 1 | -1): void {
    tallyWeek(this.weeks, openedAtMs, { tickets: 1 }, sign);
    const isOpen = status.value !== "solved" && status.value !== "closed";
    this.#add({ tickets: 1, open: isOpen ? 1 : 0 }, sign);
    if (solvedAtMs !== undefined) this.#add({ solved: 1, resolutionMs: solvedAtMs - openedAtMs }, sign);
    for (const atMs of reopenedAtMs) tallyWeek(this.weeks, atMs, { reopened: 1 }, sign);
    if (satisfaction === undefined) return;
    const rating = satisfaction.value === "good" ? { good: 1 } : { bad: 1 };
    tallyWeek(this.weeks, satisfaction.atMs, rating, sign);
    this.#add(rating, sign);
  }

  #add(part: Partial<LifetimeTally>, sign: 1 | -1): void {
    const sum: Record<keyof LifetimeTally, number> = { ...this.#lifetime };
    for (const name of Object.keys(part) as (keyof LifetimeTally)[]) sum[name] += sign * (part[name] ?? 0);
    this.#lifetime = sum;
  }
}

/** So many cents of one order at most: sums of 500 of them stay exact. */
const MAX_CENTS = 1e13;

function centsOf(amount: number): number {
  return Math.max(-MAX_CENTS, Math.min(MAX_CENTS, Math.round(amount * 100)));
}

function picked<N extends string>(
  counts: Readonly<Record<string, number>>,
  names: readonly N[],
): Readonly<Partial<Record<N, number>>> {
  const found: Partial<Record<N, number>> = {};
  for (const name of names) {
    const count = counts[name];
    if (count !== undefined) found[name] = count;
  }
  return found;
}
