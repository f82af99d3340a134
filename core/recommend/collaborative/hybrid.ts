import type { ItemScorer } from "./item-scorer.js";

/** Methods whose scores are added up. */
export type HybridParts = readonly ItemScorer[];

/**
 * The weighted sum of several methods' scores, each standardised first: over all items, the user's scores get the
 * mean 0 and the standard deviation 1, so that a weight means the same with every method.
 * @param weights as many as parts; a part of weight 0 is not asked
 */
export function hybridScorer(parts: HybridParts, weights: readonly number[]): ItemScorer {
  const items = parts[0]?.items ?? 0;
  const own = new Float32Array(items);
  return {
    items,
    score(userItems, into) {
      into.fill(0);
      for (const [at, part] of parts.entries()) {
        const weight = weights[at] ?? 0;
        if (weight === 0) continue;
        part.score(userItems, own);
        standardise(own);
        for (let item = 0; item < items; item++) into[item] = (into[item] ?? 0) + weight * (own[item] ?? 0);
      }
    },
  };
}

/** To the mean 0 and the standard deviation 1, in place; all 0 if they are all equal. */
export function standardise(values: Float32Array): void {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / Math.max(1, values.length);
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  const scale = squares > 0 ? 1 / Math.sqrt(squares / values.length) : 0;
  for (let at = 0; at < values.length; at++) values[at] = ((values[at] ?? 0) - mean) * scale;
}
