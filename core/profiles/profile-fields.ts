import type { Inventory } from "../privacy/data-inventory.js";
import type { Order, Profile, Ticket, TraitValue } from "./profile.js";
import { preferenceAttribute, profilePreferences } from "./stated-preference.js";

export type FieldValue = TraitValue;

/** A profile's fields by `module.attribute`, as they stand at one moment. Absent fields are unknown. */
export type ProfileFields = Readonly<Record<string, FieldValue>>;

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const YEAR_MS = 365 * DAY_MS;
const QUARTER_MS = 90 * DAY_MS;

/**
 * All fields that a profile has at `nowMs`: its traits, and what follows from orders, tickets, views and
 * preferences. What is past its retention is unknown.
 */
export function profileFields(profile: Profile, nowMs: number, inventory: Inventory): ProfileFields {
  const fields: Record<string, FieldValue> = {};
  for (const attribute in profile.traits) {
    const trait = profile.traits[attribute];
    const days = inventory.attribute(attribute)?.retentionDays;
    if (trait === undefined || days === undefined) continue;
    if (nowMs - trait.observedAtMs <= days * DAY_MS) fields[attribute] = trait.value;
  }
  addPurchases(fields, profile, nowMs);
  addInteractions(fields, profile, nowMs);
  addBehaviour(fields, profile, inventory);
  addPreferences(fields, profile, nowMs, inventory);
  return fields;
}

function addPurchases(fields: Record<string, FieldValue>, { orders, counts }: Profile, nowMs: number): void {
  let [total, recent, spend, refunded] = [0, 0, 0, 0];
  let latest: readonly [string, Order] | undefined;
  for (const id in orders) {
    const order = orders[id];
    if (order === undefined) continue;
    total++;
    if (latest === undefined || order.orderedAtMs > latest[1].orderedAtMs) latest = [id, order];
    else if (order.orderedAtMs === latest[1].orderedAtMs && id > latest[0]) latest = [id, order];
    if (nowMs - order.orderedAtMs > YEAR_MS) continue;
    recent++;
    // In cents: sums of prices don't drift then.
    spend += Math.round((order.total - order.refunded) * 100);
    refunded += Math.round(order.refunded * 100);
  }
  fields["purchases.orders_total"] = total;
  fields["purchases.orders_12m"] = recent;
  fields["purchases.spend_12m"] = spend / 100;
  if (refunded > 0) fields["purchases.refunded_12m"] = refunded / 100;
  if (counts.features_used !== undefined) fields["purchases.features_used"] = counts.features_used;
  if (latest === undefined) return;
  const [orderId, order] = latest;
  fields["purchases.last_order_id"] = orderId;
  fields["purchases.last_order_status"] = order.status.value;
  fields["purchases.last_order_total"] = `${order.total.toFixed(2)} ${order.currency?.value ?? ""}`.trim();
  fields["purchases.days_since_order"] = Math.max(0, Math.floor((nowMs - order.orderedAtMs) / DAY_MS));
  if (order.item !== undefined) fields["purchases.last_order_item"] = order.item.value;
}

function addInteractions(
  fields: Record<string, FieldValue>,
  { tickets, messages, firstSeenAtMs }: Profile,
  nowMs: number,
): void {
  const all: readonly Ticket[] = Object.values(tickets);
  const isOpen = ({ status }: Ticket) => status.value !== "solved" && status.value !== "closed";
  fields["interactions.open_tickets"] = all.filter(isOpen).length;
  fields["interactions.tickets_total"] = all.length;
  fields["interactions.bad_ratings_90d"] = all.filter(
    ({ satisfaction }) => satisfaction?.value === "bad" && nowMs - satisfaction.atMs <= QUARTER_MS,
  ).length;
  fields["interactions.reopened_12m"] = all
    .flatMap(({ reopenedAtMs = [] }) => reopenedAtMs)
    .filter((atMs) => nowMs - atMs <= YEAR_MS).length;
  const hours = all.flatMap(({ openedAtMs, solvedAtMs }) =>
    solvedAtMs === undefined ? [] : (solvedAtMs - openedAtMs) / HOUR_MS,
  );
  if (hours.length > 0) {
    const mean = hours.reduce((sum, each) => sum + each, 0) / hours.length;
    fields["interactions.mean_resolution_hours"] = Math.round(mean * 10) / 10;
  }
  const written = Object.values(messages).reduce((sum, count) => sum + count, 0);
  if (written > 0) fields["interactions.messages_total"] = written;
  fields["interactions.days_known"] = Math.max(0, Math.floor((nowMs - firstSeenAtMs) / DAY_MS));
}

function addBehaviour(
  fields: Record<string, FieldValue>,
  { views, counts }: Profile,
  inventory: Inventory,
): void {
  let favourite: readonly [string, number] | undefined;
  for (const category in views) {
    const count = views[category] ?? 0;
    const isMore = favourite === undefined || count > favourite[1];
    if (isMore || (count === favourite?.[1] && category < favourite[0])) favourite = [category, count];
  }
  if (favourite !== undefined) fields["behaviour.favourite_category"] = favourite[0];
  for (const name in counts) {
    const count = counts[name];
    // What is counted is declared: other counts, and those of another module, are no fields here.
    if (count !== undefined && inventory.attribute(`behaviour.${name}`)?.from === "derived") {
      fields[`behaviour.${name}`] = count;
    }
  }
}

/** Lists of objects. What contact they like is a trait of its own, told by the same turn. */
function addPreferences(
  fields: Record<string, FieldValue>,
  profile: Profile,
  nowMs: number,
  inventory: Inventory,
): void {
  const lists = new Map<string, string[]>();
  for (const stated of profilePreferences(profile.preferences, nowMs, inventory)) {
    const attribute = preferenceAttribute(stated);
    if (inventory.attribute(attribute)?.from !== "derived") continue;
    lists.set(attribute, [...(lists.get(attribute) ?? []), stated.object]);
  }
  for (const [attribute, objects] of lists) fields[attribute] = objects.join(", ");
}
