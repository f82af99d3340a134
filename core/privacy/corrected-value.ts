import { RapportError } from "../error.js";
import type { TraitValue } from "../profiles/profile.js";
import type { AttributeDeclaration } from "./attribute-declaration.js";
import { languageTag } from "./language-names.js";

const LANGUAGE = "preferences.language";
const NUMBER = /^[+-]?\d{1,15}(?:[.,]\d{1,15})?$/;
const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ...["yes", "true", "ja"].map((word) => [word, true] as const),
  ...["no", "false", "nein"].map((word) => [word, false] as const),
]);

/** Names a language only if it knows one: `fallback` would name it by its tag. */
const LANGUAGES = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });

/**
 * What somebody wrote, as a value of an attribute's kind: `45` of a number, `yes` of a boolean, `German` or `de-AT`
 * (BCP 47) of the language.
 * @throws RapportError `request_malformed` naming the rule
 */
export function correctedValue({ attribute, kind }: AttributeDeclaration, written: string): TraitValue {
  const value = written.trim();
  if (value === "" || value.length > 200 || value.includes("\0")) {
    throw new RapportError("request_malformed", "value: must have 1 to 200 characters");
  }
  if (kind === "number") {
    if (!NUMBER.test(value)) throw new RapportError("request_malformed", "value: must be a number");
    return Number(value.replace(",", "."));
  }
  if (kind === "boolean") {
    const found = BOOLEANS.get(value.toLowerCase());
    if (found === undefined) throw new RapportError("request_malformed", "value: must be yes or no");
    return found;
  }
  return attribute === LANGUAGE ? languageOf(value) : value;
}

function languageOf(value: string): string {
  const named = languageTag(value);
  if (named !== undefined) return named;
  try {
    const [tag = ""] = Intl.getCanonicalLocales(value);
    const [primary = ""] = tag.split("-");
    if (LANGUAGES.of(primary) !== undefined) return tag;
  } catch {
    // No tag at all: said below.
  }
  throw new RapportError("request_malformed", "value: must be a language such as de, de-AT or German");
}
