import { setImmediate } from "node:timers/promises";
import { topPlaces } from "../../top-places.js";
import { invertPositiveDefinite } from "./invert-positive-definite.js";
import { type ItemLink, type ItemLinks, itemLinks } from "./item-links.js";
import type { ItemScorer } from "./item-scorer.js";

/** Weights from every item to every other: `weights[from * items + to]`; 0 from an item to itself. */
export interface EaseWeights {
  readonly items: number;
  readonly weights: Float32Array;
}

/**
 * EASE: the linear model that predicts each item from all others with the least squared error, in closed form.
 * O(items³): 3,000 items take some ten seconds, and 200 MB.
 *
 * Source: Steck, "Embarrassingly Shallow Autoencoders for Sparse Data", WWW 2019.
 * @param gram items × items: `coOccurrence`, and what else says that items belong together, such as their texts
 * (Jeunen, Van Balen, Goethals, "Closed-Form Models for Collaborative Filtering with Side-Information", RecSys 2020).
 * Overwritten
 * @param lambda how strongly large weights are held back, as a number of users; above 0
 */
export async function trainEase(gram: Float64Array, items: number, lambda: number): Promise<EaseWeights> {
  for (let item = 0; item < items; item++) {
    gram[item * items + item] = (gram[item * items + item] ?? 0) + lambda;
  }
  await invertPositiveDefinite(gram, items);
  const weights = new Float32Array(items * items);
  for (let from = 0; from < items; from++) {
    const row = from * items;
    for (let to = 0; to < items; to++) {
      weights[row + to] = from === to ? 0 : -(gram[row + to] ?? 0) / (gram[to * items + to] ?? 1);
    }
  }
  return { items, weights };
}

/** An item's score is the sum of the weights to it from what the user has; 0 of nothing. */
export function easeScorer({ items, weights }: EaseWeights): ItemScorer {
  return {
    items,
    score(userItems, into) {
      into.fill(0);
      for (const own of userItems) {
        const row = own * items;
        for (let item = 0; item < items; item++) into[item] = (into[item] ?? 0) + (weights[row + item] ?? 0);
      }
    },
  };
}

/** Of each item the `count` greatest weights from it that are above 0: all that matters for the best, and small. */
export async function greatestEaseLinks({ items, weights }: EaseWeights, count: number): Promise<ItemLinks> {
  const rows: (readonly ItemLink[])[] = [];
  for (let from = 0; from < items; from++) {
    const row = weights.subarray(from * items, (from + 1) * items);
    const links = Array.from(topPlaces(row, count), (item) => ({ item, weight: row[item] ?? 0 }));
    rows.push(links.filter(({ weight }) => weight > 0));
    if (from % 256 === 255) await setImmediate();
  }
  return itemLinks(rows);
}
