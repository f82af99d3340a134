import { classificationScores } from "../evaluation/classification-scores.js";
import { expectedCalibrationError } from "../evaluation/expected-calibration-error.js";
import { topKAccuracy } from "../evaluation/top-k-accuracy.js";
import { compressTextModel } from "../language/compress-text-model.js";
import { weakExample } from "../language/text-example.js";
import { classifyText, greatestAt, isInScope, type TextModel } from "../language/text-model.js";
import { deserializeTextModel, serializeTextModel } from "../language/text-model-file.js";
import { type TrainingOptions, trainTextModel } from "../language/train-text-model.js";
import {
  foldSplits,
  type LabelledText,
  readLabelled,
  readTexts,
  type Split,
  shotsSplit,
} from "./intents-data.js";
import { PEERS } from "./intents-peers.js";
import { type Machine, machine, percentile, prove, rounded, sum } from "./timing.js";

/** Of one model on texts that it hasn't seen; of several, their means. */
export interface IntentScores {
  readonly accuracy: number;
  readonly macroF1: number;
  readonly top3Accuracy: number;
  readonly ece: number;
  readonly trainSeconds: number;
  /** Time of the processor, which other programs don't lengthen. */
  readonly trainCpuSeconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly perSecond: number;
  /** Predictions in a second of the processor's time. */
  readonly perCpuSecond: number;
  readonly modelBytes: number;
  /** Share of the out-of-scope texts that were refused; `null` without any. */
  readonly oosRecall: number | null;
  /** Share of the other texts that were not refused and labelled rightly. */
  readonly oosInScopeAccuracy: number;
  readonly compressedBytes: number;
  readonly compressedAccuracy: number;
  /** Accuracy that compression cost, in percentage points. */
  readonly compressionLossPoints: number;
}

export interface PeerScores {
  readonly name: string;
  readonly accuracy: number;
  readonly trainSeconds: number;
  readonly p50Ms: number;
}

export interface IntentsResult extends IntentScores {
  readonly machine: Machine;
  readonly mode: string;
  readonly seed: number;
  readonly labels: number;
  readonly trainedOn: number;
  readonly askedOf: number;
  /** Standard deviation of the accuracy over the folds; `null` of one split. */
  readonly accuracyStd: number | null;
  /** With class names and self-training on the unlabelled rest; few-shot only. */
  readonly assisted: IntentScores | null;
  /** After going on from a model of four fifths of the examples; only when asked for. */
  readonly incremental: IntentScores | null;
  readonly peers: readonly PeerScores[];
}

export interface IntentsOptions {
  readonly train: string;
  readonly test?: string | undefined;
  readonly cv?: number | undefined;
  readonly shots?: number | undefined;
  readonly oos?: string | undefined;
  readonly peers: boolean;
  readonly incremental: boolean;
  readonly seed: number;
  readonly onProgress: (line: string) => void;
}

/** The share of rare features that go, so that with 8-bit weights a model is a quarter of its size. */
const PRUNED_SHARE = 0.1;
const WARM_UP = 500;
/** A peer takes milliseconds a text: so many are enough to compare accuracy by. */
const MAX_PEER_TEXTS = 3_000;

/** @throws Error if the files or the options don't fit together */
export async function benchIntents(options: IntentsOptions): Promise<IntentsResult> {
  const { seed, onProgress } = options;
  const { mode, splits } = splitsOf(options);
  const outOfScope = options.oos === undefined ? [] : readTexts(options.oos);
  const [first] = splits;
  if (first === undefined) throw new Error("there is nothing to train on");
  const scores: IntentScores[] = [];
  for (const [at, split] of splits.entries()) {
    scores.push(await measure(split, outOfScope, { seed }));
    onProgress(`split ${at + 1} of ${splits.length}: accuracy ${scores.at(-1)?.accuracy}`);
  }
  const peers: PeerScores[] = [];
  for (const { name, train } of options.peers ? PEERS : []) {
    peers.push(await measurePeer(name, train, first));
    onProgress(`${name}: accuracy ${peers.at(-1)?.accuracy}`);
  }
  const accuracies = scores.map(({ accuracy }) => accuracy);
  return {
    ...meanOf(scores),
    machine: machine(),
    mode,
    seed,
    labels: new Set(first.train.map(({ label }) => label)).size,
    trainedOn: first.train.length,
    askedOf: sum(splits.map(({ test }) => test.length)),
    accuracyStd: splits.length === 1 ? null : deviation(accuracies),
    assisted:
      options.shots === undefined
        ? null
        : await measure(withNames(first), outOfScope, assistance(first, seed)),
    incremental: options.incremental ? await measureFurther(first, outOfScope, seed) : null,
    peers,
  };
}

function splitsOf({ train, test, cv, shots, seed }: IntentsOptions) {
  const all = readLabelled(train);
  if (Number(test !== undefined) + Number(cv !== undefined) + Number(shots !== undefined) !== 1) {
    throw new Error("one of --test FILE, --cv FOLDS and --shots EXAMPLES");
  }
  if (cv !== undefined) return { mode: `${cv} folds`, splits: foldSplits(all, cv, seed) };
  if (shots !== undefined) return { mode: `${shots} shots`, splits: [shotsSplit(all, shots, seed)] };
  return { mode: "test file", splits: [{ train: all, test: readLabelled(test ?? "") }] };
}

interface WeightedSplit extends Split {
  /** Examples that say what a label is about. */
  readonly weak?: readonly LabelledText[];
}

function withNames(split: Split): WeightedSplit {
  const labels = [...new Set(split.train.map(({ label }) => label))];
  return { ...split, weak: labels.map((label) => ({ text: label, label })) };
}

/** The texts that are asked later, without their labels. */
function assistance({ test }: Split, seed: number): TrainingOptions {
  return { seed, unlabelled: test.map(({ text }) => text) };
}

async function measureFurther(
  split: Split,
  outOfScope: readonly string[],
  seed: number,
): Promise<IntentScores> {
  const known = split.train.filter((_, at) => at % 5 !== 0).map((example) => ({ ...example, weight: 1 }));
  const previous = await trainTextModel(known, { seed });
  return measure(split, outOfScope, { seed, previous });
}

async function measure(
  { train, test, weak = [] }: WeightedSplit,
  outOfScope: readonly string[],
  options: TrainingOptions,
): Promise<IntentScores> {
  const examples = [
    ...train.map((example) => ({ ...example, weight: 1 })),
    ...weak.map(({ text, label }) => weakExample(text, label)),
  ];
  const cpu = process.cpuUsage();
  const from = performance.now();
  const model = await trainTextModel(examples, options);
  const trainSeconds = (performance.now() - from) / 1_000;
  const { user, system } = process.cpuUsage(cpu);

  const bytes = serializeTextModel(model);
  const probabilities = test.map(({ text }) => classifyText(model, text));
  const read = deserializeTextModel(bytes);
  prove(
    test.every(({ text }, at) => String(classifyText(read, text)) === String(probabilities[at])),
    "the model says something else when it is read back",
  );
  const right = test.map(({ label }) => model.labels.indexOf(label));
  const given = probabilities.map(greatestAt);
  const isRight = (at: number) => given[at] === right[at];
  const answers = probabilities.map((row, at) => ({
    confidence: row[given[at] ?? 0] ?? 0,
    right: isRight(at),
  }));
  const compressed = compressTextModel(model, { quantise: true, pruneShare: PRUNED_SHARE, heldOut: test });
  const { accuracy, macroF1 } = classificationScores(right, given, model.labels.length);
  const loss = compressed.compression?.accuracyLoss ?? 0;
  return {
    accuracy,
    macroF1,
    top3Accuracy: topKAccuracy(right, probabilities, 3),
    ece: expectedCalibrationError(answers),
    trainSeconds,
    trainCpuSeconds: (user + system) / 1e6,
    ...timeQueries(model, test),
    modelBytes: bytes.length,
    oosRecall:
      outOfScope.length === 0
        ? null
        : outOfScope.filter((text) => !isInScope(model, classifyText(model, text))).length /
          outOfScope.length,
    oosInScopeAccuracy:
      probabilities.filter((row, at) => isInScope(model, row) && isRight(at)).length / test.length,
    compressedBytes: serializeTextModel(compressed).length,
    compressedAccuracy: accuracy - loss,
    compressionLossPoints: 100 * loss,
  };
}

/** Text in, probabilities out, one at a time. */
function timeQueries(model: TextModel, test: readonly LabelledText[]) {
  for (const { text } of test.slice(0, WARM_UP)) classifyText(model, text);
  const cpu = process.cpuUsage();
  const times = test.map(({ text }) => {
    const from = performance.now();
    classifyText(model, text);
    return performance.now() - from;
  });
  const { user, system } = process.cpuUsage(cpu);
  return {
    p50Ms: percentile(times, 0.5),
    p99Ms: percentile(times, 0.99),
    perSecond: (1_000 * times.length) / sum(times),
    perCpuSecond: (1e6 * times.length) / (user + system),
  };
}

async function measurePeer(
  name: string,
  train: (typeof PEERS)[number]["train"],
  split: Split,
): Promise<PeerScores> {
  const from = performance.now();
  const label = await train(split.train);
  const trainSeconds = rounded((performance.now() - from) / 1_000);
  const asked = split.test.slice(0, MAX_PEER_TEXTS);
  const times: number[] = [];
  let right = 0;
  for (const example of asked) {
    const start = performance.now();
    const given = await label(example.text);
    times.push(performance.now() - start);
    if (given === example.label) right += 1;
  }
  return {
    name,
    accuracy: rounded(right / asked.length),
    trainSeconds,
    p50Ms: rounded(percentile(times, 0.5)),
  };
}

function meanOf(all: readonly IntentScores[]): IntentScores {
  const mean = (of: (scores: IntentScores) => number) => sum(all.map(of)) / all.length;
  const recalls = all.flatMap(({ oosRecall }) => oosRecall ?? []);
  return {
    accuracy: mean(({ accuracy }) => accuracy),
    macroF1: mean(({ macroF1 }) => macroF1),
    top3Accuracy: mean(({ top3Accuracy }) => top3Accuracy),
    ece: mean(({ ece }) => ece),
    trainSeconds: mean(({ trainSeconds }) => trainSeconds),
    trainCpuSeconds: mean(({ trainCpuSeconds }) => trainCpuSeconds),
    p50Ms: mean(({ p50Ms }) => p50Ms),
    p99Ms: mean(({ p99Ms }) => p99Ms),
    perSecond: mean(({ perSecond }) => perSecond),
    perCpuSecond: mean(({ perCpuSecond }) => perCpuSecond),
    modelBytes: mean(({ modelBytes }) => modelBytes),
    oosRecall: recalls.length === 0 ? null : sum(recalls) / recalls.length,
    oosInScopeAccuracy: mean(({ oosInScopeAccuracy }) => oosInScopeAccuracy),
    compressedBytes: mean(({ compressedBytes }) => compressedBytes),
    compressedAccuracy: mean(({ compressedAccuracy }) => compressedAccuracy),
    compressionLossPoints: mean(({ compressionLossPoints }) => compressionLossPoints),
  };
}

function deviation(values: readonly number[]): number {
  const mean = sum(values) / values.length;
  return Math.sqrt(sum(values.map((value) => (value - mean) ** 2)) / (values.length - 1));
}
