import { RandomForestClassifier } from "ml-random-forest";
import { RapportError } from "../../error.js";
import type { Matrix } from "../matrix.js";
import type { CompiledForest } from "./compiled-forest.js";
import type { ForestJson } from "./forest-json.js";
import { classOf } from "./predict-row.js";
import { classesOf } from "./predict-rows.js";

/**
 * Loads the forest with `ml-random-forest` itself, and asks both for the classes of some rows: what the product
 * predicts is what the package would.
 * @param rows such as a hundred of those that it was trained on; the package takes about a millisecond a row
 * @throws RapportError `model_inconsistent` naming the first row on which they differ
 */
export function checkAgainstPackage(json: ForestJson, forest: CompiledForest, rows: Matrix): void {
  const asked = Array.from({ length: rows.rows }, (_, row) =>
    Array.from(rows.values.subarray(row * rows.columns, (row + 1) * rows.columns)),
  );
  // `load` keeps parts of what it is given; the copy also is what a file would hold.
  const byPackage = RandomForestClassifier.load(JSON.parse(JSON.stringify(json))).predict(asked);
  const together = classesOf(forest, rows);
  asked.forEach((row, at) => {
    const expected = byPackage[at];
    if (classOf(forest, row) === expected && together[at] === expected) return;
    throw new RapportError(
      "model_inconsistent",
      `forest: row ${at} of the check is class ${classOf(forest, row)}, and ${expected} to ml-random-forest`,
    );
  });
}
