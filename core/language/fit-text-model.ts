import { learnVocabulary } from "./learn-vocabulary.js";
import type { TextEncoder } from "./text-encoder.js";
import type { TextExample } from "./text-example.js";
import {
  encodeText,
  greatestAt,
  type SparseVector,
  scoreVector,
  softmax,
  type TextModel,
} from "./text-model.js";
import { freshNetwork, learn, mergeNetworks, type NetworkExample, type TextNetwork } from "./text-network.js";
import { toFloats } from "./weight-matrix.js";

/** A model that has learnt, and whose scores are no probabilities yet. */
export type FittedModel = Omit<
  TextModel,
  "version" | "training" | "context" | "compression" | "temperature" | "threshold"
>;

/** A text with what an encoder made of it. */
export type Embedded<T> = T & { readonly embedding?: Float32Array | undefined };

/** What is learnt from. */
export interface Corpus {
  readonly examples: readonly Embedded<TextExample>[];
  /** Texts of the same kind that nobody labelled. */
  readonly unlabelled: readonly Embedded<{ readonly text: string }>[];
}

export interface Fitting {
  readonly previous?: TextModel | undefined;
  readonly encoder?: Pick<TextEncoder, "id" | "dimensions"> | undefined;
  readonly random: () => number;
  /** One network, a third of the epochs and no self-training: enough to compare what is fitted alike. */
  readonly rough?: boolean | undefined;
  readonly onStep: (stage: "reading" | "learning", done: number, total: number) => Promise<void> | undefined;
}

/** So many networks learn, of so many units each: together they are better than one of as many units. */
const MEMBERS = 2;
const UNITS = 128;
const LEARNING_RATE = 0.05;
/** Few examples are gone through more often: so many steps, within these numbers of epochs. */
const STEPS = 30_000;
const MIN_EPOCHS = 15;
const MAX_EPOCHS = 40;
/** A rough model takes a third of those epochs, yet of few examples so many steps. */
const ROUGH_SHARE = 1 / 3;
const ROUGH_STEPS = 3_000;
/** A network that knows most already: shorter, and with smaller steps. */
const FURTHER_EPOCHS = 5;
const FURTHER_LEARNING_RATE = 0.02;
/** From this probability on, the network's own label for a text is learnt from; so much does it count. */
const MIN_SURE = 0.5;
const SURE_WEIGHT = 0.5;
/** Labelled examples are shown again until there is one for so many of those. */
const SURE_FOR_EACH = 3;

/**
 * Learns vocabulary and weights. With unlabelled texts it learns twice: what the first network is sure of joins the
 * examples of the second (self-training, Yarowsky, ACL 1995).
 */
export async function fitTextModel(corpus: Corpus, fitting: Fitting): Promise<FittedModel> {
  const { examples, unlabelled } = corpus;
  const { previous, encoder, random, rough = false, onStep } = fitting;
  const vocabulary = await learnVocabulary([...examples, ...unlabelled], previous, (done, total) =>
    onStep("reading", done, total),
  );
  const old = previous?.labels ?? [];
  const added = new Set(examples.map(({ label }) => label).filter((label) => !old.includes(label)));
  const labels = [...old, ...[...added].sort()];
  const vectorOf = ({ text, context, embedding }: Embedded<Pick<TextExample, "text" | "context">>) =>
    encodeText(vocabulary, text, context, embedding);
  const places = new Map(labels.map((label, place) => [label, place]));
  const labelled = examples.map((example) => ({
    vector: vectorOf(example),
    target: places.get(example.label) ?? 0,
    weight: example.weight,
  }));

  const features = vocabulary.idf.length;
  const rows = features + (encoder?.dimensions ?? 0);

  async function networkOf(from: readonly NetworkExample[]): Promise<TextNetwork> {
    if (previous !== undefined) {
      const network = freshNetwork(rows, previous.hidden.width, labels.length, random);
      copyInto(network, previous, features);
      await learn(network, from, {
        epochs: FURTHER_EPOCHS,
        learningRate: FURTHER_LEARNING_RATE,
        random,
        onStep: (done, total) => onStep("learning", done, total),
      });
      return network;
    }
    const members: TextNetwork[] = [];
    const count = rough ? 1 : MEMBERS;
    const epochs = epochsOf(from.length, rough);
    for (let member = 0; member < count; member++) {
      const network = freshNetwork(rows, UNITS, labels.length, random);
      await learn(network, from, {
        epochs,
        learningRate: LEARNING_RATE,
        random,
        onStep: (done, total) => onStep("learning", member * total + done, count * total),
      });
      members.push(network);
    }
    return mergeNetworks(members);
  }

  let fitted = toLayers(await networkOf(labelled));
  const sure = rough ? [] : sureOf(fitted, unlabelled.map(vectorOf));
  if (sure.length > 0) {
    const copies = Math.max(1, Math.round(sure.length / (SURE_FOR_EACH * labelled.length)));
    const again = Array.from({ length: copies }, () => labelled).flat();
    fitted = toLayers(await networkOf([...again, ...sure]));
  }
  return {
    ...vocabulary,
    labels,
    encoder: encoder && { id: encoder.id, dimensions: encoder.dimensions },
    ...fitted,
  };
}

function epochsOf(examples: number, isRough: boolean): number {
  const epochs = Math.min(MAX_EPOCHS, Math.max(MIN_EPOCHS, Math.round(STEPS / examples)));
  if (!isRough) return epochs;
  return Math.min(epochs, Math.max(Math.ceil(ROUGH_SHARE * epochs), Math.round(ROUGH_STEPS / examples)));
}

type Layers = Pick<TextModel, "hidden" | "hiddenBias" | "output" | "outputBias">;

function toLayers({ hidden, hiddenBias, output, outputBias }: TextNetwork): Layers {
  return {
    hidden: { width: hiddenBias.length, cells: hidden, scales: undefined },
    hiddenBias,
    output: { width: outputBias.length, cells: output, scales: undefined },
    outputBias,
  };
}

function sureOf(layers: Layers, vectors: readonly SparseVector[]): readonly NetworkExample[] {
  return vectors.flatMap((vector) => {
    const probabilities = softmax(scoreVector(layers, vector));
    const target = greatestAt(probabilities);
    return (probabilities[target] ?? 0) >= MIN_SURE ? [{ vector, target, weight: SURE_WEIGHT }] : [];
  });
}

/** The weights of a model in a network that may have more features and labels. */
function copyInto(network: TextNetwork, model: TextModel, features: number): void {
  const units = model.hidden.width;
  const hidden = toFloats(model.hidden);
  const known = model.idf.length * units;
  network.hidden.set(hidden.subarray(0, known));
  network.hidden.set(hidden.subarray(known), features * units);
  network.hiddenBias.set(model.hiddenBias);
  const output = toFloats(model.output);
  const old = model.labels.length;
  for (let unit = 0; unit < units; unit++) {
    network.output.set(output.subarray(unit * old, (unit + 1) * old), unit * network.outputBias.length);
  }
  network.outputBias.set(model.outputBias);
}
