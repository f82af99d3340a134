import { seededRandom } from "../../seeded-random.js";
import type { Matrix } from "../matrix.js";

/**
 * Rows of numbers in [0,1) to so many digits, and a class that depends on the first two columns and on chance.
 * @param columns from 2 on
 */
export function forestRows(shape: {
  readonly rows: number;
  readonly columns: number;
  readonly classes: number;
  readonly digits: number;
  readonly seed: number;
}): { readonly x: Matrix; readonly y: readonly number[] } {
  const { rows, columns, classes, digits, seed } = shape;
  const random = seededRandom(seed);
  const step = 10 ** digits;
  const values = Float64Array.from({ length: rows * columns }, () => Math.floor(random() * step) / step);
  const y = Array.from({ length: rows }, (_, row) => {
    const score = (values[row * columns] ?? 0) + (values[row * columns + 1] ?? 0) * (random() + 0.5);
    return Math.min(classes - 1, Math.floor((score / 2.5) * classes));
  });
  return { x: { rows, columns, values }, y };
}

/** The same rows with holes: every seventh value is `NaN`. */
export function withHoles({ rows, columns, values }: Matrix): Matrix {
  return { rows, columns, values: values.map((value, at) => (at % 7 === 3 ? Number.NaN : value)) };
}

/** Rows as `ml-random-forest` takes them. */
export function nestedRows({ rows, columns, values }: Matrix): number[][] {
  return Array.from({ length: rows }, (_, row) =>
    Array.from(values.subarray(row * columns, (row + 1) * columns)),
  );
}
