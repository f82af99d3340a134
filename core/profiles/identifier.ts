/** Kinds of keys that name one person in one place. */
export const IDENTIFIER_TYPES = [
  "email",
  "user_id",
  "anonymous_id",
  "zendesk_user_id",
  "slack_user_id",
  "teams_user_id",
] as const;

export type IdentifierType = (typeof IDENTIFIER_TYPES)[number];

/**
 * A key that names a person in one place. Platform ids carry their workspace so that they are unique:
 * `slack_user_id` is `<team id>/<user id>`, `teams_user_id` is `<tenant id>/<aad object id or 29: id>`,
 * `zendesk_user_id` is `<subdomain>/<user id>`.
 */
export interface Identifier {
  readonly type: IdentifierType;
  readonly value: string;
}

/** Values that stand for "nobody" in real event streams and must never link two people. */
const BLOCKED_VALUES = new Set([
  "",
  "-1",
  "0",
  "null",
  "undefined",
  "none",
  "anonymous",
  "guest",
  "test@example.com",
]);

/**
 * Brings an identifier into its one normal form: trimmed, Unicode NFKC, e-mail addresses in lower case.
 * @returns `undefined` if the value stands for nobody, is longer than 256 characters, or is an `email` without `@`.
 */
export function normalizeIdentifier(identifier: Identifier): Identifier | undefined {
  const trimmed = identifier.value.normalize("NFKC").trim();
  const value = identifier.type === "email" ? trimmed.toLowerCase() : trimmed;
  if (BLOCKED_VALUES.has(value.toLowerCase()) || value.length > 256) return undefined;
  if (identifier.type === "email" && !/^[^@\s]+@[^@\s]+$/.test(value)) return undefined;
  return { type: identifier.type, value };
}
