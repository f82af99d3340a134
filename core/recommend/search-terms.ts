import { transliterate } from "../language/preferences/normalize-text.js";

const BETWEEN = /[^\p{L}\p{N}]+/u;

/** The words of a text as they are searched for. */
export function searchTerms(text: string): readonly string[] {
  return text
    .split(BETWEEN)
    .map(transliterate)
    .filter((term) => term !== "");
}
