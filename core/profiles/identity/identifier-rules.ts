import type { IdentifierType } from "./identifier.js";

/** What holds for all identifiers of a type. */
export interface IdentifierRule {
  /** At most so many of a profile; the next one is not linked, and no merge goes beyond it. */
  readonly limit: number;
  /**
   * A person has one, in one place: two profiles with different verified values never merge. `value` names the
   * person everywhere; `place` within what stands before the first `/`.
   */
  readonly unique: "value" | "place" | undefined;
  /** False: a value of digits only is a placeholder, not an id. */
  readonly allDigits: boolean;
}

/**
 * By type, most telling first: an event that names several profiles which must not merge belongs to that of the
 * first.
 */
export const IDENTIFIER_RULES: Readonly<Record<IdentifierType, IdentifierRule>> = {
  user_id: { limit: 5, unique: "value", allDigits: true },
  zendesk_user_id: { limit: 5, unique: "place", allDigits: false },
  slack_user_id: { limit: 5, unique: "place", allDigits: false },
  teams_user_id: { limit: 5, unique: "place", allDigits: false },
  crm_contact_id: { limit: 5, unique: "place", allDigits: false },
  email: { limit: 10, unique: undefined, allDigits: false },
  phone: { limit: 5, unique: undefined, allDigits: false },
  device_id: { limit: 50, unique: undefined, allDigits: false },
  anonymous_id: { limit: 100, unique: undefined, allDigits: false },
};

/** The place that an identifier is unique in: `slack_user_id` of `T1/U7` is unique in `T1`. */
export function placeOf(value: string): string {
  return value.slice(0, value.indexOf("/") + 1);
}

/** Several people may have it: it never says whom an erasure, a ticket or a tombstone means. */
export function isShared({ type }: { readonly type: IdentifierType }): boolean {
  return type === "anonymous_id" || type === "device_id";
}
