import type { Entity } from "../../language/entities/entity.js";
import type { SlotDeclaration } from "./slot-declaration.js";
import type { SlotValue } from "./slot-value.js";

/** Why a value can't stand. `not_one`: several were named where one is asked for. */
export type SlotProblem = "not_one" | "not_own_order" | "too_small" | "too_large" | "not_past" | "not_future";

/**
 * What forbids a value of the slot's type, by the declaration's `validate`.
 * @param entities where the value was read from: they tell whether an order is the customer's own. A value that was
 * picked from an offer stands in none of them, and was offered as theirs
 * @param today `2026-04-15`; it counts as past and as future
 */
export function validateSlot(
  { type, validate }: SlotDeclaration,
  value: SlotValue,
  entities: readonly Entity[],
  today: string,
): SlotProblem | undefined {
  if (type === "order" && validate.ownOrder !== false) {
    const order = entities.find((entity) => entity.type === "order_number" && entity.value === value);
    if (order?.type === "order_number" && !order.known) return "not_own_order";
  }
  const size = sizeOf(value, type);
  if (size !== undefined && validate.min !== undefined && size < validate.min) return "too_small";
  if (size !== undefined && validate.max !== undefined && size > validate.max) return "too_large";
  const [from, to] = daysOf(value);
  if (validate.when === "past" && from > today) return "not_past";
  if (validate.when === "future" && to < today) return "not_future";
  return undefined;
}

/** The number that `min` and `max` are about. */
function sizeOf(value: SlotValue, type: SlotDeclaration["type"]): number | undefined {
  if (typeof value === "number") return value;
  if (type === "text" && typeof value === "string") return value.length;
  return typeof value === "object" && "amount" in value ? value.amount : undefined;
}

/** The first and last day; ISO dates compare as texts. */
function daysOf(value: SlotValue): readonly [from: string, to: string] {
  if (typeof value === "object" && "from" in value) return [value.from, value.to];
  const day = String(value).slice(0, 10);
  return [day, day];
}
