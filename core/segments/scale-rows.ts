import { type Scaler, scale } from "./features/fit-scaler.js";
import type { Matrix } from "./matrix.js";
import { atOnce, type Steps } from "./steps.js";

/** Rows that one step scales. */
const STEP_ROWS = 512;

/** Each row by the scaler: rows × its columns. */
export function scaleRows(scaler: Scaler, raw: Matrix): Matrix {
  return atOnce(scaleRowsSteps(scaler, raw));
}

/** `scaleRows` in steps. */
export function* scaleRowsSteps(scaler: Scaler, raw: Matrix): Steps<Matrix> {
  const columns = scaler.columns.length;
  const values = new Float64Array(raw.rows * columns);
  for (let row = 0; row < raw.rows; row++) {
    const vector = raw.values.subarray(row * raw.columns, (row + 1) * raw.columns);
    values.set(scale(scaler, vector), row * columns);
    if (row % STEP_ROWS === 0) yield;
  }
  return { rows: raw.rows, columns, values };
}
