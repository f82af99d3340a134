import type { ExactSample, SampledFeature } from "./exact-sample.js";
import { packageGain, packageImpurity } from "./gini.js";

export interface ExactSplit {
  readonly feature: SampledFeature;
  /** Less than this goes left. */
  readonly value: number;
  /** In the package's arithmetic. */
  readonly gain: number;
  /** By class, how many go left. */
  readonly lesser: Int32Array;
  readonly lesserSize: number;
}

/** A split that may be the best one. */
interface Contender {
  readonly feature: SampledFeature;
  readonly value: number;
  /** How good it is, nearly; `NaN` if that is not known. */
  readonly score: number;
}

/**
 * The split that `ml-cart` finds, and its gain to the last bit. The package tries a split between any two neighbours
 * of different class, in the order of columns and values (equal values in the order of rows), and keeps the first
 * of those that gain most; its gains carry the rounding of sums of up to `size` terms. Here running sums score each
 * split in a few operations; whatever comes within the error of the best is then computed as the package does.
 * @param start of the node's stretch of the orders
 * @param counts by class, together `end − start`
 * @returns `undefined` if no neighbours differ in class
 */
export function findExactSplit(
  sample: ExactSample,
  start: number,
  end: number,
  counts: Int32Array,
): ExactSplit | undefined {
  const size = end - start;
  // A gain's error is below 2 (size + 2) units of 2^-53; a score is `size` times a gain, and two are compared.
  const tolerance = 1e-15 * (size + 16) * size;
  const contenders: Contender[] = [];
  let best = Number.NEGATIVE_INFINITY;
  for (const feature of sample.features) {
    best = scanFeature(sample, feature, start, end, counts, tolerance, best, contenders);
  }
  const impurity = packageImpurity(counts, size);
  let found: ExactSplit | undefined;
  for (const { feature, value, score } of contenders) {
    if (score < best - tolerance) continue;
    const { lesser, greater, lesserSize } = divide(sample, feature, value, start, end, counts);
    const gain = packageGain(impurity, lesser, lesserSize, greater, size - lesserSize);
    if (found === undefined || gain > found.gain) found = { feature, value, gain, lesser, lesserSize };
  }
  return found;
}

/**
 * Adds the feature's contenders. A score is Σ l² / |l| + Σ r² / |r| over the classes' counts left and right: the gain
 * times `size`, but for a constant.
 * @returns the best score so far
 */
function scanFeature(
  { labels, classes }: ExactSample,
  feature: SampledFeature,
  start: number,
  end: number,
  counts: Int32Array,
  tolerance: number,
  bestBefore: number,
  contenders: Contender[],
): number {
  const { order, ranks, ranked } = feature;
  const { values, collapsed } = ranked;
  const left = new Int32Array(classes);
  let best = bestBefore;
  let least = best - tolerance;
  let leftSquares = 0;
  let rightSquares = sumOfSquares(counts);
  let lastRank = -1;
  let lastLabel = -1;
  // Where the stretch of equal values begins, and the sums there; whether its split was not yet tried.
  let from = start;
  let leftBefore = 0;
  let rightBefore = 0;
  let isOpen = false;
  for (let at = start; at < end; at++) {
    const place = order[at] ?? 0;
    const rank = ranks[place] ?? 0;
    const label = labels[place] ?? 0;
    if (rank !== lastRank) {
      from = at;
      leftBefore = leftSquares;
      rightBefore = rightSquares;
      isOpen = true;
    }
    if (isOpen && label !== lastLabel && at > start) {
      // Within equal values the mean is that value, and splits before the first of them.
      const before = rank === lastRank ? rank : lastRank;
      if (collapsed !== undefined && before === rank - 1 && collapsed[rank] === 1) {
        contenders.push({ feature, value: meanOf(values, before, rank), score: Number.NaN });
      } else {
        isOpen = false;
        const lesser = from - start;
        const score = (lesser === 0 ? 0 : leftBefore / lesser) + rightBefore / (end - from);
        if (score >= least) {
          contenders.push({ feature, value: meanOf(values, before, rank), score });
          if (score > best) {
            best = score;
            least = best - tolerance;
          }
        }
      }
    }
    const seen = left[label] ?? 0;
    left[label] = seen + 1;
    leftSquares += 2 * seen + 1;
    rightSquares -= 2 * ((counts[label] ?? 0) - seen) - 1;
    lastRank = rank;
    lastLabel = label;
  }
  return best;
}

function meanOf(values: Float64Array, before: number, after: number): number {
  return ((values[before] ?? 0) + (values[after] ?? 0)) / 2;
}

function sumOfSquares(counts: Int32Array): number {
  let sum = 0;
  for (const count of counts) sum += count * count;
  return sum;
}

/** Who goes left and who right, by class. */
function divide(
  { labels }: ExactSample,
  { order, ranks, ranked }: SampledFeature,
  value: number,
  start: number,
  end: number,
  counts: Int32Array,
): { lesser: Int32Array; greater: Int32Array; lesserSize: number } {
  const lesser = new Int32Array(counts.length);
  const greater = counts.slice();
  let at = start;
  for (; at < end; at++) {
    const place = order[at] ?? 0;
    if (!((ranked.values[ranks[place] ?? 0] ?? 0) < value)) break;
    const label = labels[place] ?? 0;
    lesser[label] = (lesser[label] ?? 0) + 1;
    greater[label] = (greater[label] ?? 0) - 1;
  }
  return { lesser, greater, lesserSize: at - start };
}
