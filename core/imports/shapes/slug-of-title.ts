const LONGEST = 80;

/** Letters that no decomposition makes ASCII. */
const SPELT: Readonly<Record<string, string>> = {
  ä: "ae",
  ö: "oe",
  ü: "ue",
  ß: "ss",
  æ: "ae",
  ø: "oe",
  œ: "oe",
};

/**
 * A key made of a title: `Orders::Where is it?` → `orders_where_is_it`.
 * @returns `""` of a title without a Latin letter or digit
 */
export function slugOfTitle(title: string): string {
  return title
    .toLowerCase()
    .normalize("NFC")
    .replace(/[äöüßæøœ]/g, (letter) => SPELT[letter] ?? letter)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, LONGEST)
    .replace(/_+$/, "");
}
