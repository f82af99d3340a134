import type { Matrix } from "../matrix.js";
import { atOnce, type Steps } from "../steps.js";
import { drawTree } from "./draw-tree.js";
import { sampleExactly } from "./exact-sample.js";
import type { ForestJson, TreeJson } from "./forest-json.js";
import { type ForestOptions, planForest } from "./forest-options.js";
import { growExactTree } from "./grow-exact-tree.js";
import { treeOptions } from "./node-options.js";
import { type RankedColumn, rankColumn } from "./rank-column.js";
import { checkTrainingData } from "./training-data.js";

/**
 * The random forest that `new RandomForestClassifier(options).train(x, y)` of `ml-random-forest` 2.1.0 makes:
 * `JSON.stringify` of both is the same text, to the last digit. It takes time O(rows · columns) a level of a tree,
 * and the package O(rows² · columns).
 *
 * Different from the package: what the package would silently mislearn throws (`NaN`, classes that are not 0…k−1);
 * `seed: undefined` means 42; there are no out-of-bag predictions, and so no throwing when a row is in every bag.
 * @param x a row an example
 * @param y classes by row, whole numbers from 0
 * @throws RapportError `training_data_invalid`
 */
export function trainExactForest(x: Matrix, y: ArrayLike<number>, options: ForestOptions): ForestJson {
  return atOnce(trainExactForestSteps(x, y, options));
}

/** `trainExactForest` in steps. */
export function* trainExactForestSteps(
  x: Matrix,
  y: ArrayLike<number>,
  options: ForestOptions,
): Steps<ForestJson> {
  const classes = checkTrainingData(x, y);
  const plan = planForest(options, x.rows, x.columns);
  const ranked = new Map<number, RankedColumn>();
  const rankedColumn = (column: number): RankedColumn => {
    const known = ranked.get(column) ?? rankColumn(x, column, plan.rows);
    ranked.set(column, known);
    return known;
  };
  const indexes: (readonly number[])[] = [];
  const estimators: TreeJson[] = [];
  let seed = plan.seed;
  for (let tree = 0; tree < plan.trees; tree++) {
    const { sample, columns, nextSeed } = drawTree(plan, x.columns, seed);
    for (const column of columns) {
      if (ranked.has(column)) continue;
      rankedColumn(column);
      yield;
    }
    const sampled = sampleExactly(y, classes, sample, columns, rankedColumn);
    yield;
    const root = yield* growExactTree(sampled, plan.tree);
    indexes.push(columns);
    estimators.push({ options: treeOptions(plan.tree), root, name: "DTClassifier" });
    seed = nextSeed;
    yield;
  }
  return {
    baseModel: {
      indexes,
      n: plan.features,
      replacement: plan.replacement,
      maxFeatures: plan.maxFeatures,
      nEstimators: plan.trees,
      ...(options.treeOptions === undefined ? {} : { treeOptions: options.treeOptions }),
      isClassifier: true,
      seed: plan.seed,
      estimators,
      useSampleBagging: plan.bagging,
    },
    name: "RFClassifier",
  };
}
