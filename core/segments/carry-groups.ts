import { clusterCentroids } from "./clustering/cluster-centroids.js";
import { clusterSizes } from "./clustering/cluster-sizes.js";
import { mergeSmall } from "./clustering/merge-small.js";
import { squaredDistance } from "./clustering/squared-distance.js";
import type { Matrix } from "./matrix.js";
import type { Steps } from "./steps.js";

/** Whoever is in a group leaves it for one whose centre is less than this share of the squared distance away. */
const LEAVES_FOR = 0.6;
const MAX_ROUNDS = 20;

/**
 * The groups of before among the people of today: each begins where its people are now, and keeps them unless another
 * is clearly nearer. Newcomers go to the nearest. A group of fewer than `leastPeople` becomes part of the nearest.
 * @param homes by row the group of before, −1 for none
 * @returns by row the group, numbered without gaps in the order of before; `undefined`: fewer than two are left
 */
export function* carryGroups(
  plane: Matrix,
  homes: Int32Array,
  leastPeople: number,
): Steps<Int32Array | undefined> {
  const present = Array.from(clusterSizes(homes)).flatMap((size, group) => (size > 0 ? [group] : []));
  if (present.length < 2) return undefined;
  const begun = homes.map((home) => present.indexOf(home));
  const settled = yield* settleGroups(plane, clusterCentroids(plane, begun, present.length), begun);
  yield;
  const { labels, k } = mergeSmall(plane, settled, { minRows: leastPeople, small: "merge" });
  return k < 2 ? undefined : labels;
}

/**
 * Moves people to the nearest centre and centres to the middle of their people, in turns (Lloyd, "Least squares
 * quantization in PCM", 1982), until nobody moves.
 * @param homes by row the group that somebody leaves only if another is clearly nearer; −1 or left out: none
 */
export function* settleGroups(plane: Matrix, centroids: Matrix, homes?: Int32Array): Steps<Int32Array> {
  let centres = centroids;
  let labels = homes ?? new Int32Array(plane.rows).fill(-1);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const around = centres;
    yield;
    const next = labels.map((_, row) => groupOf(plane, row, around, homes?.[row] ?? -1));
    if (next.every((label, row) => label === labels[row])) break;
    labels = next;
    yield;
    centres = keepEmpty(clusterCentroids(plane, labels, around.rows), around, labels);
  }
  return labels;
}

function groupOf({ columns, values }: Matrix, row: number, centres: Matrix, home: number): number {
  let nearest = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let label = 0; label < centres.rows; label++) {
    const distance = squaredDistance(values, row * columns, centres.values, label * columns, columns);
    if (distance < least) [nearest, least] = [label, distance];
  }
  if (home < 0) return nearest;
  const fromHome = squaredDistance(values, row * columns, centres.values, home * columns, columns);
  return least < LEAVES_FOR * fromHome ? nearest : home;
}

/** A group that has nobody left stays where it was. */
function keepEmpty(centres: Matrix, earlier: Matrix, labels: Int32Array): Matrix {
  const sizes = clusterSizes(labels);
  const { columns } = centres;
  const values = centres.values.map((value, at) =>
    (sizes[Math.floor(at / columns)] ?? 0) > 0 ? value : (earlier.values[at] ?? 0),
  );
  return { ...centres, values };
}
