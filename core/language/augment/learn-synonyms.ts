import { COMMON_WORDS } from "../common-words.js";
import { foldText, textTokens } from "../entities/text-token.js";
import type { TextExample } from "../text-example.js";

/** Folded word → words that may stand in its place. */
export type Synonyms = ReadonlyMap<string, readonly string[]>;

/** A rarer word's neighbours tell nothing. */
const MIN_TEXTS = 3;
const MIN_LETTERS = 3;
/** The most frequent words that are compared with each other. */
const MAX_WORDS = 1_500;
/** So alike must the words around two words be, and the labels that they stand for; cosines in [0,1]. */
const MIN_CONTEXT_LIKENESS = 0.35;
const MIN_LABEL_LIKENESS = 0.7;
/** Each word's nearest; a pair counts if each is among the other's. */
const NEAREST = 3;

type SparseWeights = Map<string, number>;

/**
 * Pairs of words that a company's customers use alike: in the same surroundings (the words before and after, weighted
 * by positive pointwise mutual information) and for the same labels. Surroundings alone would pair opposites: *late*
 * and *early*, *black* and *white*.
 *
 * Source: Bullinaria and Levy, "Extracting Semantic Representations from Word Co-occurrence Statistics", Behavior
 * Research Methods 2007; labels as a second view are ours.
 * @returns both directions of each pair; empty of few texts
 */
export async function learnSynonyms(
  examples: readonly Pick<TextExample, "text" | "label">[],
): Promise<Synonyms> {
  const texts = new Map<string, number>();
  const contexts = new Map<string, SparseWeights>();
  const labels = new Map<string, SparseWeights>();
  for (const { text, label } of examples) {
    const words = textTokens(text).map(({ folded }) => folded);
    for (const word of new Set(words)) {
      texts.set(word, (texts.get(word) ?? 0) + 1);
      add(labels, word, label);
    }
    words.forEach((word, at) => {
      add(contexts, word, `before ${words[at - 1] ?? ""}`);
      add(contexts, word, `after ${words[at + 1] ?? ""}`);
    });
  }
  const compared = [...texts]
    .filter(([word, count]) => count >= MIN_TEXTS && isTelling(word))
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, MAX_WORDS)
    .map(([word]) => word);
  return mutualNearest(compared, pointwiseInformation(contexts), labels);
}

/**
 * Synonyms that a list gives: each word of a line may stand for each other.
 * @param lines groups of single words
 */
export function listedSynonyms(lines: readonly (readonly string[])[]): Synonyms {
  const synonyms = new Map<string, string[]>();
  for (const words of lines) {
    for (const word of words) {
      const others = words.filter((other) => foldText(other) !== foldText(word));
      synonyms.set(foldText(word), [...(synonyms.get(foldText(word)) ?? []), ...others]);
    }
  }
  return synonyms;
}

function isTelling(word: string): boolean {
  return word.length >= MIN_LETTERS && /^\p{L}+$/u.test(word) && !COMMON_WORDS.has(word);
}

function add(weights: Map<string, SparseWeights>, word: string, feature: string): void {
  const own = weights.get(word) ?? new Map<string, number>();
  weights.set(word, own);
  own.set(feature, (own.get(feature) ?? 0) + 1);
}

/** ln(P(word, feature) / P(word) P(feature)) where that is above 0. */
function pointwiseInformation(counts: ReadonlyMap<string, SparseWeights>): Map<string, SparseWeights> {
  const byFeature = new Map<string, number>();
  let all = 0;
  for (const own of counts.values()) {
    for (const [feature, count] of own) {
      byFeature.set(feature, (byFeature.get(feature) ?? 0) + count);
      all += count;
    }
  }
  const weighted = new Map<string, SparseWeights>();
  for (const [word, own] of counts) {
    const total = [...own.values()].reduce((sum, count) => sum + count, 0);
    const informative = [...own].flatMap(([feature, count]) => {
      const information = Math.log((count * all) / (total * (byFeature.get(feature) ?? 1)));
      return information > 0 ? [[feature, information] as const] : [];
    });
    weighted.set(word, new Map(informative));
  }
  return weighted;
}

/** Words between two turns of the event loop. */
const WORDS_PER_TURN = 20;

async function mutualNearest(
  words: readonly string[],
  contexts: ReadonlyMap<string, SparseWeights>,
  labels: ReadonlyMap<string, SparseWeights>,
): Promise<Synonyms> {
  const none: SparseWeights = new Map();
  const nearest = new Map<string, readonly string[]>();
  for (const [at, word] of words.entries()) {
    if (at % WORDS_PER_TURN === 0) await new Promise(setImmediate);
    const alike = words.flatMap((other) => {
      if (other === word) return [];
      const byLabel = cosine(labels.get(word) ?? none, labels.get(other) ?? none);
      if (byLabel < MIN_LABEL_LIKENESS) return [];
      const likeness = cosine(contexts.get(word) ?? none, contexts.get(other) ?? none);
      return likeness >= MIN_CONTEXT_LIKENESS ? [{ other, likeness }] : [];
    });
    alike.sort((a, b) => b.likeness - a.likeness || (a.other < b.other ? -1 : 1));
    nearest.set(
      word,
      alike.slice(0, NEAREST).map(({ other }) => other),
    );
  }
  const pairs = words.flatMap((word) => {
    const mutual = (nearest.get(word) ?? []).filter((other) => nearest.get(other)?.includes(word));
    return mutual.length === 0 ? [] : [[word, mutual] as const];
  });
  return new Map(pairs);
}

function cosine(a: SparseWeights, b: SparseWeights): number {
  const [fewer, more] = a.size < b.size ? [a, b] : [b, a];
  let product = 0;
  for (const [feature, weight] of fewer) product += weight * (more.get(feature) ?? 0);
  return product === 0 ? 0 : product / Math.sqrt(squareOf(a) * squareOf(b));
}

function squareOf(weights: SparseWeights): number {
  let square = 0;
  for (const weight of weights.values()) square += weight ** 2;
  return square;
}
