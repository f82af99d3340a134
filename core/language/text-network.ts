import { shuffled } from "../shuffled.js";
import { type SparseVector, softmax } from "./text-model.js";
import { addRows } from "./weight-matrix.js";

/** The weights of a text model while it learns. */
export interface TextNetwork {
  /** rows × units, row-major. */
  readonly hidden: Float32Array;
  readonly hiddenBias: Float32Array;
  /** units × labels, row-major. */
  readonly output: Float32Array;
  readonly outputBias: Float32Array;
}

/** What the network is to say of one input. */
export interface NetworkExample {
  readonly vector: SparseVector;
  /** Place of the label. */
  readonly target: number;
  /** How much it counts, in (0,1]. */
  readonly weight: number;
}

export interface LearningPlan {
  readonly epochs: number;
  /** Of the first step; falls to a tenth of it, evenly. */
  readonly learningRate: number;
  /** Numbers in [0,1), seeded. */
  readonly random: () => number;
  /** After each example. A promise is waited for. */
  readonly onStep: (done: number, total: number) => Promise<void> | undefined;
}

/** So much of each input is hidden from a step, so that the network doesn't rely on single features. */
const INPUT_DROPOUT = 0.7;
const HIDDEN_INIT = 0.1;
/** Keeps a step finite where nothing was learnt yet. */
const EPSILON = 1e-6;

/** Small random weights. */
export function freshNetwork(rows: number, units: number, labels: number, random: () => number): TextNetwork {
  const range = 1 / Math.sqrt(units);
  return {
    hidden: Float32Array.from({ length: rows * units }, () => (random() * 2 - 1) * HIDDEN_INIT),
    hiddenBias: new Float32Array(units),
    output: Float32Array.from({ length: units * labels }, () => (random() * 2 - 1) * range),
    outputBias: new Float32Array(labels),
  };
}

/** One network whose scores are the mean of the others' scores: their units side by side. At least one. */
export function mergeNetworks(networks: readonly TextNetwork[]): TextNetwork {
  const widths = networks.map(({ hiddenBias }) => hiddenBias.length);
  const units = widths.reduce((sum, width) => sum + width, 0);
  const rows = (networks[0]?.hidden.length ?? 0) / (widths[0] ?? 1);
  const hidden = new Float32Array(rows * units);
  let start = 0;
  for (const [at, network] of networks.entries()) {
    const width = widths[at] ?? 0;
    for (let row = 0; row < rows; row++) {
      hidden.set(network.hidden.subarray(row * width, (row + 1) * width), row * units + start);
    }
    start += width;
  }
  const share = 1 / networks.length;
  const outputBias = new Float32Array(networks[0]?.outputBias.length ?? 0);
  for (const network of networks) {
    network.outputBias.forEach((bias, label) => {
      outputBias[label] = (outputBias[label] ?? 0) + share * bias;
    });
  }
  return {
    hidden,
    hiddenBias: concatenate(networks.map(({ hiddenBias }) => hiddenBias)),
    output: concatenate(networks.map(({ output }) => output.map((weight) => share * weight))),
    outputBias,
  };
}

function concatenate(arrays: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const array of arrays) {
    all.set(array, offset);
    offset += array.length;
  }
  return all;
}

/**
 * Learns in place, an example at a time, by gradient descent on the cross-entropy with AdaGrad's steps (Duchi,
 * Hazan, Singer, JMLR 2011), and dropout of the input (Srivastava et al., JMLR 2014). The input layer has one
 * accumulator a row, not one a weight: as good in our measurements, and faster.
 */
export async function learn(
  network: TextNetwork,
  examples: readonly NetworkExample[],
  { epochs, learningRate, random, onStep }: LearningPlan,
): Promise<void> {
  const step = stepper(network, random);
  const total = epochs * examples.length;
  for (let epoch = 0, done = 0; epoch < epochs; epoch++) {
    for (const at of shuffled(examples.length, random)) {
      const example = examples[at];
      if (example !== undefined) step(example, learningRate * (1 - (0.9 * done) / total));
      const waiting = onStep(++done, total);
      if (waiting !== undefined) await waiting;
    }
  }
}

/** One step for one example, over scratch arrays of its own. */
function stepper(network: TextNetwork, random: () => number) {
  const { hidden, hiddenBias, output, outputBias } = network;
  const units = hiddenBias.length;
  const labels = outputBias.length;
  const rows = hidden.length / units;
  const rowSquares = new Float32Array(rows);
  const hiddenBiasSquares = new Float32Array(units);
  const outputSquares = new Float32Array(output.length);
  const outputBiasSquares = new Float32Array(labels);
  const activations = new Float32Array(units);
  const slopes = new Float32Array(units);
  const active = new Int32Array(units);
  const keep = 1 - INPUT_DROPOUT;
  const activeValues = new Float32Array(units);
  const seenRows = new Int32Array(rows);
  const seenValues = new Float32Array(rows);
  const hiddenRows = { width: units, cells: hidden, scales: undefined };
  const outputRows = { width: labels, cells: output, scales: undefined };

  return ({ vector, target, weight }: NetworkExample, rate: number): void => {
    let seen = 0;
    for (let index = 0; index < vector.rows.length; index++) {
      if (random() >= keep) continue;
      seenRows[seen] = vector.rows[index] ?? 0;
      seenValues[seen++] = (vector.values[index] ?? 0) / keep;
    }
    activations.set(hiddenBias);
    addRows(activations, hiddenRows, seenRows, seenValues, seen);
    let actives = 0;
    for (let unit = 0; unit < units; unit++) {
      const activation = activations[unit] ?? 0;
      if (activation <= 0) continue;
      active[actives] = unit;
      activeValues[actives++] = activation;
    }
    const errors = Float32Array.from(outputBias);
    addRows(errors, outputRows, active, activeValues, actives);
    softmax(errors);
    errors[target] = (errors[target] ?? 0) - 1;
    for (let label = 0; label < labels; label++) errors[label] = (errors[label] ?? 0) * weight;

    slopes.fill(0);
    let meanSquare = 0;
    for (let index = 0; index < actives; index++) {
      const unit = active[index] ?? 0;
      const activation = activeValues[index] ?? 0;
      let slope = 0;
      for (let label = 0; label < labels; label++) {
        const cell = unit * labels + label;
        const error = errors[label] ?? 0;
        const before = output[cell] ?? 0;
        slope += error * before;
        const gradient = error * activation;
        const squares = (outputSquares[cell] ?? 0) + gradient * gradient;
        outputSquares[cell] = squares;
        output[cell] = before - (rate * gradient) / (Math.sqrt(squares) + EPSILON);
      }
      slopes[unit] = slope;
      meanSquare += (slope * slope) / units;
    }
    descend(outputBias, outputBiasSquares, errors, rate);
    descend(hiddenBias, hiddenBiasSquares, slopes, rate);
    for (let index = 0; index < seen; index++) {
      const row = seenRows[index] ?? 0;
      const value = seenValues[index] ?? 0;
      const squares = (rowSquares[row] ?? 0) + value * value * meanSquare;
      rowSquares[row] = squares;
      const size = (rate * value) / (Math.sqrt(squares) + EPSILON);
      const start = row * units;
      for (let unit = 0; unit < units; unit++) {
        hidden[start + unit] = (hidden[start + unit] ?? 0) - size * (slopes[unit] ?? 0);
      }
    }
  };
}

function descend(
  weights: Float32Array,
  allSquares: Float32Array,
  gradients: Float32Array,
  rate: number,
): void {
  for (let at = 0; at < weights.length; at++) {
    const gradient = gradients[at] ?? 0;
    const squares = (allSquares[at] ?? 0) + gradient * gradient;
    allSquares[at] = squares;
    weights[at] = (weights[at] ?? 0) - (rate * gradient) / (Math.sqrt(squares) + EPSILON);
  }
}
