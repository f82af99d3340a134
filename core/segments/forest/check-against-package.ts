import { RandomForestClassifier } from "ml-random-forest";
import { RapportError } from "../../error.js";
import type { Matrix } from "../matrix.js";
import { atOnce, type Steps } from "../steps.js";
import type { CompiledForest } from "./compiled-forest.js";
import type { ForestJson, TreeJson } from "./forest-json.js";
import { classOf } from "./predict-row.js";
import { classesOf } from "./predict-rows.js";

/** Rows that the package is asked for in one step. */
const STEP_ROWS = 2;

/**
 * Loads the forest with `ml-random-forest` itself, and asks both for the classes of some rows: what the product
 * predicts is what the package would.
 * @param rows such as a hundred of those that it was trained on; the package takes about a millisecond a row
 * @throws RapportError `model_inconsistent` naming the first row on which they differ
 */
export function checkAgainstPackage(json: ForestJson, forest: CompiledForest, rows: Matrix): void {
  atOnce(packageCheck(json, forest, rows));
}

/** `checkAgainstPackage` in steps. */
export function* packageCheck(json: ForestJson, forest: CompiledForest, rows: Matrix): Steps<void> {
  const asked = Array.from({ length: rows.rows }, (_, row) =>
    Array.from(rows.values.subarray(row * rows.columns, (row + 1) * rows.columns)),
  );
  // `load` keeps parts of what it is given; the copy also is what a file would hold.
  const estimators: TreeJson[] = [];
  for (const tree of json.baseModel.estimators) {
    estimators.push(JSON.parse(JSON.stringify(tree)));
    yield;
  }
  const { treeOptions = {}, indexes: columnsOfTrees } = json.baseModel;
  const indexes = columnsOfTrees.map((columns) => [...columns]);
  const ofPackage = RandomForestClassifier.load({
    ...json,
    baseModel: { ...json.baseModel, treeOptions, noOOB: true, indexes, estimators },
  });
  const byPackage: number[] = [];
  for (let from = 0; from < asked.length; from += STEP_ROWS) {
    yield;
    byPackage.push(...ofPackage.predict(asked.slice(from, from + STEP_ROWS)));
  }
  yield;
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
