import { type ConsentRecord, type ConsentRecords, PURPOSES, type Purpose } from "../consent/purpose.js";
import type { ProfileEvent } from "../events/profile-event.js";
import { mergeProfiles, newerTrait } from "./merge-profiles.js";
import { emptyProfile, type Order, type Profile, type Ticket, type Trait } from "./profile.js";

/** Which trait of `identify` becomes which attribute. What is not named here is not stored. */
const TRAIT_ATTRIBUTES: Readonly<Record<string, string>> = {
  firstName: "demographics.first_name",
  lastName: "demographics.last_name",
  name: "demographics.name",
  "address.city": "demographics.city",
  "address.country": "demographics.country",
  plan: "purchases.plan",
  language: "preferences.language",
};

/** At most so many orders, tickets and view categories are kept of one person; the oldest, or the least viewed, go first. */
const MAX_ENTRIES = 500;

/**
 * What one event adds to a profile. Pure; an event applied once in any order among others gives the same
 * traits, orders and tickets, since each resolves by its own time.
 */
export function applyEvent(profile: Profile, event: ProfileEvent, source: string): Profile {
  const atMs = Date.parse(event.timestamp);
  const addition: Profile = {
    ...emptyProfile(Math.min(profile.firstSeenAtMs, atMs)),
    ...(event.type === "track" ? trackAddition(event.event, event.properties ?? {}, atMs, source) : {}),
    ...(event.type === "page" || event.type === "screen" ? { pages: 1 } : {}),
  };
  const merged = mergeProfiles(profile, addition);
  const traits = { ...merged.traits };
  for (const [attribute, trait] of identifyTraits(event, atMs, source)) {
    const known = traits[attribute];
    traits[attribute] = known === undefined ? trait : newerTrait(known, trait);
  }
  return {
    ...merged,
    traits,
    orders: keepHighest(merged.orders, (order) => order.orderedAtMs),
    tickets: keepHighest(merged.tickets, (ticket) => ticket.statusAtMs),
    views: keepHighest(merged.views, (count) => count),
    messages: keepHighest(merged.messages, (count) => count),
    consent: newerConsent(merged.consent, event, atMs, source),
  };
}

function identifyTraits(
  event: ProfileEvent,
  atMs: number,
  source: string,
): readonly (readonly [string, Trait])[] {
  const traits = { ...(event.context?.traits ?? {}), ...(event.type === "identify" ? event.traits : {}) };
  const address = isRecord(traits.address) ? traits.address : {};
  const flat: Record<string, unknown> = {
    ...traits,
    "address.city": address.city,
    "address.country": address.country,
  };
  const found: (readonly [string, Trait])[] = [];
  for (const [name, attribute] of Object.entries(TRAIT_ATTRIBUTES)) {
    const value = flat[name];
    if ((typeof value === "string" && value.length > 0 && value.length <= 200) || typeof value === "number") {
      found.push([attribute, { value, source, observedAtMs: atMs }]);
    }
  }
  return found;
}

function trackAddition(
  name: string,
  properties: Readonly<Record<string, unknown>>,
  atMs: number,
  source: string,
): Partial<Profile> {
  switch (name) {
    case "Order Completed":
    case "Order Shipped":
    case "Order Delivered":
    case "Order Cancelled":
    case "Order Refunded": {
      const orderId = text(properties.order_id);
      return orderId === undefined ? {} : { orders: { [orderId]: orderAfter(name, properties, atMs) } };
    }
    case "Product Viewed": {
      const category = text(properties.category);
      return category === undefined ? {} : { views: { [category]: 1 } };
    }
    case "Subscription Upgraded":
    case "Subscription Downgraded": {
      const plan = text(properties.plan);
      return plan === undefined
        ? {}
        : { traits: { "purchases.plan": { value: plan, source, observedAtMs: atMs } } };
    }
    case "Ticket Created":
    case "Ticket Comment Added":
    case "Ticket Status Changed":
    case "Ticket Solved": {
      const ticketId = text(properties.ticket_id);
      return ticketId === undefined ? {} : { tickets: { [ticketId]: ticketAfter(name, properties, atMs) } };
    }
    case "Message Received": {
      const channel = text(properties.channel);
      return channel === undefined ? {} : { messages: { [channel]: 1 } };
    }
    default:
      return {};
  }
}

function orderAfter(name: string, properties: Readonly<Record<string, unknown>>, atMs: number): Order {
  const total = number(properties.total) ?? 0;
  const products = Array.isArray(properties.products) ? properties.products.filter(isRecord) : [];
  const dearest = [...products].sort((a, b) => (number(b.price) ?? 0) - (number(a.price) ?? 0))[0];
  const item = text(dearest?.name);
  const refund = name === "Order Refunded";
  return {
    total: refund ? 0 : total,
    currency: text(properties.currency) ?? "",
    orderedAtMs: atMs,
    status:
      text(properties.status) ?? name.replace("Order ", "").replace("Completed", "Confirmed").toLowerCase(),
    statusAtMs: atMs,
    ...(item === undefined ? {} : { item }),
    refunded: refund ? total : 0,
  };
}

function ticketAfter(name: string, properties: Readonly<Record<string, unknown>>, atMs: number): Ticket {
  const rating = text(properties.satisfaction);
  const satisfaction = rating === "good" || rating === "bad" ? rating : undefined;
  const status = text(properties.status)?.toLowerCase() ?? (name === "Ticket Solved" ? "solved" : "open");
  return { status, statusAtMs: atMs, ...(satisfaction === undefined ? {} : { satisfaction }) };
}

/** A later statement about a purpose replaces an earlier one. */
function newerConsent(
  consent: ConsentRecords,
  event: ProfileEvent,
  atMs: number,
  source: string,
): ConsentRecords {
  const stated = event.context?.consent?.categoryPreferences;
  if (stated === undefined) return consent;
  const next: Partial<Record<Purpose, ConsentRecord>> = { ...consent };
  for (const purpose of PURPOSES) {
    const answer = stated[purpose];
    if (purpose === "service" || answer === undefined) continue;
    const known = next[purpose];
    if (known !== undefined && known.atMs > atMs) continue;
    next[purpose] = { status: consentStatus(answer, known), atMs, source };
  }
  return next;
}

function consentStatus(answer: boolean, known: ConsentRecord | undefined): ConsentRecord["status"] {
  if (answer) return "granted";
  return known?.status === "granted" || known?.status === "withdrawn" ? "withdrawn" : "denied";
}

function keepHighest<T>(
  entries: Readonly<Record<string, T>>,
  rank: (entry: T) => number,
): Readonly<Record<string, T>> {
  const all = Object.entries(entries);
  if (all.length <= MAX_ENTRIES) return entries;
  return Object.fromEntries(all.sort(([, a], [, b]) => rank(b) - rank(a)).slice(0, MAX_ENTRIES));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | undefined {
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  // "__proto__" as the key of a record would set its prototype instead of an entry.
  return typeof value === "string" && value.length > 0 && value !== "__proto__"
    ? value.slice(0, 200)
    : undefined;
}

function number(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}
