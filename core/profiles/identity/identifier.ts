/** Kinds of keys that name one person in one place. */
export const IDENTIFIER_TYPES = [
  "user_id",
  "zendesk_user_id",
  "slack_user_id",
  "teams_user_id",
  "crm_contact_id",
  "email",
  "phone",
  "device_id",
  "anonymous_id",
] as const;

export type IdentifierType = (typeof IDENTIFIER_TYPES)[number];

/**
 * A key that names a person in one place. Platform ids carry their workspace so that they are unique:
 * `slack_user_id` is `<team id>/<user id>`, `teams_user_id` is `<tenant id>/<aad object id or 29: id>`,
 * `zendesk_user_id` is `<subdomain>/<user id>`, `crm_contact_id` is `<system>/<id>`.
 */
export interface Identifier {
  readonly type: IdentifierType;
  readonly value: string;
  /** `false`: somebody only said so. Absent: whoever sent it vouches for it. */
  readonly verified?: boolean | undefined;
}

/**
 * How well it is known that an identifier is its person's; a later word only ever raises it. `claimed`:
 * somebody said so. `verified`: the source vouches for it. `retired`: it was theirs, and an `alias` replaced it.
 */
export type Standing = "claimed" | "verified" | "retired";

export interface KnownIdentifier {
  readonly type: IdentifierType;
  readonly value: string;
  readonly standing: Standing;
}

/** `email:vera@example.com`: an identifier as one word, as command lines and consent records write it. */
export function identifierKey({ type, value }: Pick<Identifier, "type" | "value">): string {
  return `${type}:${value}`;
}
