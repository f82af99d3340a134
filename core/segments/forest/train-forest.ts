import type { Matrix } from "../matrix.js";
import { atOnce, type Steps } from "../steps.js";
import type { ForestJson } from "./forest-json.js";
import { trainExactForestSteps } from "./train-exact-forest.js";
import { trainHistogramForest } from "./train-histogram-forest.js";

/** Up to so many rows a forest is exact. */
export const EXACT_ROWS = 5_000;

export interface ForestSettings {
  /** A whole number: the same seed, rows and settings give the same forest. */
  readonly seed: number;
  /** By default 100. */
  readonly trees?: number;
  /** Splits above a leaf, at most; by default 10. */
  readonly maxDepth?: number;
  /** A node of so many rows, or fewer, is a leaf; by default 2. */
  readonly minNumSamples?: number;
  /** A split must gain more than this; by default 0, since 0.01, the package's default, loses rare classes. */
  readonly gainThreshold?: number;
  /** Exact only: columns a tree, in (0,1] a share of them, above 1 a count; by default 0.7. */
  readonly maxFeatures?: number;
  /** Histogram only: columns tried at a split; by default the root of their number. */
  readonly splitFeatures?: number;
  /**
   * `exact`: the forest that `ml-random-forest` would train from these settings. `histogram`: splits between bins,
   * several times faster. By default exact up to 5,000 rows.
   */
  readonly method?: "exact" | "histogram";
}

/**
 * Trains a random forest with settings that are on par with scikit-learn's, each tree on a sample with replacement of
 * the rows.
 * @param x a row an example; finite values
 * @param y classes by row, whole numbers from 0
 * @throws RapportError `training_data_invalid`
 */
export function trainForest(x: Matrix, y: ArrayLike<number>, settings: ForestSettings): ForestJson {
  return atOnce(trainForestSteps(x, y, settings));
}

/** `trainForest` in steps. */
export function trainForestSteps(
  x: Matrix,
  y: ArrayLike<number>,
  settings: ForestSettings,
): Steps<ForestJson> {
  const { seed, trees = 100, maxDepth = 10, minNumSamples = 2, gainThreshold = 0 } = settings;
  const method = settings.method ?? (x.rows <= EXACT_ROWS ? "exact" : "histogram");
  const shared = { seed, nEstimators: trees, treeOptions: { maxDepth, minNumSamples, gainThreshold } };
  if (method === "exact") {
    return trainExactForestSteps(x, y, {
      ...shared,
      maxFeatures: settings.maxFeatures ?? 0.7,
      replacement: false,
    });
  }
  const { splitFeatures } = settings;
  return trainHistogramForest(x, y, { ...shared, ...(splitFeatures === undefined ? {} : { splitFeatures }) });
}
