import type { Matrix } from "../matrix.js";
import type { Steps } from "../steps.js";
import { squaredDistance } from "./squared-distance.js";

/**
 * Rows to start K-Means from: the first at random; for each further one some candidates, drawn with a probability
 * that grows with the square of the distance to the nearest already taken, of which that is taken that leaves the
 * least sum of such squares.
 *
 * Source: Arthur and Vassilvitskii, "k-means++: The Advantages of Careful Seeding", SODA 2007, with a greedy choice
 * among 2 + ln k candidates, as scikit-learn makes it.
 * @param k from 1 on
 * @returns `k` different rows, or one of each value if the matrix has fewer different rows than that
 */
export function* kMeansPlusPlus(matrix: Matrix, k: number, random: () => number): Steps<readonly number[]> {
  const { rows } = matrix;
  if (rows === 0) return [];
  const first = Math.min(rows - 1, Math.floor(random() * rows));
  const taken = [first];
  let best = withCentre(matrix, first, new Float64Array(rows).fill(Number.POSITIVE_INFINITY));
  const candidates = 2 + Math.floor(Math.log(k));
  while (taken.length < k && best.total > 0) {
    const { nearest, total } = best;
    let next = { row: -1, nearest, total: Number.POSITIVE_INFINITY };
    for (let candidate = 0; candidate < candidates; candidate++) {
      const row = drawByWeight(nearest, random() * total);
      const after = withCentre(matrix, row, nearest);
      if (after.total < next.total) next = { row, ...after };
    }
    taken.push(next.row);
    best = next;
    yield;
  }
  return taken;
}

/** Of each row the squared distance to the nearest centre, when `centre` is one more; and their sum. */
function withCentre({ rows, columns, values }: Matrix, centre: number, before: Float64Array) {
  const nearest = new Float64Array(rows);
  let total = 0;
  for (let row = 0; row < rows; row++) {
    const distance = squaredDistance(values, row * columns, values, centre * columns, columns);
    const least = Math.min(distance, before[row] ?? 0);
    nearest[row] = least;
    total += least;
  }
  return { nearest, total };
}

/** The place at which the running sum of the weights passes `threshold`; never one that weighs nothing. */
function drawByWeight(weights: Float64Array, threshold: number): number {
  let passed = 0;
  let last = 0;
  for (let at = 0; at < weights.length; at++) {
    const weight = weights[at] ?? 0;
    if (weight === 0) continue;
    passed += weight;
    last = at;
    if (passed > threshold) break;
  }
  return last;
}
