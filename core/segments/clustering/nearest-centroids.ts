import type { Matrix } from "../matrix.js";
import { squaredDistance } from "./squared-distance.js";

/** Of each row the nearest centroid, the first of equally near ones. @param centroids one at least, with as many columns */
export function nearestCentroids({ rows, columns, values }: Matrix, centroids: Matrix): Int32Array {
  const labels = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    let least = Number.POSITIVE_INFINITY;
    for (let label = 0; label < centroids.rows; label++) {
      const distance = squaredDistance(values, row * columns, centroids.values, label * columns, columns);
      if (distance >= least) continue;
      least = distance;
      labels[row] = label;
    }
  }
  return labels;
}
