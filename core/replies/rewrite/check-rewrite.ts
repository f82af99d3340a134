import { detectLanguage } from "../../language/detect-language.js";
import { primaryTag } from "../../language/primary-tag.js";
import { tokensOf, withoutTokens } from "./mask-values.js";
import { CAPITAL_PRONOUNS, NEGATIONS, NUMBER_WORDS, PLAIN_WORDS } from "./plain-words.js";

/** Why a rewritten text is not used. */
export type RewriteRefusal =
  | "empty"
  | "length"
  | "tokens"
  | "numbers"
  | "links"
  | "names"
  | "negation"
  | "markup"
  | "language";

const MIN_LENGTH_RATIO = 0.5;
const MAX_LENGTH_RATIO = 1.5;

const LINK = /https?:|www\.|@|\b[\w-]+\.[a-z]{2,}\b/i;
const MARKUP = /[<>{}`*_#|]|\[|\]|\p{Cc}(?<![\n\t])|\p{Extended_Pictographic}/u;
const WORD = /\p{L}[\p{L}\p{M}'’-]*/gu;
const NUMBER = /\d+(?:[.,:/]\d+)*/g;
/** Whether a word that ends here begins a sentence, a line, or words in quotation marks. */
const SENTENCE_START = /(?:^|[.!?:;\n„“”"«»(–—])\s*$/u;

/**
 * Whether a text that a language model reworded says what the library's text says, as far as words can tell: the
 * same tokens once each, the same numbers, no link, address, name or markup that was not there, a contrary where one
 * was, about as long, in the same language. Strict: what is refused is sent as the library has it.
 * @param original the library's text, masked (`maskValues`)
 * @param rewritten what the model answered, trimmed
 * @param locale BCP 47, of both
 * @returns the first rule that it breaks; `undefined` if it keeps all
 */
export function checkRewrite(
  original: string,
  rewritten: string,
  locale: string,
): RewriteRefusal | undefined {
  if (rewritten === "") return "empty";
  const ratio = rewritten.length / original.length;
  if (ratio < MIN_LENGTH_RATIO || ratio > MAX_LENGTH_RATIO) return "length";
  if (tokensOf(rewritten).join() !== tokensOf(original).join()) return "tokens";
  const before = withoutTokens(original);
  const after = withoutTokens(rewritten);
  if (numbersOf(after) !== numbersOf(before)) return "numbers";
  if (LINK.test(after)) return "links";
  const marks = new Set(before.match(new RegExp(MARKUP, "gu")) ?? []);
  if ((after.match(new RegExp(MARKUP, "gu")) ?? []).some((mark) => !marks.has(mark))) return "markup";
  if (hasNewName(before, after)) return "names";
  if (denies(after) !== denies(before)) return "negation";
  const candidates = [...new Set([locale, "en", "de"])];
  const { language } = detectLanguage(after, { prior: locale, candidates });
  return primaryTag(language) === primaryTag(locale) ? undefined : "language";
}

/** Digits and number words, sorted: each as often as it was. */
function numbersOf(text: string): string {
  const words = (text.toLowerCase().match(WORD) ?? []).filter((word) =>
    word.split(/[-'’]/).some((part) => NUMBER_WORDS.has(part)),
  );
  return [...(text.match(NUMBER) ?? []), ...words].sort().join();
}

/** Words in capitals, or inside a sentence with one, that the library's text does not hold. */
function hasNewName(before: string, after: string): boolean {
  const known = new Set(before.toLowerCase().match(WORD) ?? []);
  return [...after.matchAll(WORD)].some(({ 0: word, index }) => {
    const first = word[0] ?? "";
    if (first === first.toLowerCase() && !/\p{Lu}/u.test(word)) return false;
    const lower = word.toLowerCase().replaceAll("’", "'");
    if (known.has(word.toLowerCase()) || CAPITAL_PRONOUNS.has(word.replaceAll("’", "'"))) return false;
    return !(SENTENCE_START.test(after.slice(0, index)) && PLAIN_WORDS.has(lower));
  });
}

function denies(text: string): boolean {
  const words = text.toLowerCase().replaceAll("’", "'").match(WORD) ?? [];
  return words.some((word) => NEGATIONS.has(word) || word.endsWith("n't"));
}
