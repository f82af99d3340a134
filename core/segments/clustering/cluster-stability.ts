import type { Matrix } from "../matrix.js";
import type { Steps } from "../steps.js";
import { adjustedRand } from "./adjusted-rand.js";
import { clusterSizes } from "./cluster-sizes.js";
import { takeRows } from "./take-rows.js";

export interface ClusterStability {
  /** Mean adjusted Rand index between the solution and those on resamples; 1 is as stable as can be. */
  readonly meanAdjustedRand: number;
  /** Standard deviation over the resamples; 0 of one. */
  readonly spread: number;
  /**
   * Of each cluster the mean over the resamples of its greatest Jaccard overlap with a cluster found there. From 0.75
   * on it is held for stable, below 0.5 for dissolved. `undefined` if it came in no resample.
   */
  readonly jaccards: readonly (number | undefined)[];
}

export interface StabilityOptions {
  /** The solution that is judged: of each row its cluster, −1 for none. */
  readonly labels: Int32Array;
  /** The same method on other rows. */
  readonly cluster: (resample: Matrix) => Steps<Int32Array>;
  /** From 1 on; 20 unless said otherwise. */
  readonly resamples?: number;
  readonly random: () => number;
}

const RESAMPLES = 20;

/**
 * Whether clusters come again when the data is drawn again: as many rows with replacement, clustered anew, and
 * compared on the rows that were drawn, each counted once.
 *
 * Source: Hennig, "Cluster-wise assessment of cluster stability", Computational Statistics and Data Analysis 2007.
 */
export function* clusterStability(matrix: Matrix, options: StabilityOptions): Steps<ClusterStability> {
  const { labels, cluster, resamples = RESAMPLES, random } = options;
  const clusters = clusterSizes(labels).length;
  const indices: number[] = [];
  const overlaps: number[][] = Array.from({ length: clusters }, () => []);
  for (let resample = 0; resample < resamples; resample++) {
    const drawn = Int32Array.from({ length: matrix.rows }, () => Math.floor(random() * matrix.rows));
    const found = yield* cluster(takeRows(matrix, drawn));
    const foundOf = new Map<number, number>();
    for (const [at, row] of drawn.entries()) if (!foundOf.has(row)) foundOf.set(row, found[at] ?? -1);
    const before = Int32Array.from(foundOf.keys(), (row) => labels[row] ?? -1);
    const after = Int32Array.from(foundOf.values());
    indices.push(adjustedRand(before, after));
    for (const [label, jaccard] of greatestJaccards(before, after)) overlaps[label]?.push(jaccard);
  }
  const meanAdjustedRand = mean(indices) ?? 1;
  const squares = indices.map((index) => (index - meanAdjustedRand) ** 2);
  const spread = Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / Math.max(1, resamples - 1));
  return { meanAdjustedRand, spread, jaccards: overlaps.map(mean) };
}

/** Of each cluster in `before` its greatest overlap with one in `after`: rows in both over rows in either. */
function greatestJaccards(before: Int32Array, after: Int32Array): ReadonlyMap<number, number> {
  const sizesAfter = new Map<number, number>();
  for (const label of after) sizesAfter.set(label, (sizesAfter.get(label) ?? 0) + 1);
  const shared = new Map<number, Map<number, number>>();
  for (const [at, label] of before.entries()) {
    if (label < 0) continue;
    const other = after[at] ?? -1;
    const row = shared.get(label) ?? new Map<number, number>();
    shared.set(label, row.set(other, (row.get(other) ?? 0) + 1));
  }
  const greatest = new Map<number, number>();
  for (const [label, row] of shared) {
    const size = [...row.values()].reduce((sum, count) => sum + count, 0);
    const jaccards = [...row].map(([other, count]) =>
      other < 0 ? 0 : count / (size + (sizesAfter.get(other) ?? 0) - count),
    );
    greatest.set(label, Math.max(...jaccards));
  }
  return greatest;
}

function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}
