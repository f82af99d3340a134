import { printableName } from "../privacy/minimize-event.js";
import { IDENTIFIER_TYPES } from "../profiles/identity/identifier.js";
import type { ProfileEvent } from "./profile-event.js";

/** An event as an admin may see it who looks for what is wrong with it: its shape, and nothing that it says. */
export interface EventOutline {
  /** Of the Segment Spec, or `(unknown)`. */
  readonly type: string;
  /** Of a `track`. */
  readonly event?: string;
  /** ISO 8601, or `(unreadable)`. */
  readonly timestamp: string;
  readonly source: string;
  /** Types of the identifiers that it names its person by, each once; never a value. */
  readonly identifiers: readonly string[];
  /** What else it brings, in its own order; at most 200. */
  readonly fields: readonly FieldOutline[];
  /** How many fields more there are. */
  readonly more: number;
}

/** One place in an event. All items of a list are one place: `properties.products[].name`. */
export interface FieldOutline {
  readonly path: string;
  readonly type: "string" | "number" | "boolean" | "null" | "array" | "object";
  /** Characters of a string, items of a list, names in an object; of several the most. */
  readonly length?: number;
}

const TYPES: readonly string[] = ["identify", "track", "page", "screen", "group", "alias"];

const MAX_FIELDS = 200;
const MAX_DEPTH = 8;

/** Shown by other fields of the outline. */
const SHOWN: ReadonlySet<string> = new Set(["type", "event", "timestamp"]);

/** Takes anything that was stored as an event, also what no schema of today would let in. */
export function outlineEvent(event: ProfileEvent, source: string): EventOutline {
  const given = asRecord(event);
  const all = new Map<string, FieldOutline>();
  for (const [name, value] of Object.entries(given)) {
    if (!SHOWN.has(name)) collect(all, printableName(name, "field"), value, 1);
  }
  const fields = [...all.values()];
  return {
    type: TYPES.find((type) => type === given.type) ?? "(unknown)",
    ...(given.type === "track" ? { event: printableName(given.event, "event") } : {}),
    timestamp: timeOf(given.timestamp),
    source,
    identifiers: identifierTypes(given),
    fields: fields.slice(0, MAX_FIELDS),
    more: Math.max(0, fields.length - MAX_FIELDS),
  };
}

function collect(all: Map<string, FieldOutline>, path: string, value: unknown, depth: number): void {
  const outline = { path, ...shapeOf(value) };
  const key = `${path} ${outline.type}`;
  const before = all.get(key);
  if (before === undefined || (before.length ?? 0) < (outline.length ?? 0)) all.set(key, outline);
  if (depth === MAX_DEPTH) return;
  if (Array.isArray(value)) {
    for (const item of value) collect(all, `${path}[]`, item, depth + 1);
  } else {
    for (const [name, inner] of Object.entries(asRecord(value))) {
      collect(all, `${path}.${printableName(name, "field")}`, inner, depth + 1);
    }
  }
}

function shapeOf(value: unknown): Pick<FieldOutline, "type" | "length"> {
  if (Array.isArray(value)) return { type: "array", length: value.length };
  if (typeof value === "string") return { type: "string", length: value.length };
  if (typeof value === "number" || typeof value === "boolean") return { type: typeof value as "number" };
  return typeof value === "object" && value !== null
    ? { type: "object", length: Object.keys(value).length }
    : { type: "null" };
}

function identifierTypes(event: Readonly<Record<string, unknown>>): readonly string[] {
  const context = asRecord(event.context);
  const traits = [asRecord(event.traits), asRecord(context.traits)];
  const externalIds = Array.isArray(context.externalIds) ? context.externalIds : [];
  const has = (value: unknown) => typeof value === "string" && value !== "";
  return [
    ...new Set([
      ...(has(event.userId) ? ["user_id"] : []),
      ...(has(event.anonymousId) ? ["anonymous_id"] : []),
      ...(has(event.previousId) ? ["previous_id"] : []),
      ...externalIds.map((id) => IDENTIFIER_TYPES.find((type) => type === asRecord(id).type) ?? "other"),
      ...(has(asRecord(context.device).id) ? ["device_id"] : []),
      ...["email", "phone"].filter((type) => traits.some((each) => has(each[type]))),
    ]),
  ];
}

/** Written anew: a time that was kept as text could hold anything beside it. */
function timeOf(timestamp: unknown): string {
  const ms = typeof timestamp === "string" ? Date.parse(timestamp) : Number.NaN;
  return Number.isNaN(ms) ? "(unreadable)" : new Date(ms).toISOString();
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}
