import { type Scaler, scale } from "./features/fit-scaler.js";
import type { Matrix } from "./matrix.js";

/** Each row by the scaler: rows × its columns. */
export function scaleRows(scaler: Scaler, raw: Matrix): Matrix {
  const columns = scaler.columns.length;
  const values = new Float64Array(raw.rows * columns);
  for (let row = 0; row < raw.rows; row++) {
    const vector = raw.values.subarray(row * raw.columns, (row + 1) * raw.columns);
    values.set(scale(scaler, vector), row * columns);
  }
  return { rows: raw.rows, columns, values };
}
