import type { Matrix } from "../matrix.js";
import { atOnce, type Steps } from "../steps.js";
import { clusterCentroids } from "./cluster-centroids.js";
import { clusterInertia } from "./cluster-inertia.js";
import { HamerlyRun, padded } from "./hamerly-run.js";
import { kMeansPlusPlus } from "./k-means-plus-plus.js";

export interface KMeansOptions {
  /** Clusters that are wanted, from 1 on. */
  readonly k: number;
  readonly random: () => number;
  /** So many times from the start; the solution with the least inertia counts. 10 unless said otherwise. */
  readonly starts?: number;
  /** Of one start. 300 unless said otherwise. */
  readonly maxIterations?: number;
}

export interface KMeans {
  /** Of each row its cluster, in [0, k). */
  readonly labels: Int32Array;
  /** Of each cluster its mean. */
  readonly centroids: Matrix;
  /** Sum of the squared distances of all rows to their centroids. */
  readonly inertia: number;
  /** Of the start that won. */
  readonly iterations: number;
}

const STARTS = 10;
const MAX_ITERATIONS = 300;
/**
 * A start is judged when its centroids' moves, squared and added up, are less than this share of a column's mean
 * variance. The best of them then goes on until nothing moves.
 */
const TOLERANCE = 1e-4;

/**
 * K-Means: the best of several starts from k-means++, each moved by Lloyd's rule. Clusters are never empty; if the
 * matrix has fewer different rows than `k`, there are as many clusters as different rows.
 *
 * Source: Lloyd, "Least Squares Quantization in PCM", IEEE Trans. Inf. Theory 1982; see also `HamerlyRun` and
 * `kMeansPlusPlus`.
 * @throws RangeError if `k` is no whole number from 1 on
 */
export function kMeans(matrix: Matrix, options: KMeansOptions): KMeans {
  return atOnce(kMeansSteps(matrix, options));
}

/** `kMeans` in steps. */
export function* kMeansSteps(matrix: Matrix, options: KMeansOptions): Steps<KMeans> {
  const { k, random, starts = STARTS, maxIterations = MAX_ITERATIONS } = options;
  if (!Number.isInteger(k) || k < 1) throw new RangeError(`k-means: k is a whole number from 1 on, not ${k}`);
  const tolerance = TOLERANCE * meanVariance(matrix);
  const points = padded(matrix);
  let best: HamerlyRun | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (let start = 0; start < starts; start++) {
    const run = new HamerlyRun(matrix, points, yield* kMeansPlusPlus(matrix, k, random));
    yield;
    yield* run.iterate(maxIterations, tolerance);
    const inertia = run.inertia();
    if (best !== undefined && inertia >= least) continue;
    best = run;
    least = inertia;
  }
  if (best === undefined) throw new RangeError(`k-means: starts is a whole number from 1 on, not ${starts}`);
  yield* best.iterate(maxIterations, 0);
  const { labels, iterations } = best;
  const centroids = clusterCentroids(matrix, labels, best.k);
  return { labels, centroids, inertia: clusterInertia(matrix, labels, centroids), iterations };
}

function meanVariance({ rows, columns, values }: Matrix): number {
  const sums = new Float64Array(columns);
  const squares = new Float64Array(columns);
  for (let at = 0; at < values.length; at++) {
    const column = at % columns;
    const value = values[at] ?? 0;
    sums[column] = (sums[column] ?? 0) + value;
    squares[column] = (squares[column] ?? 0) + value * value;
  }
  let variances = 0;
  for (let column = 0; column < columns; column++) {
    variances += Math.max(0, (squares[column] ?? 0) / rows - ((sums[column] ?? 0) / rows) ** 2);
  }
  return columns === 0 || rows === 0 ? 0 : variances / columns;
}
