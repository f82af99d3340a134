import { activityWeights, visitCoOccurrences } from "./co-occurrence-rows.js";
import type { InteractionMatrix } from "./interactions.js";
import { type ItemLink, type ItemLinks, itemLinks } from "./item-links.js";
import { buyersOf } from "./popularity.js";
import { topItems } from "./top-items.js";

export interface Rp3BetaOptions {
  /** How many items are reached from each. */
  readonly neighbours: number;
  /** The power of each step's probability: above 0. */
  readonly alpha: number;
  /** How much an item's popularity is held against it: 0 not at all, 1 in full. */
  readonly beta: number;
}

/**
 * RP³β: how likely a random walk from an item to one of its users, and on to one of the user's items, ends at each
 * item, less what its popularity alone makes of it.
 *
 * Source: Paudel, Christoffel, Newell, Bernstein, "Updatable, Accurate, Diverse, and Scalable Recommendations for
 * Interactive Applications", TiiS 2016.
 */
export async function trainRp3Beta(
  matrix: InteractionMatrix,
  { neighbours, alpha, beta }: Rp3BetaOptions,
): Promise<ItemLinks> {
  const buyers = buyersOf(matrix);
  const rows: ItemLink[][] = matrix.items.map(() => []);
  const reached = new Float32Array(buyers.length);
  await visitCoOccurrences(matrix, activityWeights(matrix, alpha), (item, row, others) => {
    const first = (buyers[item] ?? 1) ** -alpha;
    for (const other of others) reached[other] = first * (row[other] ?? 0) * (buyers[other] ?? 1) ** -beta;
    reached[item] = 0;
    for (const other of topItems(reached, neighbours)) {
      const weight = reached[other] ?? 0;
      if (weight > 0) rows[item]?.push({ item: other, weight });
    }
    for (const other of others) reached[other] = 0;
  });
  return itemLinks(rows);
}
