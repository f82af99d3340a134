import { type BinnedColumn, MAX_BINS } from "./bin-columns.js";

/** What one histogram tree learns from. */
export interface BinnedSample {
  readonly columns: readonly BinnedColumn[];
  readonly classes: number;
  /** By row, its class. */
  readonly labels: Uint16Array;
  /** By row, how often it was drawn. */
  readonly weights: Uint16Array;
  /** Each row that was drawn, once; a node's rows are one stretch of it. */
  readonly members: Int32Array;
}

export interface BinnedSplit {
  readonly column: number;
  /** Bins up to this one go left. */
  readonly bin: number;
  /** Gini impurity that it takes away. */
  readonly gain: number;
  /** By class, what goes left, and together. */
  readonly lesser: Int32Array;
  readonly lesserSize: number;
}

/** Gains below this are rounding. */
const LEAST_GAIN = 1e-12;

/**
 * The best split at the cuts of some columns.
 * @param start of the node's stretch of the members
 * @param counts by class, what the members weigh
 * @param size what they weigh together
 * @param order all columns in random order
 * @param tried how many of them are tried; further ones only while none of these splits anything, as scikit-learn
 *   does
 */
export function findBinnedSplit(
  sample: BinnedSample,
  start: number,
  end: number,
  counts: Int32Array,
  size: number,
  order: Int32Array,
  tried: number,
): BinnedSplit | undefined {
  const all = sumOfSquares(counts) / size;
  let best: Omit<BinnedSplit, "gain"> | undefined;
  let bestScore = all + LEAST_GAIN * size;
  for (let at = 0; at < order.length && (at < tried || best === undefined); at++) {
    const column = order[at] ?? 0;
    const binned = sample.columns[column];
    if (binned === undefined || binned.cuts.length === 0) continue;
    const histogram = histogramOf(sample, binned, start, end);
    const left = new Int32Array(sample.classes);
    let leftSize = 0;
    let leftSquares = 0;
    let rightSquares = all * size;
    for (let bin = 0; bin < binned.cuts.length; bin++) {
      const sizeBefore = leftSize;
      for (let label = 0; label < sample.classes; label++) {
        const here = histogram[bin * sample.classes + label] ?? 0;
        if (here === 0) continue;
        const before = left[label] ?? 0;
        left[label] = before + here;
        leftSize += here;
        leftSquares += here * (2 * before + here);
        rightSquares -= here * (2 * ((counts[label] ?? 0) - before) - here);
      }
      if (leftSize === sizeBefore) continue;
      if (leftSize === size) break;
      const score = leftSquares / leftSize + rightSquares / (size - leftSize);
      if (score <= bestScore) continue;
      bestScore = score;
      best = { column, bin, lesser: left.slice(), lesserSize: leftSize };
    }
  }
  return best && { ...best, gain: (bestScore - all) / size };
}

/** By bin and class, what the members weigh. */
function histogramOf(
  { classes, labels, weights, members }: BinnedSample,
  { bins, cuts }: BinnedColumn,
  start: number,
  end: number,
): Int32Array {
  const histogram = new Int32Array(Math.min(MAX_BINS, cuts.length + 1) * classes);
  for (let at = start; at < end; at++) {
    const row = members[at] ?? 0;
    const cell = (bins[row] ?? 0) * classes + (labels[row] ?? 0);
    histogram[cell] = (histogram[cell] ?? 0) + (weights[row] ?? 0);
  }
  return histogram;
}

function sumOfSquares(counts: Int32Array): number {
  let sum = 0;
  for (const count of counts) sum += count * count;
  return sum;
}
