import type { OwnOrder } from "../../profiles/own-orders.js";
import type { SlotValue } from "../slots/slot-value.js";

interface BuiltinAction {
  /** Members of its result; each has a value whenever it succeeds. */
  readonly gives: readonly string[];
  /** @returns `undefined` if it can't be done with these slots */
  run(
    slots: Readonly<Record<string, SlotValue>>,
    about: { readonly orders: readonly OwnOrder[]; readonly nowMs: number },
  ): Readonly<Record<string, SlotValue>> | undefined;
}

const DAY_MS = 86_400_000;

/** What a flow can call without a server of the tenant's own. */
export const BUILTIN_ACTIONS: Readonly<Record<string, BuiltinAction>> = {
  /** Of the customer's own order in the slot `order`: its status, its main item, and its age in days. */
  order_status: {
    gives: ["status", "item", "age_days"],
    run({ order }, { orders, nowMs }) {
      const own = orders.find(({ id }) => id === order);
      if (own === undefined) return undefined;
      const ageDays = Math.max(0, Math.floor((nowMs - own.orderedAtMs) / DAY_MS));
      return { status: own.status, item: own.item ?? own.id, age_days: ageDays };
    },
  },
};
