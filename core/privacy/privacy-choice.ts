/** What the product's own buttons about a person's data ask for. */
export const PRIVACY_ACTIONS = [
  "view",
  "download",
  "stop",
  "start",
  "forget",
  "forget-confirm",
  "keep",
] as const;

export type PrivacyAction = (typeof PRIVACY_ACTIONS)[number];

/** A pressed button of the product's own. */
type OwnChoice =
  | { readonly kind: "privacy"; readonly action: PrivacyAction }
  /** An answer to the question of consent in its `version`. */
  | { readonly kind: "consent"; readonly granted: boolean; readonly version: string };

/** The key of a button about a person's data. Keys that begin with `rapport:` are never replies of a library. */
export function privacyChoiceKey(action: PrivacyAction): string {
  return `rapport:privacy:${action}`;
}

/** The key of a button that answers the question of consent; at most 64 characters. */
export function consentChoiceKey(granted: boolean, version: string): string {
  return `rapport:consent:${granted ? "yes" : "no"}:${version}`;
}

/** What a pressed button asks for; `undefined` for one that is not the product's own. */
export function parseOwnChoice(key: string): OwnChoice | undefined {
  const action = PRIVACY_ACTIONS.find((known) => key === privacyChoiceKey(known));
  if (action !== undefined) return { kind: "privacy", action };
  const [, answer, version] = /^rapport:consent:(yes|no):([A-Za-z0-9._-]{1,40})$/.exec(key) ?? [];
  if (version === undefined) return undefined;
  return { kind: "consent", granted: answer === "yes", version };
}
