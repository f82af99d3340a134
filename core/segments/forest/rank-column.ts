import type { Matrix } from "../matrix.js";

/** A column, sorted once for all trees. */
export interface RankedColumn {
  /** Its values, each once, ascending. */
  readonly values: Float64Array;
  /** By row, the place of its value among them. */
  readonly ranks: Int32Array;
  /**
   * By rank, 1 if the mean of its value and the one before is, rounded, the one before; `undefined` if there is none.
   * Such a pair can't be split at its mean.
   */
  readonly collapsed: Uint8Array | undefined;
}

/** @param rows the first so many are ranked */
export function rankColumn(x: Matrix, column: number, rows: number): RankedColumn {
  const cells = new Float64Array(rows);
  for (let row = 0; row < rows; row++) cells[row] = x.values[row * x.columns + column] ?? 0;
  const sorted = cells.slice().sort();
  // Typed arrays sort −0 before 0, but they are one value to a split.
  const values = sorted.filter((value, at) => at === 0 || value !== sorted[at - 1]);
  const ranks = new Int32Array(rows);
  for (let row = 0; row < rows; row++) ranks[row] = countBelow(values, cells[row] ?? 0);
  let collapsed: Uint8Array | undefined;
  for (let rank = 1; rank < values.length; rank++) {
    const before = values[rank - 1] ?? 0;
    if ((before + (values[rank] ?? 0)) / 2 > before) continue;
    collapsed ??= new Uint8Array(values.length);
    collapsed[rank] = 1;
  }
  return { values, ranks, collapsed };
}

/** How many of the ascending values are less. */
function countBelow(values: Float64Array, value: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
