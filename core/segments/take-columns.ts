import type { Matrix } from "./matrix.js";

/** Some columns of a matrix, in the order that is asked for. */
export function takeColumns({ rows, columns, values }: Matrix, kept: readonly number[]): Matrix {
  const some = new Float64Array(rows * kept.length);
  for (let row = 0; row < rows; row++) {
    for (const [at, column] of kept.entries())
      some[row * kept.length + at] = values[row * columns + column] ?? 0;
  }
  return { rows, columns: kept.length, values: some };
}
