import type { Matrix } from "../matrix.js";
import { atOnce, type Steps } from "../steps.js";
import { clusterSizes } from "./cluster-sizes.js";
import { sampleRows } from "./sample-rows.js";
import { squaredDistance } from "./squared-distance.js";

export interface Silhouette {
  /** In [−1,1]: near 1, rows are much nearer to their own cluster than to the next; below 0, many sit in a wrong one. */
  readonly mean: number;
  /** Standard error of `mean` as an estimate of all rows' mean: 0 if all of them were asked. */
  readonly standardError: number;
  /** Rows that were asked. */
  readonly rows: number;
}

/** How many rows are asked, among all rows, and by which random numbers they are taken. */
export interface SilhouetteSample {
  readonly rows: number;
  readonly random: () => number;
}

/**
 * The mean silhouette of several ways to cluster the same rows: of each row (b − a) / max(a, b), with a its mean
 * distance to its cluster's others and b the least mean distance to another cluster. Rows labelled less than 0 belong
 * to no cluster, and a row alone in its cluster counts 0. Every distance is worked out once, for all labelings; O(rows
 * asked × rows).
 *
 * Source: Rousseeuw, "Silhouettes", Journal of Computational and Applied Mathematics 1987.
 * @param labelings of each way, each row's cluster, from 0 on
 * @param sample asks that many rows only, the same ones of all labelings; without it, all
 * @returns as many, each `undefined` if it has fewer than two clusters
 */
export function silhouettes(
  matrix: Matrix,
  labelings: readonly Int32Array[],
  sample?: SilhouetteSample,
): readonly (Silhouette | undefined)[] {
  return atOnce(silhouetteSteps(matrix, labelings, sample));
}

/** `silhouettes` in steps. */
export function* silhouetteSteps(
  matrix: Matrix,
  labelings: readonly Int32Array[],
  sample?: SilhouetteSample,
): Steps<readonly (Silhouette | undefined)[]> {
  const { rows } = matrix;
  const asked = sampleRows(rows, sample?.rows ?? rows, sample?.random ?? (() => 0));
  const all = labelings.map((labels) => ({
    labels,
    sizes: clusterSizes(labels),
    sum: 0,
    squares: 0,
    count: 0,
  }));
  const distances = new Float64Array(rows);
  for (const row of asked) {
    measureFrom(row, matrix, distances);
    for (const one of all) {
      const own = one.labels[row] ?? -1;
      if (own < 0) continue;
      const value = silhouetteOf(own, distances, one.labels, one.sizes);
      one.sum += value;
      one.squares += value * value;
      one.count += 1;
    }
    yield;
  }
  return all.map(({ sizes, sum, squares, count }) => {
    if (count === 0 || sizes.filter((size) => size > 0).length < 2) return undefined;
    const members = sizes.reduce((members, size) => members + size, 0);
    const mean = sum / count;
    const variance = Math.max(0, squares / count - mean * mean);
    const standardError = count < 2 ? 0 : Math.sqrt((variance / (count - 1)) * (1 - count / members));
    return { mean, standardError, rows: count };
  });
}

/** The distances of one row to all of them. */
function measureFrom(row: number, { rows, columns, values }: Matrix, distances: Float64Array): void {
  for (let other = 0; other < rows; other++) {
    distances[other] = Math.sqrt(squaredDistance(values, row * columns, values, other * columns, columns));
  }
}

function silhouetteOf(own: number, distances: Float64Array, labels: Int32Array, sizes: Int32Array): number {
  const sums = new Float64Array(sizes.length);
  for (let other = 0; other < distances.length; other++) {
    const label = labels[other] ?? -1;
    if (label >= 0) sums[label] = (sums[label] ?? 0) + (distances[other] ?? 0);
  }
  const others = (sizes[own] ?? 0) - 1;
  if (others === 0) return 0;
  const within = (sums[own] ?? 0) / others;
  let next = Number.POSITIVE_INFINITY;
  for (const [label, size] of sizes.entries()) {
    if (label !== own && size > 0) next = Math.min(next, (sums[label] ?? 0) / size);
  }
  const greater = Math.max(within, next);
  return greater === 0 ? 0 : (next - within) / greater;
}
