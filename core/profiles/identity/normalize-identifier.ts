import { parsePhoneNumberFromString } from "libphonenumber-js";
import { IDENTIFIER_TYPES, type Identifier, type IdentifierType } from "./identifier.js";
import { IDENTIFIER_RULES } from "./identifier-rules.js";

/** Values that stand for "nobody" in real event streams and must never link two people. */
const BLOCKED_VALUES: ReadonlySet<string> = new Set([
  "",
  "-1",
  "null",
  "nil",
  "undefined",
  "none",
  "n/a",
  "na",
  "nan",
  "unknown",
  "anonymous",
  "guest",
  "user",
  "test",
  "admin",
  "true",
  "false",
  "[object object]",
  "test@example.com",
  "noreply@example.com",
  "email@example.com",
  "user@example.com",
]);

/** `0`, `00000000-0000-0000-0000-000000000000`, `----`: what programs write where there is no id. */
const NOTHING_BUT_ZEROS = /^[0-]*$/;

/** Platform ids name their workspace: without it two people of two workspaces would be one. */
const NAMES_ITS_PLACE: ReadonlySet<IdentifierType> = new Set([
  "zendesk_user_id",
  "slack_user_id",
  "teams_user_id",
  "crm_contact_id",
]);

const MAX_CHARS = 256;

/**
 * Brings an identifier into its one normal form: trimmed, Unicode NFKC; e-mail addresses and device ids in lower
 * case, an address's domain in ASCII (UTS #46); phone numbers in E.164.
 * @param blocked further values that stand for nobody, in lower case
 * @returns `undefined` if the value stands for nobody or is none of its type: it then links to nothing
 */
export function normalizeIdentifier(
  { type, value, verified }: Identifier,
  blocked: ReadonlySet<string> = new Set(),
): Identifier | undefined {
  const trimmed = value.normalize("NFKC").trim();
  const normal = normalValue(type, trimmed);
  if (normal === undefined || normal.length > MAX_CHARS || hasControlCharacter(normal)) return undefined;
  for (const form of [trimmed.toLowerCase(), normal.toLowerCase()]) {
    if (BLOCKED_VALUES.has(form) || NOTHING_BUT_ZEROS.test(form) || blocked.has(form)) return undefined;
  }
  if (!IDENTIFIER_RULES[type].allDigits && type !== "phone" && /^\d+$/.test(normal)) return undefined;
  return { type, value: normal, ...(verified === undefined ? {} : { verified }) };
}

function normalValue(type: IdentifierType, value: string): string | undefined {
  if (type === "email") return normalEmail(value);
  if (type === "phone") return parsePhoneNumberFromString(value)?.number;
  if (type === "device_id") return value.toLowerCase();
  if (!NAMES_ITS_PLACE.has(type)) return value;
  const [place = "", id = ""] = splitAtFirst(value, "/");
  const isNobody = (part: string) => part === "" || BLOCKED_VALUES.has(part.toLowerCase());
  return isNobody(place) || isNobody(id) || NOTHING_BUT_ZEROS.test(id) ? undefined : value;
}

/** The part before the `@` in lower case too: no provider of note tells capitals apart (RFC 5321, 2.4, lets them). */
function normalEmail(value: string): string | undefined {
  const at = value.lastIndexOf("@");
  const [local, domain] = [value.slice(0, at), value.slice(at + 1)];
  if (at < 1 || domain === "" || /[\s@]/.test(local) || /[\s/?#:@\\]/.test(domain)) return undefined;
  const host = URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : "";
  if (host === "" || host.endsWith(".")) return undefined;
  return `${local.toLowerCase()}@${host}`;
}

function splitAtFirst(value: string, separator: string): readonly string[] {
  const at = value.indexOf(separator);
  return at < 0 ? [] : [value.slice(0, at), value.slice(at + 1)];
}

function hasControlCharacter(value: string): boolean {
  return /\p{Cc}/u.test(value);
}

/**
 * Normal forms, each once, most telling type first; blocked values are left out. Of an identifier that is both
 * claimed and vouched for, the latter counts.
 */
export function normalizeIdentifiers(
  identifiers: readonly Identifier[],
  blocked?: ReadonlySet<string>,
): readonly Identifier[] {
  const byKey = new Map<string, Identifier>();
  for (const identifier of identifiers) {
    const normal = normalizeIdentifier(identifier, blocked);
    if (normal === undefined) continue;
    const key = `${normal.type}:${normal.value}`;
    if (byKey.get(key)?.verified !== undefined || !byKey.has(key)) byKey.set(key, normal);
  }
  return [...byKey.values()].sort(
    (a, b) =>
      IDENTIFIER_TYPES.indexOf(a.type) - IDENTIFIER_TYPES.indexOf(b.type) || (a.value < b.value ? -1 : 1),
  );
}
