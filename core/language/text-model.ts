import { textFeatures } from "./text-features.js";
import { addRows, type WeightMatrix } from "./weight-matrix.js";

/** What a model knows of words and letters, and how much each says. */
export interface TextVocabulary {
  /** Feature id → row. */
  readonly rows: ReadonlyMap<number, number>;
  /** Inverse document frequency by row. */
  readonly idf: Float32Array;
  /** The first so many rows have weights; the others, which were pruned, count in the norm only. */
  readonly weighted: number;
  /** That of a feature which stood in no text. */
  readonly unknownIdf: number;
}

/** What became smaller, and what it cost. */
export interface TextCompression {
  /** Whether weights were rounded to 8 bits. */
  readonly quantised: boolean;
  /** Share of the features without weights, in [0,1). */
  readonly prunedShare: number;
  /** So many texts were classified before and after. 0: the cost was not measured. */
  readonly measuredOn: number;
  /** Accuracy before minus accuracy after, on those texts: in [−1,1]. */
  readonly accuracyLoss: number;
  /** Share of those texts that got another label, in [0,1]. */
  readonly changedShare: number;
}

/** What the turns before were worth when the model was trained. */
export interface TextContext {
  /** Whether the model has learnt from them. If not, it reads a message alike in any context. */
  readonly kept: boolean;
  /** So many messages that were not learnt from were read with them and without. 0: too few to conclude anything. */
  readonly measuredOn: number;
  /** By how much the log-probability of the right label rose on those messages, in nats; the mean. */
  readonly gain: number;
  /** Of that mean. */
  readonly standardError: number;
}

/** Where a model comes from. */
export interface TextTraining {
  /** SHA-256 of the examples, 64 hex digits. */
  readonly dataDigest: string;
  readonly examples: number;
  readonly unlabelled: number;
  readonly seed: number;
  /** Version of the model that learning went on from. */
  readonly previous?: string | undefined;
}

/** A text classifier: one hidden layer of rectified units between a sparse input and the labels. */
export interface TextModel extends TextVocabulary {
  /** Digest of the model's bytes, 12 hex digits. */
  readonly version: string;
  readonly labels: readonly string[];
  readonly training: TextTraining;
  /** Left out where no example had a context. */
  readonly context?: TextContext | undefined;
  readonly compression?: TextCompression | undefined;
  /** Whose embeddings are a part of the input, and how long they are. */
  readonly encoder?: { readonly id: string; readonly dimensions: number } | undefined;
  /** What scores are divided by, so that probabilities are as often right as they say; above 0. */
  readonly temperature: number;
  /** Below this probability of the best label a text is out of scope; in [0,1]. */
  readonly threshold: number;
  /** A row for each weighted feature, then one for each dimension of the encoder; a column for each unit. */
  readonly hidden: WeightMatrix;
  readonly hiddenBias: Float32Array;
  /** A row for each unit, a column for each label. */
  readonly output: WeightMatrix;
  readonly outputBias: Float32Array;
}

/** A text as the model sees it: rows and values, each block of L2 norm 1 at most. */
export interface SparseVector {
  readonly rows: Int32Array;
  readonly values: Float32Array;
  /** How many of the text's words and pairs of words the model knows. */
  readonly knownWords: number;
}

/**
 * TF-IDF with sublinear term frequency, L2 norm per block; then the encoder's embedding, of norm 1 too. Features
 * that the model has no weights for count in the norm: a text of many strange words has short vectors,
 * so the model is less sure of it.
 */
export function encodeText(
  { rows, idf, weighted, unknownIdf }: TextVocabulary,
  text: string,
  context?: readonly string[],
  embedding: Float32Array = new Float32Array(),
): SparseVector {
  const features = textFeatures(text, context);
  const known: number[] = [];
  const values: number[] = [];
  let knownWords = 0;
  for (const block of [features.words, features.characters, features.context]) {
    const start = values.length;
    let squares = 0;
    for (const [id, count] of block) {
      const row = rows.get(id);
      const value = (1 + Math.log(count)) * (row === undefined ? unknownIdf : (idf[row] ?? 0));
      squares += value * value;
      if (row === undefined || row >= weighted) continue;
      known.push(row);
      values.push(value);
    }
    if (block === features.words) knownWords = values.length;
    const norm = Math.sqrt(squares) || 1;
    for (let index = start; index < values.length; index++) values[index] = (values[index] ?? 0) / norm;
  }
  const length = Math.hypot(...embedding) || 1;
  for (const [dimension, value] of embedding.entries()) {
    known.push(weighted + dimension);
    values.push(value / length);
  }
  return { rows: Int32Array.from(known), values: Float32Array.from(values), knownWords };
}

/**
 * Probability of each label, in `model.labels`' order. Sums to 1, or to `NO_WORD_KNOWN` of it when the model
 * knows no word of the text: then there is an order, but nothing to be sure of. Empty when there is no label.
 * @param context features of the turns before, as in `TextExample.context`
 * @param embedding of the text by the encoder that the model was trained with; left out without one
 * @throws TypeError if the embedding is not as long as the model's encoder makes them
 */
export function classifyText(
  model: TextModel,
  text: string,
  context?: readonly string[],
  embedding?: Float32Array,
): Float32Array {
  const dimensions = model.encoder?.dimensions ?? 0;
  if ((embedding?.length ?? 0) !== dimensions) {
    throw new TypeError(
      `the model takes embeddings of length ${dimensions}, and not ${embedding?.length ?? 0}`,
    );
  }
  return classifyVector(model, encodeText(model, text, context, embedding));
}

/** The same of a text that `encodeText` has read for this model. */
export function classifyVector(model: TextModel, vector: SparseVector): Float32Array {
  const probabilities = softmax(scoreVector(model, vector), model.temperature);
  return vector.knownWords > 0 || model.encoder !== undefined
    ? probabilities
    : probabilities.map((probability) => probability * NO_WORD_KNOWN);
}

const NO_WORD_KNOWN = 0.1;

/**
 * Whether a text with these probabilities, from `classifyText`, asks for one of the labels at all. One of no word
 * that the model knows does not, whatever the threshold.
 */
export function isInScope({ threshold }: Pick<TextModel, "threshold">, probabilities: Float32Array): boolean {
  let sum = 0;
  let best = 0;
  for (let at = 0; at < probabilities.length; at++) {
    const probability = probabilities[at] ?? 0;
    sum += probability;
    if (probability > best) best = probability;
  }
  // They sum to `NO_WORD_KNOWN` or to 1, but for the rounding of floats.
  return sum > 0.5 && best >= threshold;
}

/** Raw scores of the labels: logits before the temperature. */
export function scoreVector(
  {
    hidden,
    hiddenBias,
    output,
    outputBias,
  }: Pick<TextModel, "hidden" | "hiddenBias" | "output" | "outputBias">,
  { rows, values }: SparseVector,
): Float32Array {
  const units = hiddenBias.slice();
  addRows(units, hidden, rows, values);
  const active = new Int32Array(units.length);
  let count = 0;
  for (let unit = 0; unit < units.length; unit++) {
    const activation = units[unit] ?? 0;
    if (!(activation > 0)) continue;
    active[count] = unit;
    units[count] = activation;
    count++;
  }
  const scores = outputBias.slice();
  addRows(scores, output, active, units, count);
  return scores;
}

/** In place: scores, divided by the temperature, to probabilities. */
export function softmax(scores: Float32Array, temperature = 1): Float32Array {
  const max = scores[greatestAt(scores)] ?? 0;
  let sum = 0;
  for (let index = 0; index < scores.length; index++) {
    const weight = Math.exp(((scores[index] ?? 0) - max) / temperature);
    scores[index] = weight;
    sum += weight;
  }
  for (let index = 0; index < scores.length; index++) scores[index] = (scores[index] ?? 0) / sum;
  return scores;
}

/** Place of the greatest number, the first of equals; −1 of none. */
export function greatestAt(numbers: Float32Array): number {
  let best = numbers.length === 0 ? -1 : 0;
  for (let at = 1; at < numbers.length; at++) if ((numbers[at] ?? 0) > (numbers[best] ?? 0)) best = at;
  return best;
}
