import { setImmediate } from "node:timers/promises";
import { basketsOf } from "./baskets.js";
import { addPairs, coOccurrence } from "./co-occurrence.js";
import { activityWeights } from "./co-occurrence-rows.js";
import type { InteractionMatrix } from "./interactions.js";

/** What says that two items belong together, beside that the same users have them. */
export interface GramOptions {
  /** How much less a user counts who has much: to the power of minus this. Counted so that the mean user counts 1. */
  readonly activityPower: number;
  /** How many users' worth it is that two items were in one basket. */
  readonly basketWeight: number;
  /** How many users' worth it is that two items' texts are the same. */
  readonly textWeight: number;
  /** Items × items, of `textSimilarities`. */
  readonly similarities?: Float32Array;
}

/** Items × items: how strongly any two belong together, as what `trainEase` learns from. */
export async function itemGram(
  matrix: InteractionMatrix,
  { activityPower, basketWeight, textWeight, similarities }: GramOptions,
): Promise<Float64Array> {
  const size = matrix.items.length;
  const weights = activityWeights(matrix, activityPower);
  const gram = await coOccurrence(matrix, normalised(weights, matrix));
  if (basketWeight > 0) {
    for (const [at, basket] of basketsOf(matrix).entries()) {
      if (at % 256 === 255) await setImmediate();
      addPairs(gram, size, basket, basketWeight * basket.length ** -activityPower);
    }
  }
  if (similarities !== undefined && textWeight > 0) {
    for (let at = 0; at < gram.length; at++)
      gram[at] = (gram[at] ?? 0) + textWeight * (similarities[at] ?? 0);
  }
  return gram;
}

/** So that the interactions count as much in all as if every user counted 1. */
function normalised(weights: Float64Array, { rowStarts, rowItems }: InteractionMatrix): Float64Array {
  let sum = 0;
  for (const [user, weight] of weights.entries()) {
    sum += weight * ((rowStarts[user + 1] ?? 0) - (rowStarts[user] ?? 0));
  }
  return sum > 0 ? weights.map((weight) => (weight * rowItems.length) / sum) : weights;
}
