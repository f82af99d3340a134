import { setImmediate } from "node:timers/promises";
import { type InteractionMatrix, itemsOf } from "./interactions.js";

/** So many pairs are added before the event loop has its turn. */
const PAIRS_AT_ONCE = 2 ** 21;

/**
 * How many users have both items, each user counted as much as `userWeights` says; on the diagonal, how many have the
 * one. Symmetric; row by row. O(sum of the squares of the users' item counts). Gives way to the event loop.
 * @param userWeights by row; 1 each if left out
 * @returns items × items values
 */
export async function coOccurrence(
  matrix: InteractionMatrix,
  userWeights?: Float64Array,
): Promise<Float64Array> {
  const size = matrix.items.length;
  const counts = new Float64Array(size * size);
  let pairs = 0;
  for (let user = 0; user < matrix.users.length; user++) {
    const own = itemsOf(matrix, user);
    addPairs(counts, size, own, userWeights?.[user] ?? 1);
    pairs += own.length ** 2;
    if (pairs < PAIRS_AT_ONCE) continue;
    pairs = 0;
    await setImmediate();
  }
  return counts;
}

/** Adds `weight` to every pair of these items, to both of its places, and to their places on the diagonal. */
export function addPairs(counts: Float64Array, size: number, items: Int32Array, weight: number): void {
  for (const one of items) {
    const row = one * size;
    for (let at = 0; at < items.length; at++) {
      const place = row + (items[at] ?? 0);
      counts[place] = (counts[place] ?? 0) + weight;
    }
  }
}
