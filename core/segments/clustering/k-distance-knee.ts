import type { Matrix } from "../matrix.js";
import { atOnce, type Steps } from "../steps.js";
import { knee } from "./knee.js";
import { sampleRows } from "./sample-rows.js";
import { squaredDistance } from "./squared-distance.js";

export interface KDistanceKnee {
  /** The distance at the knee: an `eps` for DBSCAN. More than 0, unless all distances are 0. */
  readonly eps: number;
  /** Of each asked row the distance at which it becomes a core, ascending: the curve to draw. */
  readonly distances: readonly number[];
  /** Place of the knee in `distances`. */
  readonly kneeAt: number;
}

/** Rows that are asked for their neighbours, among all rows. */
const MAX_ASKED = 500;

/**
 * An `eps` for DBSCAN: where the sorted distances to the (`minPoints` − 1)-th other row bend. Rows before the knee
 * would be cores; those after it lie ever farther out. Of more than 500 rows, 500 at random are asked, among all.
 *
 * Source: Ester et al., KDD 1996, section 4.2; the bend as in `knee`.
 * @param matrix two rows at least
 * @param minPoints as DBSCAN counts: the row itself is one
 */
export function kDistanceKnee(matrix: Matrix, minPoints: number, random: () => number): KDistanceKnee {
  return atOnce(kDistanceKneeSteps(matrix, minPoints, random));
}

/** `kDistanceKnee` in steps. */
export function* kDistanceKneeSteps(
  matrix: Matrix,
  minPoints: number,
  random: () => number,
): Steps<KDistanceKnee> {
  const asked = sampleRows(matrix.rows, MAX_ASKED, random);
  const others = Math.max(1, Math.min(matrix.rows, minPoints) - 1);
  const distances: number[] = [];
  for (const row of asked) {
    distances.push(kDistance(matrix, row, others));
    yield;
  }
  distances.sort((a, b) => a - b);
  const kneeAt = knee(distances);
  const eps = distances[kneeAt] ?? 0;
  return { eps: eps > 0 ? eps : (distances.find((distance) => distance > 0) ?? 0), distances, kneeAt };
}

/** The distance from a row to its `k`-th nearest other. */
function kDistance({ rows, columns, values }: Matrix, row: number, k: number): number {
  // The k least so far, ascending.
  const least = new Float64Array(k).fill(Number.POSITIVE_INFINITY);
  for (let other = 0; other < rows; other++) {
    if (other === row) continue;
    const distance = squaredDistance(values, row * columns, values, other * columns, columns);
    if (distance >= (least[k - 1] ?? 0)) continue;
    let at = k - 1;
    for (; at > 0 && (least[at - 1] ?? 0) > distance; at--) least[at] = least[at - 1] ?? 0;
    least[at] = distance;
  }
  return Math.sqrt(least[k - 1] ?? 0);
}
