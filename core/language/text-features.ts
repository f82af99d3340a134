/** 32-bit FNV-1a, Fowler/Noll/Vo, over UTF-16 code units. */
function hash(text: string, seed: number): number {
  let state = 0x811c9dc5 ^ seed;
  for (let index = 0; index < text.length; index++) {
    state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  }
  return state >>> 0;
}

/** Longest text that is read, in characters; the rest changes no decision worth its time. */
export const MAX_TEXT_CHARS = 4_000;

/** `where's` is `where is`, whichever of the two was learnt; after other words `'s` may be a genitive. */
const CONTRACTION = /(?<!\p{L})(where|what|when|how|who|why)'(s|re|ll|d)(?!\p{L})/gu;
const EXPANDED: Readonly<Record<string, string>> = {
  s: "is",
  re: "are",
  ll: "will",
  d: "would",
};

/** The blocks of features, normalised apart so that the many character n-grams don't drown the words. */
export interface TextFeatures {
  /** Feature id (32 bit) → count. */
  readonly words: ReadonlyMap<number, number>;
  readonly characters: ReadonlyMap<number, number>;
  /** What the turns before say, one feature each. */
  readonly context: ReadonlyMap<number, number>;
}

const WORD_SEED = 1;
const CHARACTER_SEED = 2;
const CONTEXT_SEED = 3;

/**
 * Hashed word 1–2-grams and character 2–5-grams within words (scikit-learn's `char_wb`) of a text, in lower
 * case without accents. Numbers of 3 digits and more become one word, so that no order number is learnt.
 * @param contextFeatures what is known besides the text, each a feature of its own, such as `intent-1=book_flight`
 */
export function textFeatures(text: string, contextFeatures: readonly string[] = []): TextFeatures {
  const normal = text
    .slice(0, MAX_TEXT_CHARS)
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}]/gu, "")
    .toLowerCase()
    .replace(/[’`´]/g, "'")
    .replace(CONTRACTION, (_, word: string, ending: string) => `${word} ${EXPANDED[ending]}`)
    .replace(/\d{3,}/g, "0000");
  const tokens = normal.match(/[\p{L}\p{N}]+(?:'[\p{L}]+)?/gu) ?? [];
  const words = new Map<number, number>();
  const characters = new Map<number, number>();
  let previous: string | undefined;
  for (const token of tokens) {
    count(words, hash(token, WORD_SEED));
    if (previous !== undefined) count(words, hash(`${previous} ${token}`, WORD_SEED));
    previous = token;
    const padded = ` ${token} `;
    for (let size = 2; size <= 5; size++) {
      for (let start = 0; start + size <= padded.length; start++) {
        count(characters, hash(padded.slice(start, start + size), CHARACTER_SEED));
      }
    }
  }
  const context = new Map<number, number>();
  for (const feature of contextFeatures) count(context, hash(feature, CONTEXT_SEED));
  return { words, characters, context };
}

function count(counts: Map<number, number>, id: number): void {
  counts.set(id, (counts.get(id) ?? 0) + 1);
}
