import type { ProfileEvent } from "../events/profile-event.js";
import { isRecord } from "../is-record.js";
import type { Module } from "./attribute-declaration.js";
import type { Inventory } from "./data-inventory.js";

/** What is kept of an event in a person's history, and in which module. */
export interface MinimalEvent {
  readonly module: Module;
  readonly event: {
    readonly type: "track" | "page" | "screen";
    readonly event?: string;
    readonly timestamp: string;
    readonly properties: Readonly<Record<string, unknown>>;
  };
}

/** Words as programmers name things: it begins with a letter, and has no more digits than `address2` has. */
const PRINTABLE = /^(?!(?:\D*\d){4})(?=.{1,60}$)[A-Za-z_$][\w$.-]*(?: [A-Za-z]\w*){0,4}$/;

/** Two words with capitals, as people and places are called. Events are called so too: `Order Completed`. */
const LIKE_A_PERSONS = /(?:^|\.)[A-Z][\w$-]*(?: \w+)* [A-Z]/;

const UNPRINTABLE = "(unprintable name)";

/**
 * A name of somebody else's, as it may be stored and shown. It could be anything, a customer's number or name among
 * it, so one that looks like data is not printed.
 * @param of what: events have names of several words with capitals, and nothing else does
 */
export function printableName(name: unknown, of: "event" | "field"): string {
  if (typeof name !== "string" || !PRINTABLE.test(name)) return UNPRINTABLE;
  return of === "field" && LIKE_A_PERSONS.test(name) ? UNPRINTABLE : name;
}

/** Of a product in an order so much is kept. */
export const PRODUCT_PROPERTIES = ["product_id", "sku", "name", "price", "quantity", "category"];
const MAX_PRODUCTS = 50;
const MAX_TEXT = 200;

/**
 * Reduces an event to what the inventory declares.
 * @returns `undefined` for calls that stand in no history: who somebody is stands in the profile itself
 */
export function minimizeEvent(event: ProfileEvent, inventory: Inventory): MinimalEvent | undefined {
  if (event.type !== "track" && event.type !== "page" && event.type !== "screen") return undefined;
  const declared = inventory.event(event.type === "track" ? event.event : event.type);
  if (declared === undefined || declared.retentionDays === 0) return undefined;
  const given = { ...event.properties, ...("name" in event && event.name ? { name: event.name } : {}) };
  const properties = pick(given, declared.properties);
  const { type, timestamp } = event;
  return {
    module: declared.module,
    event: { type, ...(type === "track" ? { event: event.event } : {}), timestamp, properties },
  };
}

function pick(
  properties: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Readonly<Record<string, unknown>> {
  const kept: Record<string, unknown> = {};
  for (const name of names) {
    const value = properties[name];
    if (name === "products" && Array.isArray(value)) {
      kept[name] = value
        .slice(0, MAX_PRODUCTS)
        .filter(isRecord)
        .map((product) => pick(product, PRODUCT_PROPERTIES));
    } else if (typeof value === "string") kept[name] = value.slice(0, MAX_TEXT);
    else if (typeof value === "number" || typeof value === "boolean") kept[name] = value;
  }
  return kept;
}
