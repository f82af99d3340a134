import { createHash } from "node:crypto";
import { seededRandom } from "../seeded-random.js";
import { shuffled } from "../shuffled.js";
import type { MakeExamples } from "./augment/augmentation.js";
import { chooseThreshold, fitTemperature, type HeldOutScores } from "./calibrate.js";
import { embedAll } from "./embed-text.js";
import { type Corpus, type Fitting, fitTextModel } from "./fit-text-model.js";
import { holdOut, splitsOf } from "./hold-out.js";
import { asJudged, judgeContext } from "./judge-context.js";
import type { TextEncoder } from "./text-encoder.js";
import type { TextExample } from "./text-example.js";
import { encodeText, scoreVector, softmax, type TextModel } from "./text-model.js";
import { withVersion } from "./text-model-version.js";

export interface TrainingProgress {
  readonly stage: "reading" | "judging augmentation" | "judging context" | "calibrating" | "learning";
  /** Of the stage, in its own steps. */
  readonly done: number;
  readonly total: number;
}

export interface TrainingOptions {
  /** A whole number. */
  readonly seed: number;
  /** Called between turns of the event loop, so whoever serves meanwhile goes on serving. */
  readonly onProgress?: ((progress: TrainingProgress) => void) | undefined;
  /** Messages of the same kind without a label: what the model is sure of among them, it learns from too. */
  readonly unlabelled?: readonly string[] | undefined;
  /** Makes further examples, in calibration of those only that are not held out. */
  readonly augment?: MakeExamples | undefined;
  /**
   * Learning goes on from this model: its labels, features and weights stay, those of the examples join, and the
   * temperature, the threshold and the word on context are its own. Takes about a fifth of the time. What it once learnt from stays in it.
   */
  readonly previous?: TextModel | undefined;
  /** Its embeddings join the input. The model is then used with this encoder only. */
  readonly encoder?: TextEncoder | undefined;
  /**
   * Told what a model that has not seen an example takes it for, of those that calibration sets aside: probabilities by
   * the model's labels, and the place of the example.
   */
  readonly onHeldOut?:
    | ((place: number, labels: readonly string[], probabilities: Float32Array) => void)
    | undefined;
}

/** Steps between two turns of the event loop: a few milliseconds. */
const STEPS_PER_TURN = 50;
/** With fewer answers to look at, calibration would be a guess. */
const MIN_HELD_OUT = 20;

/**
 * A text classifier with calibrated probabilities and a threshold for what is out of scope. First a model learns
 * from a part of the examples, and the rest, some labels of which it has never seen, shows how sure it should be;
 * then one learns from all. The examples' context is learnt from if it wins on that rest (`judgeContext`). Same examples in the same order, same options: same bytes.
 * @param examples at least one; labels in any order
 * @returns weights as 32-bit numbers; `temperature` 1 and `threshold` 0 when there are too few examples to tell
 * @throws TypeError if `previous` was trained with another encoder
 */
export async function trainTextModel(
  examples: readonly TextExample[],
  options: TrainingOptions,
): Promise<TextModel> {
  const { seed, previous, encoder, unlabelled = [] } = options;
  if (previous !== undefined && previous.encoder?.id !== encoder?.id) {
    throw new TypeError(
      `the previous model was trained with the encoder ${previous.encoder?.id ?? "none"}, and not ${encoder?.id ?? "none"}`,
    );
  }
  const given: Corpus = {
    examples: await embedAll(examples, encoder),
    unlabelled: await embedAll(
      unlabelled.map((text) => ({ text })),
      encoder,
    ),
  };
  const { corpus, context } =
    previous === undefined
      ? await judgeContext(given, { seed, encoder, onStep: paced(options, "judging context") })
      : asJudged(given, previous.context);
  const calibration = previous ?? (await calibrate(corpus, options));
  const made = (await options.augment?.(corpus.examples, seededRandom(seed))) ?? [];
  const fitted = await fitTextModel(await withMade(corpus, made, encoder), {
    previous,
    encoder,
    random: seededRandom(seed),
    onStep: paced(options),
  });
  return withVersion({
    ...fitted,
    temperature: calibration.temperature,
    threshold: calibration.threshold,
    context,
    training: {
      dataDigest: createHash("sha256")
        .update(JSON.stringify([examples, unlabelled, ...(made.length === 0 ? [] : [made])]))
        .digest("hex"),
      examples: examples.length,
      unlabelled: unlabelled.length,
      seed,
      previous: previous?.version,
    },
  });
}

/** The corpus with examples that were made. */
async function withMade(
  corpus: Corpus,
  made: readonly TextExample[],
  encoder: TextEncoder | undefined,
): Promise<Corpus> {
  if (made.length === 0) return corpus;
  return { ...corpus, examples: [...corpus.examples, ...(await embedAll(made, encoder))] };
}

async function calibrate(
  corpus: Corpus,
  options: TrainingOptions,
): Promise<Pick<TextModel, "temperature" | "threshold">> {
  const { examples, unlabelled } = corpus;
  const order = shuffled(examples.length, seededRandom(options.seed));
  const seen: HeldOutScores[] = [];
  const told: { place: number; labels: readonly string[]; scores: Float32Array }[] = [];
  const places = new Map(examples.map((example, place) => [example, place]));
  for (let turn = 0; turn < splitsOf(corpus); turn++) {
    const { learnt, heldOut } = holdOut(examples, order, turn, { wholeLabels: true });
    if (heldOut.length === 0) continue;
    const made = (await options.augment?.(learnt, seededRandom(options.seed + 1 + turn))) ?? [];
    const fitted = await fitTextModel(
      await withMade({ examples: learnt, unlabelled }, made, options.encoder),
      {
        encoder: options.encoder,
        random: seededRandom(options.seed + 1 + turn),
        onStep: paced(options, "calibrating"),
      },
    );
    for (const example of heldOut) {
      const { text, label, context, embedding } = example;
      const target = fitted.labels.indexOf(label);
      const scores = scoreVector(fitted, encodeText(fitted, text, context, embedding));
      seen.push({ scores, target: target < 0 ? undefined : target });
      if (options.onHeldOut !== undefined)
        told.push({ place: places.get(example) ?? -1, labels: fitted.labels, scores });
    }
  }
  const temperature = seen.length < MIN_HELD_OUT ? 1 : fitTemperature(seen);
  for (const { place, labels, scores } of told)
    options.onHeldOut?.(place, labels, softmax(scores.slice(), temperature));
  if (seen.length < MIN_HELD_OUT) return { temperature: 1, threshold: 0 };
  return { temperature, threshold: chooseThreshold(seen, temperature) };
}

/** Reports, and lets others have their turn, now and then. */
function paced(
  { onProgress }: TrainingOptions,
  named?: "calibrating" | "judging context",
): Fitting["onStep"] {
  return (stage, done, total) => {
    if (done % STEPS_PER_TURN !== 0 && done !== total) return undefined;
    if (named === undefined || stage === "learning") onProgress?.({ stage: named ?? stage, done, total });
    return new Promise(setImmediate);
  };
}
