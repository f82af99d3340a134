import type { DateRange, Money } from "../../language/entities/entity.js";

/**
 * What a slot holds, by its type: `order` the order's number; `date` a day (`2026-05-03`, or with a time
 * `2026-05-03T15:00`); `date_range` both days; `money`; `quantity` and `number` a number; `email`, `phone`
 * (E.164), `product` (SKU), `category`, `country` (ISO 3166), `choice` (its value), `pattern` and `text` a string;
 * `yes_no` a boolean.
 */
export type SlotValue = string | number | boolean | Money | DateRange;

/** A slot's value in a conversation, and when it was given. */
export interface FilledSlot {
  readonly value: SlotValue;
  readonly filledAtMs: number;
  /** Number of the customer's turn that gave it. */
  readonly turn: number;
}

/** The filled slots of a conversation, by name. */
export type FilledSlots = Readonly<Record<string, FilledSlot>>;

/** Whether two values are the same, field by field. */
export function isSameSlotValue(one: SlotValue, other: SlotValue): boolean {
  if (typeof one !== "object" || typeof other !== "object") return one === other;
  return JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());
}
