import type { Matrix } from "../matrix.js";

/**
 * The mean of every cluster's rows. Rows that are labelled less than 0 belong to none; a cluster without rows gets
 * zeros.
 * @param labels one for each row, less than `k`
 */
export function clusterCentroids(matrix: Matrix, labels: Int32Array, k: number): Matrix {
  const { rows, columns, values } = matrix;
  const means = new Float64Array(k * columns);
  const counts = new Int32Array(k);
  for (let row = 0; row < rows; row++) {
    const label = labels[row] ?? -1;
    if (label < 0) continue;
    counts[label] = (counts[label] ?? 0) + 1;
    for (let column = 0; column < columns; column++) {
      const at = label * columns + column;
      means[at] = (means[at] ?? 0) + (values[row * columns + column] ?? 0);
    }
  }
  for (let at = 0; at < means.length; at++) {
    means[at] = (means[at] ?? 0) / Math.max(1, counts[Math.floor(at / columns)] ?? 1);
  }
  return { rows: k, columns, values: means };
}
