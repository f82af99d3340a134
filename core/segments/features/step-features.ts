import type { ProfileEvent } from "../../events/profile-event.js";
import { changedEntries } from "../../profiles/changed-entries.js";
import { MAX_ENTRIES } from "../../profiles/merge-profiles.js";
import type { Profile } from "../../profiles/profile.js";
import {
  EntrySums,
  type FeatureState,
  featureState,
  latestOrderAtMs,
  preferenceSums,
  singleValues,
  viewSums,
} from "./feature-state.js";

/**
 * The state after one event: exactly `featureState(after)`. It looks at the order, ticket and category that the event
 * names, and takes from the sums what they were before; besides, it copies the table of weeks. A profile's 500 entries
 * of a kind are looked at again only where the event may push one out of a full profile, where the latest order turns
 * out to be older, and for what is said of preferences, which is rare.
 *
 * For anything but events (a merge, a correction, retention) begin anew with `featureState`.
 * @param state that of `before`
 * @param before the person before the event
 * @param after the same with the event applied; the event may be one that was applied already
 */
export function stepFeatures(
  state: FeatureState,
  before: Profile,
  after: Profile,
  event: ProfileEvent,
): FeatureState {
  const { orders, tickets, views } = changedEntries(event);
  const { lifetime } = state;
  if (orders.length + tickets.length > 0 && Math.max(lifetime.orders, lifetime.tickets) >= MAX_ENTRIES) {
    return featureState(after);
  }
  const changed = { ...state, ...stepEntries(state, before, after, orders, tickets) };
  const isStatement = event.type === "track" && event.event === "Preference Stated";
  const { plan: _plan, ...rest } = changed;
  return {
    ...rest,
    ...singleValues(after),
    views: stepViews(state.views, before, after, views),
    preferences: isStatement ? preferenceSums(after) : state.preferences,
  };
}

type Entries = Pick<FeatureState, "weeks" | "lifetime" | "lastOrderAtMs">;

function stepEntries(
  state: FeatureState,
  before: Profile,
  after: Profile,
  orders: readonly string[],
  tickets: readonly string[],
): Partial<Entries> {
  if (orders.length + tickets.length === 0) return {};
  const sums = new EntrySums(state.lifetime, { ...state.weeks });
  let { lastOrderAtMs } = state;
  for (const id of orders) {
    const [was, is] = [own(before.orders, id), own(after.orders, id)];
    if (was === is) continue;
    if (was !== undefined) sums.order(was, -1);
    if (is !== undefined) sums.order(is, 1);
    if (is !== undefined && is.orderedAtMs >= (lastOrderAtMs ?? is.orderedAtMs))
      lastOrderAtMs = is.orderedAtMs;
    else if (was !== undefined && was.orderedAtMs === lastOrderAtMs) lastOrderAtMs = latestOrderAtMs(after);
  }
  for (const id of tickets) {
    const [was, is] = [own(before.tickets, id), own(after.tickets, id)];
    if (was === is) continue;
    if (was !== undefined) sums.ticket(was, -1);
    if (is !== undefined) sums.ticket(is, 1);
  }
  return {
    weeks: sums.weeks,
    lifetime: sums.lifetime,
    ...(lastOrderAtMs === undefined ? {} : { lastOrderAtMs }),
  };
}

function stepViews(
  sums: FeatureState["views"],
  before: Profile,
  after: Profile,
  categories: readonly string[],
): FeatureState["views"] {
  if (categories.length === 0) return sums;
  if (sums.categories >= MAX_ENTRIES) return viewSums(after);
  let { categories: known, total, top } = sums;
  for (const category of categories) {
    const [was, is] = [own(before.views, category), own(after.views, category) ?? 0];
    if (was === undefined && is > 0) known++;
    total += is - (was ?? 0);
    top = Math.max(top, is);
  }
  return { categories: known, total, top };
}

/** A name like `constructor` is found on every object. */
function own<T>(entries: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(entries, key) ? entries[key] : undefined;
}
