/** What `RandomForestClassifier.toJSON()` of `ml-random-forest` 2.1.0 gives, after `JSON.stringify`. */
export interface ForestJson {
  readonly baseModel: {
    /** By tree, the columns that it sees: its column `c` is the row's column `indexes[tree][c]`. */
    readonly indexes: readonly (readonly number[])[];
    /** How many columns a tree sees. */
    readonly n: number;
    readonly replacement: boolean;
    readonly maxFeatures: number;
    readonly nEstimators: number;
    readonly treeOptions?: TreeOptions;
    readonly isClassifier: true;
    readonly seed: number;
    readonly estimators: readonly TreeJson[];
    readonly useSampleBagging: boolean;
  };
  readonly name: "RFClassifier";
}

/** `ml-cart`'s options of a tree. */
export interface TreeOptions {
  /** A node of so many rows, or of fewer, is a leaf. By default 3. */
  readonly minNumSamples?: number;
  /** Splits above a leaf, at most. By default `Infinity`. */
  readonly maxDepth?: number;
  /** A split must gain more Gini impurity than this. By default 0.01, which loses rare classes. */
  readonly gainThreshold?: number;
}

export interface TreeJson {
  readonly options: NodeOptionsJson;
  readonly root: NodeJson;
  readonly name: "DTClassifier";
}

export interface NodeOptionsJson {
  readonly gainFunction: "gini";
  readonly splitFunction: "mean";
  readonly minNumSamples: number;
  /** `null` for `Infinity`. */
  readonly maxDepth: number | null;
  readonly gainThreshold: number;
  readonly kind: "classifier";
}

/**
 * A leaf has a `distribution`: one line, by class, as long as its greatest class needs. Any other node sends a row
 * whose `splitColumn` is less than `splitValue` to the left, and all others to the right, `NaN` too. The package
 * also writes to a leaf the best split that it found there and didn't make.
 */
export interface NodeJson {
  readonly kind: "classifier";
  readonly gainFunction: "gini";
  readonly splitFunction: "mean";
  readonly minNumSamples: number;
  readonly maxDepth: number | null;
  readonly gainThreshold: number;
  readonly splitValue?: number;
  readonly splitColumn?: number;
  /** Gini impurity that the split takes away; `null` if there was nothing to split. */
  readonly gain?: number | null;
  readonly numberSamples?: number;
  readonly left?: NodeJson;
  readonly right?: NodeJson;
  readonly distribution?: readonly (readonly number[])[];
}
