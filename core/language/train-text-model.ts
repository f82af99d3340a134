import { textFeatures } from "./text-features.js";
import { encodeText, type SparseVector, scoreVector, softmax, type TextModel } from "./text-model.js";

/** One labelled message. */
export interface TextExample {
  readonly text: string;
  readonly label: string;
  /** How much it counts, in (0, 1]: 1 for a solved ticket, less for a weak example such as a title. */
  readonly weight: number;
  /** What is known besides the text, such as `intent-1=book_flight`: each string is one feature. */
  readonly context?: readonly string[];
}

export interface TrainingProgress {
  readonly stage: "reading" | "learning";
  readonly done: number;
  readonly total: number;
}

const EPOCHS = 12;
const LEARNING_RATE = 0.5;
/** Rows of the model at most: the most frequent features. */
const MAX_ROWS = 60_000;
/** Examples between two reports of progress; the event loop gets a turn there. */
const REPORT_EVERY = 500;

/**
 * Multinomial logistic regression by stochastic gradient descent with AdaGrad steps (Duchi, Hazan, Singer,
 * JMLR 2011) over `encodeText`'s features. Same examples in the same order and same seed: same model.
 * @param examples at least one; labels in any order
 * @param random numbers in [0,1), seeded
 * @returns a model without version: serialise it to get one
 */
export async function trainTextModel(
  examples: readonly TextExample[],
  random: () => number,
  onProgress: (progress: TrainingProgress) => void | Promise<void>,
): Promise<Omit<TextModel, "version">> {
  const labels = [...new Set(examples.map(({ label }) => label))].sort();
  const { rows, idf } = await learnVocabulary(examples, onProgress);
  const vectors = examples.map(({ text, context }) => encodeText({ rows, idf }, text, context));
  const labelIndex = new Map(labels.map((label, index) => [label, index]));
  const targets = examples.map(({ label }) => labelIndex.get(label) ?? 0);
  const width = labels.length;
  const weights = new Float32Array(rows.size * width);
  const squares = new Float32Array(rows.size * width);
  const bias = logPriors(examples, targets, width);
  const order = Int32Array.from(examples.keys());
  const total = EPOCHS * examples.length;
  for (let epoch = 0, done = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, random);
    for (const example of order) {
      const vector = vectors[example];
      if (vector !== undefined) {
        step(weights, squares, bias, vector, targets[example] ?? 0, examples[example]?.weight ?? 1);
      }
      if (++done % REPORT_EVERY === 0 || done === total) await onProgress({ stage: "learning", done, total });
    }
  }
  return { labels, rows, idf, weights, bias };
}

/** The most frequent features that stand in at least two texts (in one, when there are few texts), with their IDF. */
async function learnVocabulary(
  examples: readonly TextExample[],
  onProgress: (progress: TrainingProgress) => void | Promise<void>,
): Promise<Pick<TextModel, "rows" | "idf">> {
  const frequency = new Map<number, number>();
  for (const [index, example] of examples.entries()) {
    const { words, characters, context } = textFeatures(example.text, example.context);
    for (const id of [...words.keys(), ...characters.keys(), ...context.keys()]) {
      frequency.set(id, (frequency.get(id) ?? 0) + 1);
    }
    if ((index + 1) % REPORT_EVERY === 0) {
      await onProgress({ stage: "reading", done: index + 1, total: examples.length });
    }
  }
  const minFrequency = examples.length >= 200 ? 2 : 1;
  const kept = [...frequency]
    .filter(([, count]) => count >= minFrequency)
    .sort(([a, x], [b, y]) => y - x || a - b)
    .slice(0, MAX_ROWS);
  return {
    rows: new Map(kept.map(([id], row) => [id, row])),
    idf: Float32Array.from(kept, ([, count]) => 1 + Math.log((1 + examples.length) / (1 + count))),
  };
}

function logPriors(
  examples: readonly TextExample[],
  targets: readonly number[],
  width: number,
): Float32Array {
  const counts = new Float32Array(width).fill(1);
  targets.forEach((target, index) => {
    counts[target] = (counts[target] ?? 0) + (examples[index]?.weight ?? 1);
  });
  return counts.map((count) => 0.3 * Math.log(count));
}

function step(
  weights: Float32Array,
  squares: Float32Array,
  bias: Float32Array,
  vector: SparseVector,
  target: number,
  importance: number,
): void {
  const gradient = softmax(scoreVector({ weights, bias }, vector));
  gradient[target] = (gradient[target] ?? 0) - 1;
  const width = bias.length;
  for (let index = 0; index < vector.rows.length; index++) {
    const offset = (vector.rows[index] ?? 0) * width;
    const value = (vector.values[index] ?? 0) * importance;
    for (let label = 0; label < width; label++) {
      const slope = value * (gradient[label] ?? 0);
      const cell = offset + label;
      const square = (squares[cell] ?? 0) + slope * slope;
      squares[cell] = square;
      weights[cell] = (weights[cell] ?? 0) - (LEARNING_RATE * slope) / (Math.sqrt(square) + 1e-8);
    }
  }
}

/** Fisher–Yates. */
function shuffle(order: Int32Array, random: () => number): void {
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const kept = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = kept;
  }
}
