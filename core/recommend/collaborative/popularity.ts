import type { InteractionMatrix } from "./interactions.js";
import type { ItemScorer } from "./item-scorer.js";

/** How many users have each item. */
export function buyersOf({ columnStarts, items }: InteractionMatrix): Float32Array {
  return Float32Array.from(items, (_, item) => (columnStarts[item + 1] ?? 0) - (columnStarts[item] ?? 0));
}

/** The same for everybody: an item's score is how many users have it. */
export function popularityScorer(matrix: InteractionMatrix): ItemScorer {
  const buyers = buyersOf(matrix);
  return { items: buyers.length, score: (_, into) => into.set(buyers) };
}
