import { seededRandom } from "../../seeded-random.js";
import type { Matrix } from "../matrix.js";
import type { Steps } from "../steps.js";
import { binColumns } from "./bin-columns.js";
import { drawSample } from "./draw-tree.js";
import type { BinnedSample } from "./find-binned-split.js";
import type { ForestJson, TreeJson } from "./forest-json.js";
import { type ForestOptions, planForest } from "./forest-options.js";
import { growHistogramTree } from "./grow-histogram-tree.js";
import { treeOptions } from "./node-options.js";
import { checkTrainingData } from "./training-data.js";

/** What a histogram forest can be told: the rest has no meaning for it. */
export type HistogramOptions = Pick<ForestOptions, "nEstimators" | "seed" | "treeOptions"> & {
  /** Columns tried at a split, in [1, columns]; by default the root of their number. */
  readonly splitFeatures?: number;
};

/**
 * A random forest for many rows, in the format of `ml-random-forest`: columns are cut into at most 256 bins once, and
 * a split tries the cuts alone (as LightGBM does: Ke et al., NIPS 2017). Every tree may see every column, and each
 * split tries a random few of them (Breiman, "Random Forests", 2001; the package draws columns once a tree).
 * @param x a row an example
 * @param y classes by row, whole numbers from 0
 * @throws RapportError `training_data_invalid`
 */
export function* trainHistogramForest(
  x: Matrix,
  y: ArrayLike<number>,
  options: HistogramOptions,
): Steps<ForestJson> {
  const classes = checkTrainingData(x, y);
  yield;
  const { nEstimators = 50, seed = 42, treeOptions: tree = {} } = options;
  const plan = planForest({ nEstimators, seed, treeOptions: tree, replacement: false }, x.rows, x.columns);
  const wanted = Math.round(options.splitFeatures ?? Math.sqrt(x.columns));
  const tried = Math.min(x.columns, Math.max(1, wanted));
  const columns = yield* binColumns(x);
  const labels = Uint16Array.from(y);
  const estimators: TreeJson[] = [];
  let next = plan.seed;
  for (let at = 0; at < plan.trees; at++) {
    const { sample, nextSeed } = drawSample(x.rows, next);
    yield;
    const binned: BinnedSample = { columns, classes, labels, ...weigh(sample) };
    const root = yield* growHistogramTree(binned, plan.tree, tried, seededRandom(nextSeed));
    estimators.push({ options: treeOptions(plan.tree), root, name: "DTClassifier" });
    next = nextSeed;
    yield;
  }
  const everyColumn = Array.from({ length: x.columns }, (_, column) => column);
  return {
    baseModel: {
      indexes: estimators.map(() => everyColumn),
      n: x.columns,
      replacement: false,
      maxFeatures: 1,
      nEstimators: plan.trees,
      treeOptions: tree,
      isClassifier: true,
      seed: plan.seed,
      estimators,
      useSampleBagging: true,
    },
    name: "RFClassifier",
  };
}

/** Each row that was drawn once, and how often it was drawn. */
function weigh(sample: Int32Array): Pick<BinnedSample, "weights" | "members"> {
  const weights = new Uint16Array(sample.length);
  for (const row of sample) weights[row] = (weights[row] ?? 0) + 1;
  const members = Int32Array.from(weights.keys()).filter((row) => (weights[row] ?? 0) > 0);
  return { weights, members };
}
