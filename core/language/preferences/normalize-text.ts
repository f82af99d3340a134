import { createSpelling } from "./spelling.js";

const MAX_CHARS = 2_000;

/** A pair of quotation marks, and what stands between them: somebody else's words. */
const QUOTATION = /"[^"]*"|“[^”]*”|„[^“”"]*[“”"]|«[^»]*»|»[^«]*«/g;

/** Contractions, abbreviations and spellings that vary, and how the rules write them. In this order. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/\bca(?:n'?t|nnot)\b/g, "can not"],
  [/\bwon'?t\b/g, "will not"],
  [/\b(do|does|did|is|are|was|were|would|should|could|have|has|had)n'?t\b/g, "$1 not"],
  [/\bi'?m\b(?= (?:so|not|an?|all?ergic|vegan|into|more|very|really|highly|just|only|also)\b)/g, "i am"],
  [/\b(i|you|we|they|it|he|she|that|there|who|what)'(?:m|re)\b/g, "$1 are"],
  [/\bi are\b/g, "i am"],
  [/\b(i|you|we|they|he|she)'d\b/g, "$1 would"],
  [/\b(i|you|we|they)'ve\b/g, "$1 have"],
  [/\b(i|you|we|they|he|she|it)'ll\b/g, "$1 will"],
  [/\b(it|that|he|she|there|what|who|let)'s\b/g, "$1 is"],
  [/\bhab's\b/g, "habe es"],
  [/\b(?:pls|plz)\b/g, "please"],
  [/\be[- ]?mail(e?s?)\b/g, "email$1"],
  [/\bno[- ]go\b/g, "nogo"],
  [/\bcall[- ]?backs?\b|\bback calls?\b/g, "callback"],
  [/\bany ?more\b/g, "anymore"],
  [/(\p{L})'s\b/gu, "$1"],
  [/\.{2,}|…/g, " . "],
  [/[!?]*\?[!?]*/g, " ? "],
  [/(?<=\s)[-–—]+(?=\s)|[–—()]/g, " , "],
  [/[;:]/g, " , "],
  [/[.!\n](?=\s|$)|\n/g, " . "],
];

/** Long words that the rules look for, as people misspell them. */
const spelling = createSpelling(
  (
    "prefer allergic allergy favourite favorite definitely really always absolutely recommend suggest exclusively " +
    "dislike intolerance german english please instead bevorzuge allergisch allergie liebsten vertrage " +
    "unvertraeglichkeit ausschliesslich grundsaetzlich favorit favoritin wichtig empfehlen deutsch englisch stattdessen telefonisch"
  ).split(" "),
  6,
);

/** Lower case, with `ae` for `ä` and no accents. */
export function transliterate(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFC")
    .replace(/[äæ]/g, "ae")
    .replace(/[öœ]/g, "oe")
    .replace(/ü/g, "ue")
    .replace(/ß/g, "ss")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[’‘`´]/g, "'");
}

/** The words of a text, folded, and its `,` `.` `?` as words of their own; hyphens part words. */
export function wordsOf(text: string): readonly string[] {
  return transliterate(text).match(/[\p{L}\p{N}]+|[,.?]/gu) ?? [];
}

/**
 * A message's own words as the rules read them: without what it quotes, contractions written out, punctuation
 * reduced to `,` `.` and `?`. Of a text over 2,000 characters the beginning.
 */
export function normalizeText(text: string): readonly string[] {
  const own = text.slice(0, MAX_CHARS).replace(QUOTATION, " quotation ");
  const words = wordsOf(SPELLINGS.reduce((spelt, [from, to]) => spelt.replace(from, to), transliterate(own)));
  return words.map((word) => spelling(word) ?? word);
}
