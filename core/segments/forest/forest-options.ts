import { RapportError } from "../../error.js";
import type { NodeOptionsJson, TreeOptions } from "./forest-json.js";

/** The options of `new RandomForestClassifier(options)`, with the package's defaults. */
export interface ForestOptions {
  /**
   * Columns that a tree sees. Above 1 a count; in (0, 1] a share, so that 1, the default, means all of them. 0 means
   * all, too.
   */
  readonly maxFeatures?: number;
  /** Whether a tree may see a column twice, by default yes: about a third of the columns are then not seen. */
  readonly replacement?: boolean;
  /** How many trees; by default 50. */
  readonly nEstimators?: number;
  /** A whole number, by default 42. */
  readonly seed?: number;
  /** Whether each tree draws its rows, with replacement; by default yes. */
  readonly useSampleBagging?: boolean;
  readonly treeOptions?: TreeOptions;
  /** Only the first rows: so many, or this share of them if it is no whole number. */
  readonly maxSamples?: number;
}

/** What follows from the options for a table of so many rows and columns. */
export interface ForestPlan {
  readonly maxFeatures: number;
  /** Columns a tree. */
  readonly features: number;
  /** The first so many rows are used. */
  readonly rows: number;
  readonly replacement: boolean;
  readonly trees: number;
  readonly seed: number;
  readonly bagging: boolean;
  readonly tree: TreePlan;
}

/** The package's options of a tree, each with its value. */
export type TreePlan = Omit<NodeOptionsJson, "maxDepth"> & { readonly maxDepth: number };

/** @throws RapportError `training_data_invalid` naming the option, where the package throws as well */
export function planForest(options: ForestOptions, rows: number, columns: number): ForestPlan {
  const seed = options.seed ?? 42;
  if (!Number.isInteger(seed)) throw invalid(`seed: a whole number, not ${seed}`);
  const trees = options.nEstimators ?? 50;
  if (!Number.isInteger(trees) || trees < 1) throw invalid(`nEstimators: from 1 on, not ${trees}`);
  const maxFeatures = (options.maxFeatures ?? 1) || columns;
  return {
    maxFeatures,
    features: featuresOf(maxFeatures, columns),
    rows: rowsOf(options.maxSamples, rows),
    replacement: options.replacement ?? true,
    trees,
    seed,
    bagging: options.useSampleBagging ?? true,
    tree: {
      gainFunction: "gini",
      splitFunction: "mean",
      minNumSamples: 3,
      maxDepth: Number.POSITIVE_INFINITY,
      gainThreshold: 0.01,
      ...options.treeOptions,
      kind: "classifier",
    },
  };
}

function featuresOf(maxFeatures: number, columns: number): number {
  if (maxFeatures > 0 && maxFeatures <= 1) return Math.floor(columns * maxFeatures);
  if (!Number.isInteger(maxFeatures) || maxFeatures < 0 || maxFeatures > columns) {
    throw invalid(`maxFeatures: a share, or at most ${columns}, not ${maxFeatures}`);
  }
  return maxFeatures;
}

function rowsOf(maxSamples: number | undefined, rows: number): number {
  if (!maxSamples) return rows;
  const wanted = Number.isInteger(maxSamples) ? maxSamples : Math.floor(rows * maxSamples);
  if (!(wanted >= 1 && wanted <= rows)) {
    throw invalid(`maxSamples: a share, or from 1 to ${rows}, not ${maxSamples}`);
  }
  return wanted;
}

function invalid(what: string): RapportError {
  return new RapportError("training_data_invalid", `forest options: ${what}`);
}
