import { RapportError } from "../../error.js";
import type { Matrix } from "../matrix.js";

/** So many classes fit the 16 bits that a class has in a compiled forest. */
const MAX_CLASSES = 65_535;
/** Half of the greatest number: the mean of two such values doesn't overflow. */
const MAX_VALUE = 2 ** 1_023;

/**
 * How many classes there are: the greatest and 1.
 * @param x a row an example; all values are finite. A missing one must be filled in before: the package would sort
 *   `NaN` anywhere, and its trees then depend on the order of the rows
 * @param y by row its class, a whole number in [0, 65,535)
 * @throws RapportError `training_data_invalid` naming the row
 */
export function checkTrainingData(x: Matrix, y: ArrayLike<number>): number {
  if (x.rows < 1 || x.columns < 1) throw invalid("no rows or no columns");
  if (x.values.length !== x.rows * x.columns) throw invalid("values: as many as rows × columns");
  if (y.length !== x.rows) throw invalid(`y: ${y.length} classes for ${x.rows} rows`);
  for (let at = 0; at < x.values.length; at++) {
    const value = x.values[at] ?? 0;
    if (!(Math.abs(value) < MAX_VALUE)) {
      const where = `row ${Math.floor(at / x.columns)}, column ${at % x.columns}`;
      throw invalid(`${where}: a finite number below 2^1023, not ${value}`);
    }
  }
  let greatest = 0;
  for (let row = 0; row < y.length; row++) {
    const label = y[row] ?? -1;
    if (!Number.isInteger(label) || label < 0 || label >= MAX_CLASSES) {
      throw invalid(`row ${row}: a class from 0 to ${MAX_CLASSES - 1}, not ${label}`);
    }
    greatest = Math.max(greatest, label);
  }
  return greatest + 1;
}

function invalid(what: string): RapportError {
  return new RapportError("training_data_invalid", `training data: ${what}`);
}
