import { setImmediate } from "node:timers/promises";
import { rowViews, type TransposedRows, transposeRows } from "../transpose-rows.js";
import type { ItemScorer } from "./item-scorer.js";
import type { TextVectors } from "./item-text.js";

/** Items × items: how like each other the items' texts are, by the cosine of their vectors, in [0,1]; symmetric. */
export async function textSimilarities(vectors: TextVectors): Promise<Float32Array> {
  const size = vectors.starts.length - 1;
  const postings = postingsOf(vectors);
  const similarities = new Float32Array(size * size);
  for (let item = 0; item < size; item++) {
    addSimilarities(vectors, postings, item, similarities.subarray(item * size, (item + 1) * size));
    if (item % 64 === 63) await setImmediate();
  }
  return similarities;
}

/** An item's score is the sum of the likenesses of its text to those of what the user has; 0 of nothing. */
export function contentScorer(vectors: TextVectors): ItemScorer {
  const postings = postingsOf(vectors);
  return {
    items: vectors.starts.length - 1,
    score(userItems, into) {
      into.fill(0);
      for (const own of userItems) addSimilarities(vectors, postings, own, into);
    },
  };
}

/** Of each token the items that have it, and its weights there. */
function postingsOf({ starts, tokens, weights, width }: TextVectors): TransposedRows {
  return transposeRows(rowViews(starts, tokens), rowViews(starts, weights), width);
}

/** Adds to each item's place how like the one's text its own is. */
function addSimilarities(
  { starts, tokens, weights }: TextVectors,
  postings: TransposedRows,
  item: number,
  into: Float32Array,
): void {
  for (let at = starts[item] ?? 0; at < (starts[item + 1] ?? 0); at++) {
    const token = tokens[at] ?? 0;
    const weight = weights[at] ?? 0;
    const end = postings.starts[token + 1] ?? 0;
    for (let place = postings.starts[token] ?? 0; place < end; place++) {
      const other = postings.rows[place] ?? 0;
      into[other] = (into[other] ?? 0) + weight * (postings.values[place] ?? 0);
    }
  }
}
