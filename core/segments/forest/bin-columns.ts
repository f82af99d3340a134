import type { Matrix } from "../matrix.js";
import type { Steps } from "../steps.js";

/** So many bins a column: a bin's number fits a byte. */
export const MAX_BINS = 256;

/** A column, cut into bins once for all trees. */
export interface BinnedColumn {
  /** By row, the bin of its value. */
  readonly bins: Uint8Array;
  /** What is less than `cuts[b]` lies in a bin up to `b`; ascending, one fewer than there are bins. */
  readonly cuts: Float64Array;
}

/**
 * A bin for each value if there are at most 256 of them; else bins of about as many rows each, in which equal values
 * stay together. Cuts lie in the middle between two values.
 */
export function* binColumns(x: Matrix): Steps<readonly BinnedColumn[]> {
  const binned: BinnedColumn[] = [];
  for (let column = 0; column < x.columns; column++) {
    const cells = new Float64Array(x.rows);
    for (let row = 0; row < x.rows; row++) cells[row] = x.values[row * x.columns + column] ?? 0;
    const cuts = cutsOf(cells.slice().sort());
    binned.push({ bins: Uint8Array.from(cells, (value) => binOf(cuts, value)), cuts });
    yield;
  }
  return binned;
}

/** @param sorted ascending */
function cutsOf(sorted: Float64Array): Float64Array {
  let distinct = 0;
  for (let at = 0; at < sorted.length; at++) {
    if (at === 0 || sorted[at] !== sorted[at - 1]) distinct += 1;
  }
  const cuts: number[] = [];
  let from = 0;
  for (let at = 1; at < sorted.length && cuts.length < MAX_BINS - 1; at++) {
    const before = sorted[at - 1] ?? 0;
    const value = sorted[at] ?? 0;
    if (value === before) continue;
    const wanted = distinct <= MAX_BINS ? 1 : (sorted.length - from) / (MAX_BINS - cuts.length);
    if (at - from < wanted) continue;
    const middle = (before + value) / 2;
    // The middle of two neighbouring numbers may be rounded to the lesser, which must stay left of the cut.
    cuts.push(middle > before ? middle : value);
    from = at;
  }
  return Float64Array.from(cuts);
}

/** How many cuts are not greater than the value. */
function binOf(cuts: Float64Array, value: number): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (value < (cuts[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}
