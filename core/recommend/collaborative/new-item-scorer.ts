import { topPlaces } from "../../top-places.js";
import { type ItemLink, type ItemLinks, itemLinks } from "./item-links.js";
import type { ItemScorer } from "./item-scorer.js";

/**
 * Scores for items nobody used yet: the mean score of the used items whose texts are nearest, weighted by how near
 * they are. An item whose text is like none's gets 0.
 * @param known of the items that were used
 * @param nearest of each new item its nearest, as items of `known`: `nearestItems`
 */
export function newItemScorer(known: ItemScorer, nearest: ItemLinks): ItemScorer {
  const items = nearest.starts.length - 1;
  const scores = new Float32Array(known.items);
  return {
    items,
    score(userItems, into) {
      known.score(userItems, scores);
      for (let item = 0; item < items; item++) {
        let sum = 0;
        let weights = 0;
        for (let at = nearest.starts[item] ?? 0; at < (nearest.starts[item + 1] ?? 0); at++) {
          const weight = nearest.weights[at] ?? 0;
          sum += weight * (scores[nearest.items[at] ?? 0] ?? 0);
          weights += weight;
        }
        into[item] = weights > 0 ? sum / weights : 0;
      }
    },
  };
}

/**
 * The `count` items most like each of the new ones.
 * @param similarities items × items, of `textSimilarities`
 * @param newItems which of them are new, in rising order; none of them is among the nearest
 */
export function nearestItems(
  similarities: Float32Array,
  items: number,
  newItems: Int32Array,
  count: number,
): ItemLinks {
  const rows = Array.from(newItems, (item): readonly ItemLink[] => {
    const row = similarities.subarray(item * items, (item + 1) * items);
    const found = Array.from(topPlaces(row, count, newItems), (other) => ({
      item: other,
      weight: row[other] ?? 0,
    }));
    return found.filter(({ weight }) => weight > 0);
  });
  return itemLinks(rows);
}
