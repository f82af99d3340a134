import { textFeatures } from "./text-features.js";
import type { TextVocabulary } from "./text-model.js";

/** Rows of a model at most: the most frequent features. */
const MAX_ROWS = 60_000;
/** From so many texts on, what stands in one of them only is left out. */
const MANY_TEXTS = 2_000;

interface ReadText {
  readonly text: string;
  readonly context?: readonly string[] | undefined;
}

/**
 * The most frequent features with their inverse document frequency, 1 + ln((1 + n) / (1 + df)).
 * @param previous keeps its rows and their weights; what it doesn't know comes behind
 * @param onText after each text; a promise is waited for
 * @throws TypeError if `previous` was pruned: where its missing weights were is not known any more
 */
export async function learnVocabulary(
  texts: readonly ReadText[],
  previous: TextVocabulary | undefined,
  onText: (done: number, total: number) => Promise<void> | undefined,
): Promise<TextVocabulary> {
  const frequency = new Map<number, number>();
  for (const [index, { text, context: given }] of texts.entries()) {
    const { words, characters, context } = textFeatures(text, given);
    for (const block of [words, characters, context]) {
      for (const id of block.keys()) frequency.set(id, (frequency.get(id) ?? 0) + 1);
    }
    const waiting = onText(index + 1, texts.length);
    if (waiting !== undefined) await waiting;
  }
  const minFrequency = texts.length >= MANY_TEXTS ? 2 : 1;
  const known = previous?.idf.length ?? 0;
  if (previous !== undefined && previous.weighted < known) {
    throw new TypeError("a pruned model can't learn further");
  }
  const added = [...frequency]
    .filter(([id, count]) => count >= minFrequency && previous?.rows.has(id) !== true)
    .sort(([a, x], [b, y]) => y - x || a - b)
    .slice(0, Math.max(0, MAX_ROWS - known));
  const idfOf = (count: number) => 1 + Math.log((1 + texts.length) / (1 + count));
  return {
    weighted: known + added.length,
    rows: new Map([...(previous?.rows ?? []), ...added.map(([id], index) => [id, known + index] as const)]),
    idf: Float32Array.from([...(previous?.idf ?? []), ...added.map(([, count]) => idfOf(count))]),
    unknownIdf: previous?.unknownIdf ?? idfOf(0),
  };
}
