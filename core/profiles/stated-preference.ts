import {
  isWithdrawal,
  POLARITIES,
  type PreferenceMention,
} from "../language/preferences/preference-mention.js";
import {
  type DatedPreference,
  standingPreferences,
  statementKey,
  withoutWithdrawn,
} from "../language/preferences/standing-preferences.js";
import type { Inventory } from "../privacy/data-inventory.js";

/** What was last said of one object in one way (liked, avoided, never, withdrawn), and what it rests on. */
export interface StatedPreference extends Omit<DatedPreference, "kind"> {
  readonly kind: "product" | "contact";
  readonly source: string;
}

const DAY_MS = 86_400_000;
const WAYS_OF_CONTACT: readonly string[] = ["phone", "email", "sms", "post"];
/** An attribute of a catalogue: a few words. Never a sentence. */
const OBJECT = /^[\p{L}\p{N}][\p{L}\p{N} &.'/-]{0,59}$/u;
const TURN_ID = /^[\w:.-]{1,128}$/;

/** The attribute of the inventory that a preference belongs to, which says how long it stays and who may read it. */
export function preferenceAttribute({
  kind,
  polarity,
  hard,
}: Pick<StatedPreference, "kind" | "polarity" | "hard">): string {
  if (kind === "contact") return hard ? "preferences.no_contact" : "preferences.contact_channel";
  if (polarity === "likes") return "preferences.likes";
  return hard ? "preferences.never" : "preferences.avoids";
}

/**
 * What a `Preference Stated` event adds to a profile, by `kind:object:` and `likes`, `avoids`, `never`, or the first two
 * with `:withdrawn` where the strength is 0: kept apart, so that two records join in whichever order, and what is hard
 * is not lost to a later mild word.
 * @returns nothing for an event whose properties are not what they must be
 */
export function statedPreferences(
  properties: Readonly<Record<string, unknown>>,
  source: string,
  atMs: number,
): Readonly<Record<string, StatedPreference>> {
  const { kind, object, polarity, strength, hard = false, turn_id: turnId = "" } = properties;
  if (!isStoredKind(kind)) return {};
  if (typeof object !== "string" || !OBJECT.test(object)) return {};
  if (kind === "contact" && !WAYS_OF_CONTACT.includes(object)) return {};
  if (!isPolarity(polarity) || typeof hard !== "boolean" || (hard && polarity === "likes")) return {};
  if (typeof strength !== "number" || !(strength >= 0 && strength <= 1)) return {};
  // A withdrawal ends what is hard too, and is not hard itself.
  if (hard && strength === 0) return {};
  if (typeof turnId !== "string" || (turnId !== "" && !TURN_ID.test(turnId))) return {};
  const stated = { kind, object, polarity, strength, hard, turnId, source, atMs };
  return { [statementKey(stated)]: stated };
}

/** The preferences of a profile that stand at `nowMs`, within their retention, each with the strength it was said with. */
export function profilePreferences(
  preferences: Readonly<Record<string, StatedPreference>>,
  nowMs: number,
  inventory: Inventory,
): readonly StatedPreference[] {
  const kept = Object.values(preferences).filter((stated) => nowMs < preferenceUntilMs(stated, inventory));
  const said = new Map(kept.map((stated) => [statementKey(stated), stated]));
  return standingPreferences(kept, [], nowMs).flatMap((standing) => said.get(statementKey(standing)) ?? []);
}

/** A profile's preferences without what was withdrawn later; the same record if nothing was. */
export function withoutWithdrawnPreferences(
  preferences: Readonly<Record<string, StatedPreference>>,
): Readonly<Record<string, StatedPreference>> {
  const all = Object.values(preferences);
  if (!all.some(isWithdrawal)) return preferences;
  const left = new Set(withoutWithdrawn(all));
  return Object.fromEntries(Object.entries(preferences).filter(([, stated]) => left.has(stated)));
}

/** When a preference's retention ends; at once for one that the inventory does not declare. */
export function preferenceUntilMs(stated: StatedPreference, inventory: Inventory): number {
  const days = inventory.attribute(preferenceAttribute(stated))?.retentionDays ?? Number.NEGATIVE_INFINITY;
  return stated.atMs + days * DAY_MS;
}

function isStoredKind(value: unknown): value is StatedPreference["kind"] {
  return value === "product" || value === "contact";
}

function isPolarity(value: unknown): value is PreferenceMention["polarity"] {
  return (POLARITIES as readonly unknown[]).includes(value);
}
