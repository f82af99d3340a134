import { classificationScores } from "../../evaluation/classification-scores.js";
import { expectedCalibrationError } from "../../evaluation/expected-calibration-error.js";
import { logLoss } from "../../evaluation/log-loss.js";
import { stratifiedFolds } from "../../evaluation/stratified-folds.js";
import { seededRandom } from "../../seeded-random.js";
import { takeRows } from "../clustering/take-rows.js";
import type { Matrix } from "../matrix.js";
import { atOnce, type Steps } from "../steps.js";
import { compileForestSteps } from "./compiled-forest.js";
import { firstGreatest } from "./first-greatest.js";
import { classesOf, probabilitiesOfRows } from "./predict-rows.js";
import { type ForestSettings, trainForestSteps } from "./train-forest.js";
import { checkTrainingData } from "./training-data.js";

/** Of forests on rows that they haven't seen, all folds together. */
export interface ForestScores {
  readonly rows: number;
  readonly classes: number;
  /** Of the most probable classes; in [0,1]. */
  readonly accuracy: number;
  readonly macroF1: number;
  /** Of the trees' votes, `classOf`. */
  readonly voteAccuracy: number;
  readonly voteMacroF1: number;
  /** Mean of −ln of the right class's probability. */
  readonly logLoss: number;
  /** Expected calibration error of the most probable class, in [0,1]. */
  readonly calibrationError: number;
}

/** Rows with their classes. */
export interface LabelledRows {
  readonly rows: Matrix;
  readonly labels: Int32Array;
}

/** How to evaluate: a forest's settings, and how many folds, by default 5. */
export type EvaluationOptions = ForestSettings & {
  readonly folds?: number;
  /** What to learn from instead of what a fold's forest sees; what it is judged on stays as it is. */
  readonly prepare?: ((seen: LabelledRows, fold: number) => Steps<LabelledRows>) | undefined;
};

/**
 * Cross-validates: each row is judged by a forest that was trained on the other folds. Folds hold as many of each
 * class, but for one, and depend on the seed.
 * @param x a row an example; finite values
 * @param y classes by row, whole numbers from 0
 * @throws RapportError `training_data_invalid`
 * @throws RangeError if there are fewer rows than folds, or fewer than 2 folds
 */
export function evaluateForest(x: Matrix, y: ArrayLike<number>, options: EvaluationOptions): ForestScores {
  return atOnce(evaluateForestSteps(x, y, options));
}

/** `evaluateForest` in steps. */
export function* evaluateForestSteps(
  x: Matrix,
  y: ArrayLike<number>,
  { folds = 5, prepare, ...settings }: EvaluationOptions,
): Steps<ForestScores> {
  const classes = checkTrainingData(x, y);
  if (!(folds >= 2 && folds <= x.rows)) throw new RangeError(`folds: from 2 to ${x.rows}, not ${folds}`);
  const right = Array.from(y);
  const foldOf = stratifiedFolds(right.map(String), folds, seededRandom(settings.seed));
  const votes: number[] = right.map(() => 0);
  const probabilities = new Float64Array(x.rows * classes);
  for (let fold = 0; fold < folds; fold++) {
    yield;
    const rows = Int32Array.from(foldOf.keys());
    const seen = rows.filter((row) => foldOf[row] !== fold);
    const unseen = rows.filter((row) => foldOf[row] === fold);
    const given = { rows: takeRows(x, seen), labels: seen.map((row) => right[row] ?? 0) };
    const lesson = prepare === undefined ? given : yield* prepare(given, fold);
    const json = yield* trainForestSteps(lesson.rows, lesson.labels, settings);
    const forest = yield* compileForestSteps(json, x.columns, classes);
    yield;
    const asked = takeRows(x, unseen);
    const judged = probabilitiesOfRows(forest, asked);
    const voted = classesOf(forest, asked);
    unseen.forEach((row, at) => {
      votes[row] = voted[at] ?? 0;
      probabilities.set(judged.values.subarray(at * classes, (at + 1) * classes), row * classes);
    });
  }
  const likeliest = right.map((_, row) => firstGreatest(probabilities, row * classes, classes));
  const byVote = classificationScores(right, votes, classes);
  return {
    rows: x.rows,
    classes,
    ...classificationScores(right, likeliest, classes),
    voteAccuracy: byVote.accuracy,
    voteMacroF1: byVote.macroF1,
    logLoss: logLoss(right, probabilities, classes),
    calibrationError: expectedCalibrationError(
      likeliest.map((label, row) => ({
        confidence: probabilities[row * classes + label] ?? 0,
        right: label === right[row],
      })),
    ),
  };
}
