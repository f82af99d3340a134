import { readPreferences, statesOnlyPreferences } from "./find-preferences.js";
import type { PreferenceAttributes } from "./preference-attributes.js";

/** Where one thing that somebody says ends and the next begins. */
const SEAM = /(?<=[.!?;\n])\s*|,\s*(?:(?:and|but|also|und|aber|auch)\s+)?|\s+(?:and|but|und|aber)\s+/;

/**
 * A message without those of its parts that only say how its writer wants to be served, so that what else it says is
 * read by itself: of "Where is my order? Please don't call me." the question.
 * @returns the message itself where there is no such part, or nothing else
 */
export function withoutServiceWishes(text: string, attributes: PreferenceAttributes): string {
  const parts = text.split(SEAM).filter((part) => part.trim() !== "");
  const isWish = (part: string) =>
    statesOnlyPreferences(part, attributes) &&
    readPreferences(part, attributes).every(({ kind }) => kind !== "product");
  const rest = parts.filter((part) => !isWish(part));
  return rest.length === parts.length || !rest.some((part) => /\p{L}{2}/u.test(part))
    ? text
    : rest.join(", ");
}
