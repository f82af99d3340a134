import { topPlaces } from "../../top-places.js";
import { activityWeights, visitCoOccurrences } from "./co-occurrence-rows.js";
import type { InteractionMatrix } from "./interactions.js";
import { type ItemLink, type ItemLinks, itemLinks } from "./item-links.js";

export interface ItemKnnOptions {
  /** How many nearest items count for each item. */
  readonly neighbours: number;
  /** So many users who don't share two items are added to each pair, so that chance pairs stay far apart. */
  readonly shrink: number;
  /** How much less a user counts who has much: to the power of minus this; 0 counts all alike. */
  readonly activityPower: number;
}

/**
 * Item k-nearest-neighbours: the links to each item from the items whose users are most like its own, by cosine.
 * O(sum of the squares of the users' item counts).
 *
 * Source: Deshpande and Karypis, "Item-based top-N recommendation algorithms", TOIS 2004.
 */
export async function trainItemKnn(
  matrix: InteractionMatrix,
  { neighbours, shrink, activityPower }: ItemKnnOptions,
): Promise<ItemLinks> {
  const size = matrix.items.length;
  const userWeights = activityWeights(matrix, activityPower);
  const norms = new Float64Array(size);
  for (let item = 0; item < size; item++) {
    let sum = 0;
    for (let at = matrix.columnStarts[item] ?? 0; at < (matrix.columnStarts[item + 1] ?? 0); at++) {
      sum += userWeights[matrix.columnUsers[at] ?? 0] ?? 0;
    }
    norms[item] = Math.sqrt(sum);
  }
  const rows: ItemLink[][] = matrix.items.map(() => []);
  const similar = new Float32Array(size);
  await visitCoOccurrences(matrix, userWeights, (item, row, others) => {
    for (const other of others) {
      similar[other] = (row[other] ?? 0) / ((norms[item] ?? 0) * (norms[other] ?? 0) + shrink);
    }
    similar[item] = 0;
    for (const other of topPlaces(similar, neighbours)) {
      const weight = similar[other] ?? 0;
      if (weight > 0) rows[other]?.push({ item, weight });
    }
    for (const other of others) similar[other] = 0;
  });
  return itemLinks(rows);
}
