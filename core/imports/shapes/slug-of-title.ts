import { transliterate } from "../../language/preferences/normalize-text.js";

const LONGEST = 80;

/**
 * A key made of a title: `Orders::Where is it?` → `orders_where_is_it`.
 * @returns `""` of a title without a Latin letter or digit
 */
export function slugOfTitle(title: string): string {
  return transliterate(title)
    .replaceAll("ø", "oe")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, LONGEST)
    .replace(/_+$/, "");
}
