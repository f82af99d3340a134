import type { InteractionMatrix } from "./interactions.js";

/**
 * How many users have both items, each user counted as much as `userWeights` says; on the diagonal, how many have the
 * one. Symmetric; row by row. O(sum of the squares of the users' item counts).
 * @param userWeights by row; 1 each if left out
 * @returns items × items values
 */
export function coOccurrence(matrix: InteractionMatrix, userWeights?: Float64Array): Float64Array {
  const { rowStarts, rowItems, items, users } = matrix;
  const size = items.length;
  const counts = new Float64Array(size * size);
  for (let user = 0; user < users.length; user++) {
    addPairs(counts, size, rowItems.subarray(rowStarts[user], rowStarts[user + 1]), userWeights?.[user] ?? 1);
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
