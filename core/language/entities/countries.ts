import { getCountries } from "libphonenumber-js";
import type { Entity } from "./entity.js";
import { foldText, type TextToken } from "./text-token.js";

/** What people call countries beside their names, folded → ISO 3166. */
const SHORT_FORMS: Readonly<Record<string, string>> = {
  uk: "GB",
  "u k": "GB",
  "great britain": "GB",
  britain: "GB",
  england: "GB",
  scotland: "GB",
  wales: "GB",
  schottland: "GB",
  grossbritannien: "GB",
  us: "US",
  "u s": "US",
  usa: "US",
  "u s a": "US",
  america: "US",
  amerika: "US",
  "vereinigten staaten": "US",
  "the states": "US",
  holland: "NL",
  niederlanden: "NL",
  "czech republic": "CZ",
  czechia: "CZ",
  "tschechische republik": "CZ",
  turkey: "TR",
  uae: "AE",
  emirates: "AE",
  emirate: "AE",
  "ivory coast": "CI",
  elfenbeinkuste: "CI",
  macedonia: "MK",
  mazedonien: "MK",
  congo: "CD",
  kongo: "CD",
  burma: "MM",
  "hong kong": "HK",
  ireland: "IE",
  irland: "IE",
};

/** Names that are other words as well, folded: garments, birds, people, exits. They need a capital letter and a place. */
const AMBIGUOUS = new Set(["chad", "china", "georgia", "guinea", "jersey", "jordan", "togo", "turkey", "us"]);

/** No country that a parcel goes to, or no code of ISO 3166. */
const LEFT_OUT = new Set(["AC", "TA"]);

const MAX_WORDS = 6;
const PLACE = /(?:^|[^\p{L}])(?:to|in|from|into|via|nach|aus)\s+(?:the\s+|der\s+|die\s+|den\s+)?$/iu;

interface CountryNames {
  /** Folded name → code. */
  readonly codes: ReadonlyMap<string, string>;
  /** The names' first words: most words of a text are none of them. */
  readonly firstWords: ReadonlySet<string>;
}

/** By primary tag of a language; there are as many as languages that are detected. */
const NAMES = new Map<string, CountryNames>();

/**
 * Countries by their names in English and in the text's language, and by common short forms; whole words only.
 * Names that mean something else as well (`turkey`, `jersey`) count with a capital letter, and behind a word of
 * place or alone. In other languages than English and German every name needs a capital letter.
 * @param language primary tag
 */
export function findCountries(text: string, tokens: readonly TextToken[], language: string): Entity[] {
  const names = countryNames(language);
  const found: Entity[] = [];
  for (let first = 0; first < tokens.length; first++) {
    const isFirst = names.firstWords.has(tokens[first]?.folded ?? "");
    const match = isFirst ? longestName(text, tokens, first, names.codes) : undefined;
    if (match === undefined) continue;
    const [start, end] = [tokens[first]?.start ?? 0, tokens[match.last]?.end ?? 0];
    if (!isMeant(text, start, end, match.name, language)) continue;
    found.push({
      type: "country",
      value: match.code,
      start,
      end,
      confidence: AMBIGUOUS.has(match.name) ? 0.8 : 0.95,
    });
    first = match.last;
  }
  return found;
}

function longestName(
  text: string,
  tokens: readonly TextToken[],
  first: number,
  names: ReadonlyMap<string, string>,
) {
  let name = "";
  let longest: { readonly name: string; readonly code: string; readonly last: number } | undefined;
  for (let last = first; last < Math.min(tokens.length, first + MAX_WORDS); last++) {
    const [token, previous] = [tokens[last], tokens[last - 1]];
    if (token === undefined) break;
    if (last > first && !/^(?:[\s.'’&-]|\.\s|\s&\s)?$/.test(text.slice(previous?.end, token.start))) break;
    name = last === first ? token.folded : `${name} ${token.folded}`;
    const code = names.get(name);
    if (code !== undefined) longest = { name, code, last };
  }
  return longest;
}

function isMeant(text: string, start: number, end: number, name: string, language: string): boolean {
  const written = text.slice(start, end);
  const isCapital = /^\p{Lu}/u.test(written);
  const isPlaced = PLACE.test(text.slice(Math.max(0, start - 12), start));
  const isAlone = /^[^\p{L}]*$/u.test(text.slice(0, start) + text.slice(end));
  if (name === "us") return /^US$/.test(written) && (isPlaced || isAlone || /\p{Ll}/u.test(text));
  if (AMBIGUOUS.has(name)) return isCapital && (isPlaced || isAlone);
  return isCapital || language === "en" || language === "de";
}

/** The names in a language and in English. */
function countryNames(language: string): CountryNames {
  const known = NAMES.get(language);
  if (known !== undefined) return known;
  const codes = new Map(Object.entries(SHORT_FORMS));
  for (const tag of /^[a-z]{2,3}$/.test(language) ? ["en", language] : ["en"]) {
    for (const style of ["long", "short"] as const) {
      const display = new Intl.DisplayNames(tag, { type: "region", style, fallback: "none" });
      for (const code of getCountries()) {
        const name = LEFT_OUT.has(code) ? undefined : display.of(code);
        const folded = name === undefined ? "" : nameWords(name);
        if (folded.length > 2 && !codes.has(folded)) codes.set(folded, code);
      }
    }
  }
  const firstWords = new Set(Array.from(codes.keys(), (name) => name.split(" ", 1)[0] ?? name));
  const names = { codes, firstWords };
  NAMES.set(language, names);
  return names;
}

function nameWords(name: string): string {
  return (name.replace(/\(.*\)/g, "").match(/[\p{L}\p{M}]+/gu) ?? []).map(foldText).join(" ");
}
