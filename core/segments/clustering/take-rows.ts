import type { Matrix } from "../matrix.js";

/** A matrix of those rows, in that order; a row may come more than once. */
export function takeRows({ columns, values }: Matrix, rows: Int32Array): Matrix {
  const taken = new Float64Array(rows.length * columns);
  for (const [at, row] of rows.entries()) {
    taken.set(values.subarray(row * columns, (row + 1) * columns), at * columns);
  }
  return { rows: rows.length, columns, values: taken };
}
