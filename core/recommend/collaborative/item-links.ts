import type { ItemScorer } from "./item-scorer.js";

/**
 * What an item says of others, as compressed rows: row `i` holds, at the places `starts[i]` … `starts[i + 1] − 1`,
 * the items that whoever has `i` is likelier (weight above 0) or less likely to want.
 */
export interface ItemLinks {
  readonly starts: Int32Array;
  readonly items: Int32Array;
  readonly weights: Float32Array;
}

/** One link of a row. */
export interface ItemLink {
  readonly item: number;
  readonly weight: number;
}

/** The links of rows; each row's in rising order of its items. */
export function itemLinks(rows: readonly (readonly ItemLink[])[]): ItemLinks {
  const starts = new Int32Array(rows.length + 1);
  for (const [at, row] of rows.entries()) starts[at + 1] = (starts[at] ?? 0) + row.length;
  const sorted = rows.flatMap((row) => [...row].sort((a, b) => a.item - b.item));
  return {
    starts,
    items: Int32Array.from(sorted, ({ item }) => item),
    weights: Float32Array.from(sorted, ({ weight }) => weight),
  };
}

/** Adds to each item's score the weights of the links from what the user has. */
export function addLinkScores(links: ItemLinks, userItems: Int32Array, into: Float32Array): void {
  const { starts, items, weights } = links;
  for (const own of userItems) {
    const end = starts[own + 1] ?? 0;
    for (let at = starts[own] ?? 0; at < end; at++) {
      const item = items[at] ?? 0;
      into[item] = (into[item] ?? 0) + (weights[at] ?? 0);
    }
  }
}

/** An item's score is the sum of the links to it from what the user has; 0 of nothing. */
export function linkScorer(links: ItemLinks): ItemScorer {
  return {
    items: links.starts.length - 1,
    score(userItems, into) {
      into.fill(0);
      addLinkScores(links, userItems, into);
    },
  };
}
