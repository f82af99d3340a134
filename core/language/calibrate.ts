import { greatestAt, softmax } from "./text-model.js";

/** What a model says of a text that it wasn't trained on. */
export interface HeldOutScores {
  /** By label, before any temperature. */
  readonly scores: Float32Array;
  /** Place of the right label; `undefined` of a text that asks for none of them. */
  readonly target: number | undefined;
}

const MIN_TEMPERATURE = 0.05;
const MAX_TEMPERATURE = 20;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * The temperature whose probabilities lose least (cross-entropy) on texts with a right label: temperature scaling
 * (Guo et al., "On Calibration of Modern Neural Networks", ICML 2017), by golden-section search on its logarithm.
 * @returns in [0.05, 20]; 1 when no text has a right label
 */
export function fitTemperature(heldOut: readonly HeldOutScores[]): number {
  const inScope = heldOut.filter(({ target }) => target !== undefined);
  if (inScope.length === 0) return 1;
  const loss = (logTemperature: number) =>
    inScope.reduce((sum, { scores, target }) => {
      const probabilities = softmax(scores.slice(), Math.exp(logTemperature));
      return sum - Math.log(Math.max(probabilities[target ?? 0] ?? 0, 1e-12));
    }, 0);
  let low = Math.log(MIN_TEMPERATURE);
  let high = Math.log(MAX_TEMPERATURE);
  while (high - low > 1e-3) {
    const left = high - GOLDEN * (high - low);
    const right = low + GOLDEN * (high - low);
    if (loss(left) <= loss(right)) high = right;
    else low = left;
  }
  return Math.exp((low + high) / 2);
}

/** Of the right answers, so many may be given up to refuse what is out of scope. */
const MAX_LOST_SHARE = 0.05;

/**
 * The probability below which a text is out of scope: the one with the greatest sum of the share of out-of-scope
 * texts below it and the share of in-scope texts that are above it and right, among those that give up at most
 * 5 % of the right answers. Without out-of-scope texts, the one that gives up just those 5 %.
 * @returns in [0,1]; 0 when no answer was right, so that nothing is refused
 */
export function chooseThreshold(heldOut: readonly HeldOutScores[], temperature: number): number {
  const best = heldOut.map(({ scores, target }) => {
    const probabilities = softmax(scores.slice(), temperature);
    const at = greatestAt(probabilities);
    return { probability: probabilities[at] ?? 0, right: at === target, outside: target === undefined };
  });
  const outside = best.filter((text) => text.outside).map(({ probability }) => probability);
  const right = best
    .filter((text) => text.right)
    .map(({ probability }) => probability)
    .sort((a, b) => a - b);
  const inScope = best.length - outside.length;
  const candidates = right.slice(0, Math.floor(MAX_LOST_SHARE * right.length) + 1);
  if (outside.length === 0) return candidates.at(-1) ?? 0;
  const gains = candidates.map((threshold, lost) => {
    const refused = outside.filter((probability) => probability < threshold).length;
    return refused / outside.length + (right.length - lost) / inScope;
  });
  return candidates[gains.indexOf(Math.max(...gains))] ?? 0;
}
