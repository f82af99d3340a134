/**
 * The share of what was held out that is among the first `k`. In [0,1]; 0 if nothing was held out.
 * @param ranked places of items, best first, each once
 * @param relevant the items that were held out, each once
 */
export function recallAt(ranked: Int32Array, relevant: ReadonlySet<number>, k: number): number {
  let hits = 0;
  for (const item of ranked.subarray(0, k)) if (relevant.has(item)) hits += 1;
  return relevant.size === 0 ? 0 : hits / relevant.size;
}

/**
 * Normalised discounted cumulative gain of the first `k`: a hit at place p, from 1, is worth 1 / log₂(p + 1), and all
 * together are divided by the most that they could be worth. In [0,1]; 0 if nothing was held out.
 *
 * Source: Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques", TOIS 2002, with gains 0 and 1.
 * @param ranked places of items, best first, each once
 * @param relevant the items that were held out, each once
 */
export function ndcgAt(ranked: Int32Array, relevant: ReadonlySet<number>, k: number): number {
  let gain = 0;
  for (const [at, item] of ranked.subarray(0, k).entries()) if (relevant.has(item)) gain += discount(at);
  let most = 0;
  for (let at = 0; at < Math.min(k, relevant.size); at++) most += discount(at);
  return most === 0 ? 0 : gain / most;
}

/** The share of a catalogue of `items` that is in any of the lists' first `k`. In [0,1]; 0 of no items. */
export function coverageAt(lists: readonly Int32Array[], items: number, k: number): number {
  const seen = new Set<number>();
  for (const list of lists) for (const item of list.subarray(0, k)) seen.add(item);
  return items === 0 ? 0 : seen.size / items;
}

/** @param at a place from 0 */
function discount(at: number): number {
  return 1 / Math.log2(at + 2);
}
