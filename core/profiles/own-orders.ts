import type { Profile } from "./profile.js";

/** One of a person's own orders. */
export interface OwnOrder {
  readonly id: string;
  /** `confirmed`, `shipped`, `delivered`, `refunded`, `cancelled`, or the shop's own word. */
  readonly status: string;
  /** Name of the dearest product in it. */
  readonly item?: string | undefined;
  readonly orderedAtMs: number;
  /** As the shop wrote it: ISO 4217, if it is right. */
  readonly currency?: string | undefined;
}

/** More than anybody speaks of. */
const MAX_ORDERS = 50;

/** The currency (ISO 4217) that all orders are in; `undefined` if they differ, or one does not say it. */
export function currencyOf(orders: readonly OwnOrder[]): string | undefined {
  const [currency, another] = new Set(orders.map((order) => order.currency));
  return another === undefined && /^[A-Z]{3}$/.test(currency ?? "") ? currency : undefined;
}

/** A person's latest orders, newest first, at most 50. */
export function ownOrders({ orders }: Pick<Profile, "orders">): readonly OwnOrder[] {
  return Object.entries(orders)
    .map(([id, { status, item, orderedAtMs, currency }]) => ({
      id,
      status: status.value,
      item: item?.value,
      orderedAtMs,
      currency: currency?.value,
    }))
    .sort((a, b) => b.orderedAtMs - a.orderedAtMs || (a.id < b.id ? -1 : 1))
    .slice(0, MAX_ORDERS);
}
