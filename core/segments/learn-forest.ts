import { takeRows } from "./clustering/take-rows.js";
import type { Scaler } from "./features/fit-scaler.js";
import { fillUpRare, rareGroups } from "./fill-up-rare.js";
import { packageCheck } from "./forest/check-against-package.js";
import { type CompiledForest, compileForestSteps } from "./forest/compiled-forest.js";
import { evaluateForestSteps, type ForestScores, type LabelledRows } from "./forest/evaluate-forest.js";
import { serializeForest } from "./forest/forest-file.js";
import { withForestVersion } from "./forest/forest-version.js";
import { quantiseForest } from "./forest/quantise-forest.js";
import { trainForestSteps } from "./forest/train-forest.js";
import type { Matrix } from "./matrix.js";
import type { Oversampling } from "./segment-report.js";
import type { Steps } from "./steps.js";

/** A forest that finds the groups again. */
export interface LearntForest {
  readonly forest: CompiledForest;
  readonly trees: number;
  readonly scores: ForestScores;
  /** Whether rare groups were filled up; `undefined` where none is rare. */
  readonly oversampling: Oversampling | undefined;
  /** `forest-file.ts` */
  readonly file: Uint8Array;
}

const TREES = 100;
const FOLDS = 5;
/** More people teach it little more. */
const MAX_TRAINED = 50_000;
const MAX_EVALUATED = 5_000;
const MAX_CHECKED = 200;
const LEAF_BITS = 16;
/** Rare groups stay filled up if macro-F1 is higher by so much: less may be the luck of a few rows. */
const OVERSAMPLING_MARGIN = 0.02;

/**
 * Learns to tell groups by features, and how well it does on people whom it has not seen. Where groups are rare it is
 * also tried, in the same cross-validation, to fill them up with made rows, in what is learnt from only; that is kept
 * if it wins (`OVERSAMPLING_MARGIN`). Probabilities are then those of the filled-up data: rare groups look likelier
 * than they are.
 * @param labels by row the place of its group
 * @returns `undefined` if there are fewer than two groups
 * @throws RapportError `model_inconsistent` if it is not what `ml-random-forest` makes of the same trees
 */
export function* learnForest(
  scaled: Matrix,
  labels: Int32Array,
  { columns }: Scaler,
  groups: readonly { readonly key: string }[],
  seed: number,
): Steps<LearntForest | undefined> {
  if (groups.length < 2) return undefined;
  const settings = { seed, trees: TREES };
  const trained = everyNth(scaled, labels, MAX_TRAINED);
  const evaluated = everyNth(scaled, labels, MAX_EVALUATED);
  yield;
  const rare = rareGroups(trained.labels);
  const asTheyAre = yield* evaluateForestSteps(evaluated.rows, evaluated.labels, {
    ...settings,
    folds: FOLDS,
  });
  yield;
  const filled =
    rare.length === 0
      ? undefined
      : yield* evaluateForestSteps(evaluated.rows, evaluated.labels, {
          ...settings,
          folds: FOLDS,
          prepare: (seen, fold) => fillUpRare(seen, rare, seed + fold),
        });
  yield;
  const isKept = filled !== undefined && filled.macroF1 - asTheyAre.macroF1 >= OVERSAMPLING_MARGIN;
  const scores = isKept ? filled : asTheyAre;
  const lesson: LabelledRows = isKept ? yield* fillUpRare(trained, rare, seed) : trained;
  const json = yield* trainForestSteps(lesson.rows, lesson.labels, settings);
  const compiled = yield* compileForestSteps(json, scaled.columns, groups.length);
  yield;
  const some = everyNth(scaled, labels, MAX_CHECKED).rows;
  yield* packageCheck(json, compiled, some);
  const { forest } = quantiseForest(compiled, LEAF_BITS, some);
  yield;
  const file = serializeForest(
    withForestVersion({
      featureNames: columns.map(({ feature, kind, place }) => [feature, kind, place ?? ""].join(" ").trim()),
      classNames: groups.map(({ key }) => key),
      settings: isKept ? { ...settings, oversampled: true } : settings,
      figures: { accuracy: scores.accuracy, macroF1: scores.macroF1, logLoss: scores.logLoss },
      forest,
    }),
  );
  const oversampling = filled && {
    segments: rare.map((group) => groups[group]?.key ?? ""),
    macroF1Without: asTheyAre.macroF1,
    macroF1With: filled.macroF1,
    kept: isKept,
  };
  return { forest, trees: TREES, scores, oversampling, file };
}

/** At most so many rows, evenly spread. */
function everyNth(matrix: Matrix, labels: Int32Array, most: number): LabelledRows {
  if (matrix.rows <= most) return { rows: matrix, labels };
  const kept = Int32Array.from({ length: most }, (_, at) => Math.floor((at * matrix.rows) / most));
  return { rows: takeRows(matrix, kept), labels: kept.map((row) => labels[row] ?? 0) };
}
