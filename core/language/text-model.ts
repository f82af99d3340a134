import { createHash } from "node:crypto";
import { textFeatures } from "./text-features.js";

/** A text classifier as it is stored and used: one row of weights a feature, one column a label. */
export interface TextModel {
  /** Digest of the bytes, 12 hex digits. */
  readonly version: string;
  readonly labels: readonly string[];
  /** Feature id → row. */
  readonly rows: ReadonlyMap<number, number>;
  /** Inverse document frequency by row. */
  readonly idf: Float32Array;
  /** rows × labels, row-major. */
  readonly weights: Float32Array;
  /** By label. */
  readonly bias: Float32Array;
}

/** A text as the model sees it: rows and values, each block of L2 norm 1 (or empty). */
export interface SparseVector {
  readonly rows: Int32Array;
  readonly values: Float32Array;
  /** How many of the text's words and pairs of words the model knows. */
  readonly knownWords: number;
}

/** TF-IDF with sublinear term frequency, L2 norm per block; features that the model doesn't know are left out. */
export function encodeText(
  model: Pick<TextModel, "rows" | "idf">,
  text: string,
  context?: readonly string[],
): SparseVector {
  const features = textFeatures(text, context);
  const rows: number[] = [];
  const values: number[] = [];
  let knownWords = 0;
  for (const block of [features.words, features.characters, features.context]) {
    const start = values.length;
    let squares = 0;
    for (const [id, count] of block) {
      const row = model.rows.get(id);
      if (row === undefined) continue;
      const value = (1 + Math.log(count)) * (model.idf[row] ?? 0);
      rows.push(row);
      values.push(value);
      squares += value * value;
    }
    if (block === features.words) knownWords = values.length;
    const norm = Math.sqrt(squares) || 1;
    for (let index = start; index < values.length; index++) values[index] = (values[index] ?? 0) / norm;
  }
  return { rows: Int32Array.from(rows), values: Float32Array.from(values), knownWords };
}

/**
 * Probability of each label, in `model.labels`' order. Sums to 1, or to `NO_WORD_KNOWN` of it when the model
 * knows no word of the text: then there is an order, but nothing to be sure of. Empty when there is no label.
 * @param context features of the turns before, as in `TextExample.context`
 */
export function classifyText(model: TextModel, text: string, context?: readonly string[]): Float32Array {
  const vector = encodeText(model, text, context);
  const probabilities = softmax(scoreVector(model, vector));
  return vector.knownWords > 0
    ? probabilities
    : probabilities.map((probability) => probability * NO_WORD_KNOWN);
}

const NO_WORD_KNOWN = 0.1;

/** Raw scores of the labels: bias plus the weighted rows. */
export function scoreVector(model: Pick<TextModel, "weights" | "bias">, vector: SparseVector): Float32Array {
  const scores = Float32Array.from(model.bias);
  const width = scores.length;
  for (let index = 0; index < vector.rows.length; index++) {
    const offset = (vector.rows[index] ?? 0) * width;
    const value = vector.values[index] ?? 0;
    for (let label = 0; label < width; label++) {
      scores[label] = (scores[label] ?? 0) + value * (model.weights[offset + label] ?? 0);
    }
  }
  return scores;
}

/** In place: scores to probabilities. */
export function softmax(scores: Float32Array): Float32Array {
  let max = Number.NEGATIVE_INFINITY;
  for (const score of scores) max = Math.max(max, score);
  let sum = 0;
  for (let index = 0; index < scores.length; index++) {
    const weight = Math.exp((scores[index] ?? 0) - max);
    scores[index] = weight;
    sum += weight;
  }
  for (let index = 0; index < scores.length; index++) scores[index] = (scores[index] ?? 0) / sum;
  return scores;
}

const MAGIC = "RTM1";

/**
 * The model as bytes: magic, header length, JSON header (labels, sizes), feature ids, IDF, bias, weights.
 * Weights are stored as 8-bit integers with a scale a label.
 */
export function serializeTextModel(model: Omit<TextModel, "version">): Buffer {
  const width = model.labels.length;
  const height = model.idf.length;
  const scales = new Float32Array(width);
  model.weights.forEach((weight, index) => {
    const label = index % width;
    scales[label] = Math.max(scales[label] ?? 0, Math.abs(weight) / 127);
  });
  const quantised = new Int8Array(model.weights.length);
  model.weights.forEach((weight, index) => {
    const scale = scales[index % width] ?? 0;
    quantised[index] = scale === 0 ? 0 : Math.round(weight / scale);
  });
  const ids = new Uint32Array(height);
  for (const [id, row] of model.rows) ids[row] = id;
  const header = Buffer.from(JSON.stringify({ labels: model.labels, height }), "utf8");
  const prefix = Buffer.alloc(8);
  prefix.write(MAGIC, 0, "latin1");
  prefix.writeUInt32LE(header.length, 4);
  return Buffer.concat([prefix, header, ...[ids, model.idf, model.bias, scales, quantised].map(bytesOf)]);
}

/** @throws TypeError if the bytes are not those of a model. */
export function deserializeTextModel(bytes: Buffer): TextModel {
  if (bytes.toString("latin1", 0, 4) !== MAGIC) throw new TypeError("these bytes are not a text model");
  const headerEnd = 8 + bytes.readUInt32LE(4);
  const header = JSON.parse(bytes.toString("utf8", 8, headerEnd)) as { labels: string[]; height: number };
  const { labels, height } = header;
  const width = labels.length;
  let offset = headerEnd;
  const take = (length: number): ArrayBuffer => {
    const start = offset;
    offset += length;
    // A copy, since typed arrays must begin at a multiple of their element's size.
    return Uint8Array.from(bytes.subarray(start, offset)).buffer;
  };
  const ids = new Uint32Array(take(height * 4));
  const idf = new Float32Array(take(height * 4));
  const bias = new Float32Array(take(width * 4));
  const scales = new Float32Array(take(width * 4));
  const quantised = new Int8Array(take(height * width));
  const weights = new Float32Array(height * width);
  quantised.forEach((value, index) => {
    weights[index] = value * (scales[index % width] ?? 0);
  });
  const rows = new Map(Array.from(ids, (id, row) => [id, row]));
  const version = createHash("sha256").update(bytes).digest("hex").slice(0, 12);
  return { version, labels, rows, idf, weights, bias };
}

function bytesOf(array: Uint32Array | Float32Array | Int8Array): Buffer {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength);
}
