import type { Profile } from "./profile.js";

/** One of a person's own orders. */
export interface OwnOrder {
  readonly id: string;
  /** `confirmed`, `shipped`, `delivered`, `refunded`, `cancelled`, or the shop's own word. */
  readonly status: string;
  /** Name of the dearest product in it. */
  readonly item?: string | undefined;
  readonly orderedAtMs: number;
}

/** More than anybody speaks of. */
const MAX_ORDERS = 50;

/** A person's latest orders, newest first, at most 50. */
export function ownOrders({ orders }: Pick<Profile, "orders">): readonly OwnOrder[] {
  return Object.entries(orders)
    .map(([id, { status, item, orderedAtMs }]) => ({
      id,
      status: status.value,
      item: item?.value,
      orderedAtMs,
    }))
    .sort((a, b) => b.orderedAtMs - a.orderedAtMs || (a.id < b.id ? -1 : 1))
    .slice(0, MAX_ORDERS);
}
