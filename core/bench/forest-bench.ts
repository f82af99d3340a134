import { checkAgainstPackage } from "../segments/forest/check-against-package.js";
import { type CompiledForest, compileForest } from "../segments/forest/compiled-forest.js";
import { evaluateForest, type ForestScores } from "../segments/forest/evaluate-forest.js";
import { deserializeForest, serializeForest } from "../segments/forest/forest-file.js";
import type { ForestJson } from "../segments/forest/forest-json.js";
import { withForestVersion } from "../segments/forest/forest-version.js";
import { classOf } from "../segments/forest/predict-row.js";
import { classesOf } from "../segments/forest/predict-rows.js";
import { type QuantisingLoss, quantiseForest } from "../segments/forest/quantise-forest.js";
import { trainExactForest } from "../segments/forest/train-exact-forest.js";
import { EXACT_ROWS, trainForest } from "../segments/forest/train-forest.js";
import type { Matrix } from "../segments/matrix.js";
import { type ForestData, generateForestData, readForestData } from "./forest-data.js";
import { loadByPackage, rowsOf, trainByPackage } from "./forest-package.js";
import { type Machine, machine, percentile, prove, rounded } from "./timing.js";

export interface ForestFigures extends Omit<ForestScores, "rows"> {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  readonly trees: number;
  readonly method: "exact" | "histogram";
  readonly trainSeconds: number;
  /** One row at a time, the package's class. */
  readonly usPerRow: number;
  /** Many rows in one call. */
  readonly usPerRowBatched: number;
  readonly bytes: { readonly json: number; readonly compiled: number; readonly quantised: number };
  readonly quantisingLoss: QuantisingLoss;
  readonly package: PackageFigures;
}

/** `ml-random-forest` on the same rows, with the settings of our exact forest. */
export interface PackageFigures {
  /** Of as many trees as ours, from fewer: see `measuredTrees` and `measuredRows`. */
  readonly trainSeconds: number;
  /** So many trees were trained and found the same as ours to the last digit; the time is scaled by their number. */
  readonly measuredTrees: number;
  /** Where they are fewer than all, the time is also scaled by the square of the rows, which is too little. */
  readonly measuredRows: number;
  readonly usPerRow: number;
  readonly usPerRowBatched: number;
  readonly trainRatio: number;
  readonly rowRatio: number;
  readonly batchedRatio: number;
}

export interface ForestResult extends ForestFigures {
  readonly machine: Machine;
  readonly leftOut: readonly string[];
  /** All that was measured: the file, or the generated tables. */
  readonly sizes: readonly ForestFigures[];
}

export interface ForestOptionsGiven {
  readonly data?: string | undefined;
  readonly label?: string | undefined;
  readonly onProgress: (line: string) => void;
}

const SIZES = [
  [1_000, 10],
  [1_000, 20],
  [3_000, 10],
  [5_000, 10],
  [5_000, 20],
  [20_000, 10],
  [20_000, 20],
] as const;
const TREES = 100;
const SEED = 1;
/** What `trainForest` trains exactly. */
const EXACT = {
  seed: SEED,
  maxFeatures: 0.7,
  replacement: false,
  treeOptions: { maxDepth: 10, minNumSamples: 2, gainThreshold: 0 },
};
const ROUNDS = 30;
/** Rounds before those that count: until all is compiled. */
const WARM_UP = 10;

/** @throws Error if the file has no such column, or a result is wrong */
export function benchForest({ data, label, onProgress }: ForestOptionsGiven): ForestResult {
  if ((data === undefined) !== (label === undefined)) throw new Error("--data FILE goes with --label COLUMN");
  const tables =
    data === undefined || label === undefined
      ? SIZES.map(
          ([rows, columns]) =>
            () =>
              generateForestData(rows, columns, SEED),
        )
      : [() => readForestData(data, label)];
  let leftOut: readonly string[] = [];
  const sizes = tables.map((table) => {
    const given = table();
    leftOut = given.leftOut;
    onProgress(`${given.name}: ${given.x.rows} rows, ${given.x.columns} features`);
    return measure(given);
  });
  const last = sizes.at(-1);
  if (last === undefined) throw new Error("nothing was measured");
  return { ...last, machine: machine(), leftOut, sizes };
}

function measure(data: ForestData): ForestFigures {
  const { x, y, name } = data;
  const scores = evaluateForest(x, y, { seed: SEED, trees: TREES });
  const from = performance.now();
  const json = trainForest(x, y, { seed: SEED, trees: TREES });
  const trainSeconds = (performance.now() - from) / 1_000;
  const forest = compileForest(json, x.columns, data.classNames.length);
  const some = firstRows(x, 1_000);
  checkAgainstPackage(json, forest, some);
  const { forest: small, loss } = quantiseForest(forest, 8, x);
  const quantised = fileOf(data, small);
  const read = deserializeForest(quantised).forest;
  prove(
    String(classesOf(read, some)) === String(classesOf(forest, some)),
    "the quantised file gives other classes",
  );
  return {
    ...scores,
    name,
    rows: x.rows,
    columns: x.columns,
    trees: TREES,
    method: x.rows <= EXACT_ROWS ? "exact" : "histogram",
    trainSeconds,
    bytes: {
      json: Buffer.byteLength(JSON.stringify(json)),
      compiled: fileOf(data, forest).length,
      quantised: quantised.length,
    },
    quantisingLoss: loss,
    ...measureBeside(data, json, forest, trainSeconds),
  };
}

function fileOf({ featureNames, classNames }: ForestData, forest: CompiledForest): Uint8Array {
  const settings = { seed: SEED, trees: TREES };
  return serializeForest(withForestVersion({ featureNames, classNames, settings, figures: {}, forest }));
}

/** The package trains a few trees, which are the same as ours; then both predict in turn. */
function measureBeside({ x, y }: ForestData, json: ForestJson, forest: CompiledForest, trainSeconds: number) {
  const measuredRows = x.rows <= EXACT_ROWS ? x.rows : 3_000;
  const measuredTrees = x.rows <= 3_000 ? 3 : 1;
  const part = firstRows(x, measuredRows);
  const labels = y.slice(0, measuredRows);
  const options = { ...EXACT, nEstimators: measuredTrees };
  const theirs = trainByPackage(part, labels, options);
  prove(JSON.stringify(trainExactForest(part, labels, options)) === theirs.json, "a tree differs");
  const packageSeconds = (theirs.seconds / measuredTrees) * TREES * (x.rows / measuredRows) ** 2;

  const byPackage = loadByPackage(json);
  const rows = rowsOf(firstRows(x, 1_000));
  const singles = rows.slice(0, 200);
  const many = firstRows(x, 5_000);
  const times = {
    ours: [] as number[],
    oursMany: [] as number[],
    theirs: [] as number[],
    theirsMany: [] as number[],
  };
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    const ours = microseconds(rows.length, () => rows.forEach((row) => void classOf(forest, row)));
    const oursMany = microseconds(many.rows, () => classesOf(forest, many));
    const theirOwn = microseconds(singles.length, () => singles.forEach((row) => void byPackage([row])));
    const theirsMany = microseconds(rows.length, () => byPackage(rows));
    if (round < WARM_UP) continue;
    times.ours.push(ours);
    times.oursMany.push(oursMany);
    times.theirs.push(theirOwn);
    times.theirsMany.push(theirsMany);
  }
  const median = (values: readonly number[]) => percentile(values, 0.5);
  const usPerRow = median(times.ours);
  const usPerRowBatched = median(times.oursMany);
  return {
    usPerRow: rounded(usPerRow),
    usPerRowBatched: rounded(usPerRowBatched),
    package: {
      trainSeconds: packageSeconds,
      measuredTrees,
      measuredRows,
      usPerRow: rounded(median(times.theirs)),
      usPerRowBatched: rounded(median(times.theirsMany)),
      trainRatio: rounded(packageSeconds / trainSeconds),
      rowRatio: rounded(median(times.theirs) / usPerRow),
      batchedRatio: rounded(median(times.theirsMany) / usPerRowBatched),
    },
  };
}

function microseconds(rows: number, run: () => unknown): number {
  const from = performance.now();
  run();
  return (1_000 * (performance.now() - from)) / rows;
}

function firstRows({ rows, columns, values }: Matrix, most: number): Matrix {
  const count = Math.min(rows, most);
  return { rows: count, columns, values: values.subarray(0, count * columns) };
}
