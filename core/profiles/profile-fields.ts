import type { Order, Profile } from "./profile.js";

export type FieldValue = string | number | boolean;

/** A profile's fields by `module.attribute`, as they stand at one moment. Absent fields are unknown. */
export type ProfileFields = Readonly<Record<string, FieldValue>>;

const YEAR_MS = 365 * 86_400_000;
const QUARTER_MS = 90 * 86_400_000;

/** All fields that a profile has at `nowMs`: its traits, and what follows from orders, tickets and views. */
export function profileFields(profile: Profile, nowMs: number): ProfileFields {
  const fields: Record<string, FieldValue> = {};
  for (const [attribute, trait] of Object.entries(profile.traits)) fields[attribute] = trait.value;
  const orders = Object.entries(profile.orders).sort(([, a], [, b]) => b.orderedAtMs - a.orderedAtMs);
  const recent = orders.filter(([, order]) => nowMs - order.orderedAtMs <= YEAR_MS);
  fields["purchases.orders_total"] = orders.length;
  fields["purchases.orders_12m"] = recent.length;
  fields["purchases.spend_12m"] = sumSpend(recent.map(([, order]) => order));
  const latest = orders[0];
  if (latest !== undefined) {
    const [orderId, order] = latest;
    fields["purchases.last_order_id"] = orderId;
    fields["purchases.last_order_status"] = order.status;
    fields["purchases.last_order_total"] = `${order.total.toFixed(2)} ${order.currency}`.trim();
    fields["purchases.days_since_order"] = Math.floor((nowMs - order.orderedAtMs) / 86_400_000);
    if (order.item !== undefined) fields["purchases.last_order_item"] = order.item;
  }
  const tickets = Object.values(profile.tickets);
  fields["interactions.open_tickets"] = tickets.filter(
    ({ status }) => !["solved", "closed"].includes(status),
  ).length;
  fields["interactions.tickets_total"] = tickets.length;
  fields["interactions.bad_ratings_90d"] = tickets.filter(
    (ticket) => ticket.satisfaction === "bad" && nowMs - ticket.statusAtMs <= QUARTER_MS,
  ).length;
  const favourite = Object.entries(profile.views).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0];
  if (favourite !== undefined) fields["behaviour.favourite_category"] = favourite[0];
  fields["behaviour.pages"] = profile.pages;
  fields["interactions.days_known"] = Math.max(0, Math.floor((nowMs - profile.firstSeenAtMs) / 86_400_000));
  return fields;
}

function sumSpend(orders: readonly Order[]): number {
  const cents = orders.reduce((sum, order) => sum + Math.round((order.total - order.refunded) * 100), 0);
  return cents / 100;
}
