import type { Matrix } from "../matrix.js";
import { squaredDistance } from "./squared-distance.js";

/** The sum of the squared distances of all rows to their clusters' centroids; rows labelled less than 0 don't count. */
export function clusterInertia(matrix: Matrix, labels: Int32Array, centroids: Matrix): number {
  const { rows, columns, values } = matrix;
  let inertia = 0;
  for (let row = 0; row < rows; row++) {
    const label = labels[row] ?? -1;
    if (label < 0) continue;
    inertia += squaredDistance(values, row * columns, centroids.values, label * columns, columns);
  }
  return inertia;
}
