import type { Candidate } from "./find-candidates.js";
import { logOdds } from "./rank-candidates.js";

/** Candidates for one message, of which people chose one. */
export interface Choice {
  readonly candidates: readonly Candidate[];
  /** Place of the one that was chosen. */
  readonly chosen: number;
  /** How much it counts, above 0; 1 if left out. What is shown high up is taken oftener: such a choice counts less. */
  readonly weight?: number | undefined;
}

const STEPS = 30;
/** Choices that the set weights are worth. */
const PRIOR_CHOICES = 10;
const CONVERGED = 1e-8;
/** Newton's step is shortened until the loss falls, so many times at most. */
const MAX_HALVINGS = 20;

/**
 * The weights under which what people chose was most probable, drawn towards `prior` as by so many choices that followed
 * it (conditional logit with a Gaussian prior, by Newton's method; McFadden 1974). Deterministic.
 * @param choices with at least two candidates each
 * @returns as many as `prior` has; `prior` itself without choices
 */
export function fitWeights(choices: readonly Choice[], prior: readonly number[]): readonly number[] {
  if (choices.length === 0) return prior;
  let weights = prior;
  let loss = lossOf(choices, weights, prior);
  for (let step = 0; step < STEPS; step++) {
    const change = newtonStep(choices, weights, prior);
    let share = 1;
    let next = weights;
    let nextLoss = loss;
    for (let halving = 0; halving < MAX_HALVINGS; halving++, share /= 2) {
      next = weights.map((weight, at) => weight - share * (change[at] ?? 0));
      nextLoss = lossOf(choices, next, prior);
      if (nextLoss < loss) break;
    }
    const gain = loss - nextLoss;
    if (!(gain > 0)) break;
    weights = next;
    loss = nextLoss;
    if (gain < CONVERGED * Math.abs(loss)) break;
  }
  return weights;
}

/** Mean negative log-probability of what was chosen, in nats. */
export function choiceLoss(choices: readonly Choice[], weights: readonly number[]): number {
  return lossOf(choices, weights, undefined) / choices.length;
}

function lossOf(
  choices: readonly Choice[],
  weights: readonly number[],
  prior: readonly number[] | undefined,
): number {
  let loss = 0;
  for (const { candidates, chosen, weight = 1 } of choices) {
    const probability = softmaxOf(candidates, weights)[chosen] ?? 0;
    loss -= weight * Math.log(Math.max(probability, Number.MIN_VALUE));
  }
  if (prior === undefined) return loss;
  return weights.reduce((sum, each, at) => sum + (PRIOR_CHOICES / 2) * (each - (prior[at] ?? 0)) ** 2, loss);
}

function newtonStep(
  choices: readonly Choice[],
  weights: readonly number[],
  prior: readonly number[],
): readonly number[] {
  const size = weights.length;
  const gradient = weights.map((weight, at) => PRIOR_CHOICES * (weight - (prior[at] ?? 0)));
  const hessian = weights.map((_, row) =>
    weights.map((__, column): number => (row === column ? PRIOR_CHOICES : 0)),
  );
  for (const { candidates, chosen, weight = 1 } of choices) {
    const probabilities = softmaxOf(candidates, weights);
    const mean = new Float64Array(size);
    for (const [at, { features }] of candidates.entries())
      for (let feature = 0; feature < size; feature++)
        mean[feature] = (mean[feature] ?? 0) + (probabilities[at] ?? 0) * (features[feature] ?? 0);
    for (let row = 0; row < size; row++) {
      const own = candidates[chosen]?.features[row] ?? 0;
      gradient[row] = (gradient[row] ?? 0) + weight * ((mean[row] ?? 0) - own);
    }
    for (const [at, { features }] of candidates.entries()) {
      const probability = weight * (probabilities[at] ?? 0);
      if (probability < 1e-9) continue;
      for (let row = 0; row < size; row++) {
        const off = probability * ((features[row] ?? 0) - (mean[row] ?? 0));
        const line = hessian[row];
        if (off === 0 || line === undefined) continue;
        for (let column = 0; column < size; column++)
          line[column] = (line[column] ?? 0) + off * ((features[column] ?? 0) - (mean[column] ?? 0));
      }
    }
  }
  return solve(hessian, gradient);
}

function softmaxOf(candidates: readonly Candidate[], weights: readonly number[]): Float64Array {
  const odds = Float64Array.from(candidates, ({ features }) => logOdds(features, weights));
  const greatest = Math.max(...odds);
  let sum = 0;
  for (const [at, each] of odds.entries()) {
    odds[at] = Math.exp(each - greatest);
    sum += odds[at] ?? 0;
  }
  return odds.map((each) => each / sum);
}

/** Solves a positive definite system (Gaussian elimination, which needs no pivots there). */
function solve(matrix: readonly number[][], right: readonly number[]): readonly number[] {
  const rows = matrix.map((row, at) => [...row, right[at] ?? 0]);
  const size = rows.length;
  for (const [at, pivot] of rows.entries())
    for (let below = at + 1; below < size; below++) {
      const row = rows[below] ?? [];
      const factor = (row[at] ?? 0) / (pivot[at] ?? 1);
      for (let column = at; column <= size; column++)
        row[column] = (row[column] ?? 0) - factor * (pivot[column] ?? 0);
    }
  const solution = new Array<number>(size).fill(0);
  for (let at = size - 1; at >= 0; at--) {
    const row = rows[at] ?? [];
    let rest = row[size] ?? 0;
    for (let column = at + 1; column < size; column++) rest -= (row[column] ?? 0) * (solution[column] ?? 0);
    solution[at] = rest / (row[at] ?? 1);
  }
  return solution;
}
