import { pairedDifferenceInterval } from "../../evaluation/bootstrap-interval.js";
import type { Interval } from "../../evaluation/interval.js";
import { stratifiedFolds } from "../../evaluation/stratified-folds.js";
import { seededRandom } from "../../seeded-random.js";
import { fitTemperature, type HeldOutScores } from "../calibrate.js";
import { embedAll } from "../embed-text.js";
import { type Embedded, type FittedModel, fitTextModel } from "../fit-text-model.js";
import type { TextEncoder } from "../text-encoder.js";
import type { TextExample } from "../text-example.js";
import { encodeText, greatestAt, scoreVector, softmax } from "../text-model.js";
import { AUGMENTATIONS, type AugmentationName, type MakeExamples } from "./augmentation.js";

/** With as many examples or more nothing is tried: there the model learns as much without. */
export const MAX_JUDGED_EXAMPLES = 2_000;
/** Of fewer nothing is concluded. */
const MIN_JUDGED_EXAMPLES = 20;
const FOLDS = 5;
/** Several are tried, and each gets a chance to win by luck. */
const CONFIDENCE = 0.99;
/** Probabilities below this one count as this one, so that no single message decides. */
const LEAST_PROBABILITY = 1e-4;
const UNION = "together";

/** What makes examples, by name; self-training makes none, it learns from the unlabelled texts. */
export type Augmenters = Readonly<Partial<Record<AugmentationName, MakeExamples>>>;

/** How one augmentation did in cross-validation. */
export interface AugmentationRow {
  readonly name: AugmentationName | typeof UNION;
  /** Examples that it made, or unlabelled texts that it was given; the mean of the folds. */
  readonly made: number;
  /** Share of right answers with it, in [0,1]. */
  readonly accuracy: number;
  /** By how much the log-probability of the right label rose, in nats: mean and 99 % interval. */
  readonly gain: Interval;
  readonly kept: boolean;
}

export interface JudgedAugmentations {
  readonly kept: readonly AugmentationName[];
  /** A row for each that had anything to offer; empty where nothing was tried. */
  readonly table: readonly AugmentationRow[];
  /** Without any. */
  readonly accuracy: number;
  /** So many examples were read by models that had not learnt from them. 0: too few, or too many, to try. */
  readonly measuredOn: number;
}

export interface JudgeOptions {
  readonly seed: number;
  readonly augmenters: Augmenters;
  readonly encoder?: TextEncoder | undefined;
  /** Models that have learnt, of all that will. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** What one way to learn made of the examples that were asked, in their order. */
interface Reading {
  readonly made: number;
  readonly logs: readonly number[];
  readonly hits: readonly boolean[];
}

/**
 * Which augmentations are worth learning with. In 5 stratified folds models learn with each and without, and read
 * the fold that they have not seen; all that one way reads is calibrated by one temperature, as the model that
 * is used is. One is kept if the log-probability of the right labels rises: the 99 %
 * interval of the paired bootstrap lies above 0. If several are, all of them together are tried too, and if that is no
 * better than the best alone, only that one is kept. Examples are made of the fold's own only; weak ones are learnt
 * from in all folds and never asked.
 *
 * Models learn in full: rough ones (`Fitting.rough`) saw nothing in self-training where full ones gained three points.
 *
 * Not tried with 2,000 examples or more, nor with fewer than 20.
 */
export async function judgeAugmentations(
  examples: readonly TextExample[],
  unlabelled: readonly string[],
  options: JudgeOptions,
): Promise<JudgedAugmentations> {
  const asked = examples.filter(({ weight }) => weight === 1);
  if (asked.length < MIN_JUDGED_EXAMPLES || examples.length >= MAX_JUDGED_EXAMPLES) {
    return { kept: [], table: [], accuracy: 0, measuredOn: 0 };
  }
  const tried = AUGMENTATIONS.filter((name) =>
    name === "self-training" ? unlabelled.length > 0 : options.augmenters[name] !== undefined,
  );
  const total = FOLDS * (tried.length + 1);
  let done = 0;
  const read = (names: readonly AugmentationName[]) =>
    readFolds(examples, unlabelled, names, options, () => {
      done = Math.min(total, done + 1);
      options.onProgress?.(done, total);
    });
  const alone = await read([]);
  const rows: AugmentationRow[] = [];
  for (const name of tried) {
    const reading = await read([name]);
    if (reading.made > 0) rows.push(rowOf(name, reading, alone, options.seed));
  }
  const winners = rows.filter(({ kept }) => kept);
  const [best] = [...winners].sort((a, b) => b.gain.estimate - a.gain.estimate);
  const names = winners.flatMap(({ name }) => (name === UNION ? [] : [name]));
  const accuracy = accuracyOf(alone);
  if (best === undefined || names.length < 2) {
    return { kept: names, table: rows, accuracy, measuredOn: asked.length };
  }
  const union = rowOf(UNION, await read(names), alone, options.seed);
  const isBetter = union.kept && union.gain.estimate > best.gain.estimate;
  const table = [
    ...rows.map((row) => ({ ...row, kept: row.kept && (isBetter || row === best) })),
    { ...union, kept: isBetter },
  ];
  return {
    kept: isBetter ? names : names.filter((name) => name === best.name),
    table,
    accuracy,
    measuredOn: asked.length,
  };
}

function rowOf(
  name: AugmentationRow["name"],
  reading: Reading,
  alone: Reading,
  seed: number,
): AugmentationRow {
  const gain = pairedDifferenceInterval(alone.logs, reading.logs, {
    random: seededRandom(seed),
    confidence: CONFIDENCE,
  });
  return { name, made: reading.made, accuracy: accuracyOf(reading), gain, kept: gain.low > 0 };
}

function accuracyOf({ hits }: Reading): number {
  return hits.filter(Boolean).length / hits.length;
}

async function readFolds(
  examples: readonly TextExample[],
  unlabelled: readonly string[],
  names: readonly AugmentationName[],
  { seed, encoder, augmenters }: JudgeOptions,
  onModel: () => void,
): Promise<Reading> {
  const strong = examples.filter(({ weight }) => weight === 1);
  const weak = examples.filter(({ weight }) => weight < 1);
  const foldOf = stratifiedFolds(
    strong.map(({ label }) => label),
    FOLDS,
    seededRandom(seed),
  );
  const texts = names.includes("self-training") ? unlabelled.map((text) => ({ text })) : [];
  const given = await embedAll(texts, encoder);
  const seen: HeldOutScores[] = [];
  let made = 0;
  for (let fold = 0; fold < FOLDS; fold++) {
    const learnt = [...strong.filter((_, at) => foldOf[at] !== fold), ...weak];
    const extra = await makeExamples(names, augmenters, learnt, seededRandom(seed + fold));
    made += (extra.length + given.length) / FOLDS;
    const model = await fitTextModel(
      { examples: await embedAll([...learnt, ...extra], encoder), unlabelled: given },
      { encoder, random: seededRandom(seed + fold), onStep },
    );
    const heldOut = strong.filter((_, at) => foldOf[at] === fold);
    for (const example of await embedAll(heldOut, encoder)) seen.push(readExample(model, example));
    onModel();
  }
  // What is used is calibrated: that a way makes too sure is nothing against it.
  const temperature = fitTemperature(seen);
  return {
    made: Math.round(made),
    logs: seen.map(({ scores, target = -1 }) =>
      Math.log(Math.max(LEAST_PROBABILITY, softmax(scores.slice(), temperature)[target] ?? 0)),
    ),
    hits: seen.map(({ scores, target }) => greatestAt(scores) === target),
  };
}

/** What all of these make of the examples, one after the other, each of the given ones only. */
export async function makeExamples(
  names: readonly AugmentationName[],
  augmenters: Augmenters,
  examples: readonly TextExample[],
  random: () => number,
): Promise<readonly TextExample[]> {
  const made: TextExample[] = [];
  for (const name of names) made.push(...((await augmenters[name]?.(examples, random)) ?? []));
  return made;
}

function readExample(
  model: FittedModel,
  { text, label, context, embedding }: Embedded<TextExample>,
): HeldOutScores {
  const place = model.labels.indexOf(label);
  return {
    scores: scoreVector(model, encodeText(model, text, context, embedding)),
    target: place < 0 ? undefined : place,
  };
}

const STEPS_PER_TURN = 50;

/** Lets others have their turn now and then. */
function onStep(_: string, done: number): Promise<void> | undefined {
  return done % STEPS_PER_TURN === 0 ? new Promise(setImmediate) : undefined;
}
