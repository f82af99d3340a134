/** Rows of weights, as they were learnt or rounded to 8 bits. */
export interface WeightMatrix {
  readonly width: number;
  /** Row-major. */
  readonly cells: Float32Array | Int8Array;
  /** What the cells of a row are to be multiplied by; `undefined` of cells that count as they are. */
  readonly scales: Float32Array | undefined;
}

/**
 * Adds the first `count` of these rows, each times its factor, to `sums`, which is as wide as the matrix. Four rows
 * at a time: most of the time goes into reading and writing the sums.
 */
export function addRows(
  sums: Float32Array,
  { width, cells, scales }: WeightMatrix,
  rows: Int32Array,
  factors: Float32Array,
  count = rows.length,
): void {
  // Behind the last one, the first row counts nothing.
  const start = (index: number) => (index < count ? (rows[index] ?? 0) * width : 0);
  const factor = (index: number) =>
    index < count ? (factors[index] ?? 0) * (scales === undefined ? 1 : (scales[rows[index] ?? 0] ?? 0)) : 0;
  for (let index = 0; index < count; index += 4) {
    const a = start(index);
    const b = start(index + 1);
    const c = start(index + 2);
    const d = start(index + 3);
    const factorA = factor(index);
    const factorB = factor(index + 1);
    const factorC = factor(index + 2);
    const factorD = factor(index + 3);
    for (let column = 0; column < width; column++) {
      sums[column] =
        (sums[column] ?? 0) +
        factorA * (cells[a + column] ?? 0) +
        factorB * (cells[b + column] ?? 0) +
        factorC * (cells[c + column] ?? 0) +
        factorD * (cells[d + column] ?? 0);
    }
  }
}

/** Rounds each row to whole numbers from −127 to 127 and a scale: off by at most half of the scale. */
export function quantise(matrix: WeightMatrix): WeightMatrix {
  const { width, cells } = matrix;
  if (cells instanceof Int8Array) return matrix;
  const scales = new Float32Array(width === 0 ? 0 : cells.length / width);
  const rounded = new Int8Array(cells.length);
  for (let row = 0; row < scales.length; row++) {
    let largest = 0;
    for (let at = row * width; at < (row + 1) * width; at++)
      largest = Math.max(largest, Math.abs(cells[at] ?? 0));
    scales[row] = largest / 127;
    const scale = scales[row] ?? 0;
    if (scale === 0) continue;
    for (let at = row * width; at < (row + 1) * width; at++)
      rounded[at] = Math.round((cells[at] ?? 0) / scale);
  }
  return { width, cells: rounded, scales };
}

/** The weights as numbers to go on learning with: a copy. */
export function toFloats({ width, cells, scales }: WeightMatrix): Float32Array {
  return Float32Array.from(cells, (cell, at) =>
    scales === undefined ? cell : cell * (scales[Math.floor(at / width)] ?? 0),
  );
}

/** The matrix of these rows only, in this order. */
export function selectRows(matrix: WeightMatrix, rows: readonly number[]): WeightMatrix {
  const { width, scales } = matrix;
  const cells = matrix.cells.slice(0, rows.length * width);
  rows.forEach((row, to) => {
    cells.set(matrix.cells.subarray(row * width, (row + 1) * width), to * width);
  });
  return { width, cells, scales: scales && Float32Array.from(rows, (row) => scales[row] ?? 0) };
}
