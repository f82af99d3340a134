/** By column the rows that have it, in rising order: column `c` holds the places `starts[c]` … `starts[c + 1] − 1`. */
export interface TransposedRows {
  readonly starts: Int32Array;
  readonly rows: Int32Array;
  readonly values: Float32Array;
}

/**
 * Turns a sparse matrix's rows into its columns.
 * @param columns of each row the columns that it has
 * @param values of each row as many
 * @param width how many columns there are
 */
export function transposeRows(
  columns: readonly Int32Array[],
  values: readonly Float32Array[],
  width: number,
): TransposedRows {
  const starts = new Int32Array(width + 1);
  for (const row of columns) for (const column of row) starts[column + 1] = (starts[column + 1] ?? 0) + 1;
  for (let column = 0; column < width; column++) {
    starts[column + 1] = (starts[column + 1] ?? 0) + (starts[column] ?? 0);
  }
  const next = starts.slice();
  const transposed = {
    starts,
    rows: new Int32Array(starts[width] ?? 0),
    values: new Float32Array(starts[width] ?? 0),
  };
  for (const [row, own] of columns.entries()) {
    const ownValues = values[row];
    for (const [at, column] of own.entries()) {
      const place = next[column] ?? 0;
      transposed.rows[place] = row;
      transposed.values[place] = ownValues?.[at] ?? 0;
      next[column] = place + 1;
    }
  }
  return transposed;
}

/** The rows of compressed rows, as views: row `i` is at the places `starts[i]` … `starts[i + 1] − 1`. */
export function rowViews<T extends Int32Array | Float32Array>(starts: Int32Array, all: T): readonly T[] {
  return Array.from(
    { length: starts.length - 1 },
    (_, row) => all.subarray(starts[row], starts[row + 1]) as T,
  );
}
