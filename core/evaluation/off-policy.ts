import type { Interval } from "./interval.js";
import { Z_95 } from "./normal-distribution.js";

/** A choice that the logging policy made, and what came of it. */
export interface LoggedChoice {
  /** What came of it: 1 for accepted, 0 for not, or any number. */
  readonly reward: number;
  /** How probable it was when it was made; in (0,1]. */
  readonly propensity: number;
  /** How probable the policy that is judged would have made it; in [0,1]. */
  readonly targetProbability: number;
  /** What a model that did not learn from this choice expects of it; 0 without a model. */
  readonly expectedReward: number;
  /** What the model expects of what the judged policy would choose here; 0 without a model. */
  readonly expectedUnderTarget: number;
}

/** What a policy would have earned a turn, by choices that another one made. */
export type OffPolicyResult =
  | {
      readonly status: "estimated";
      readonly effectiveSampleSize: number;
      /** Inverse propensity scoring: without bias, and wide. */
      readonly ips: Interval;
      /** Self-normalised: narrower, with a bias that vanishes with more choices. */
      readonly snips: Interval;
      /** Doubly robust: right if the propensities or the model are; narrower the better the model. */
      readonly doublyRobust: Interval;
    }
  | { readonly status: "too_few"; readonly effectiveSampleSize: number; readonly needed: number };

/**
 * Fewer choices that tell of the judged policy give no estimate: of 100 a share of 0.3 is known to ± 0.09, and below
 * that the normal approximation of the intervals fails.
 */
export const MIN_EFFECTIVE_SAMPLE = 100;

/**
 * Judges a policy by what another one logged: IPS, SNIPS and doubly robust, each with a 95 % interval by the normal
 * approximation (of SNIPS, a ratio, by the delta method). Choices are taken as independent of each other. What the
 * logging policy could not choose is not seen: its propensities must be above 0 wherever the target's are.
 *
 * Sources: Horvitz and Thompson, JASA 1952; Swaminathan and Joachims, "The Self-Normalized Estimator for
 * Counterfactual Learning", NIPS 2015; Dudík, Langford, Li, "Doubly Robust Policy Evaluation and Learning", ICML 2011;
 * effective sample size: Kish, "Survey Sampling", 1965.
 * @param needed effective sample size below which no estimate is given
 * @throws RangeError if a propensity is not in (0,1], naming the choice
 */
export function offPolicyEstimates(
  choices: readonly LoggedChoice[],
  needed: number = MIN_EFFECTIVE_SAMPLE,
): OffPolicyResult {
  const weights = choices.map(({ propensity, targetProbability }, at) => {
    if (!(propensity > 0 && propensity <= 1)) {
      throw new RangeError(`choice ${at}: propensity in (0,1], not ${propensity}`);
    }
    return targetProbability / propensity;
  });
  const effective = effectiveSampleSize(weights);
  if (effective < needed) return { status: "too_few", effectiveSampleSize: effective, needed };
  const weighted = choices.map(({ reward }, at) => (weights[at] ?? 0) * reward);
  return {
    status: "estimated",
    effectiveSampleSize: effective,
    ips: meanInterval(weighted),
    snips: ratioInterval(choices, weights),
    doublyRobust: meanInterval(
      choices.map(
        ({ reward, expectedReward, expectedUnderTarget }, at) =>
          expectedUnderTarget + (weights[at] ?? 0) * (reward - expectedReward),
      ),
    ),
  };
}

/**
 * How many choices of equal weight tell as much: (Σw)² / Σw².
 * @returns in [0, n]; 0 where all weights are 0
 */
export function effectiveSampleSize(weights: readonly number[]): number {
  let sum = 0;
  let squares = 0;
  for (const weight of weights) {
    sum += weight;
    squares += weight ** 2;
  }
  return squares === 0 ? 0 : sum ** 2 / squares;
}

function meanInterval(values: readonly number[]): Interval {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return around(mean, Math.sqrt(square / (values.length - 1) / values.length));
}

function ratioInterval(choices: readonly LoggedChoice[], weights: readonly number[]): Interval {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = choices.reduce((sum, { reward }, at) => sum + (weights[at] ?? 0) * reward, 0) / all;
  const square = choices.reduce(
    (sum, { reward }, at) => sum + ((weights[at] ?? 0) * (reward - mean)) ** 2,
    0,
  );
  return around(mean, Math.sqrt(square) / all);
}

function around(estimate: number, standardError: number): Interval {
  return {
    estimate,
    low: estimate - Z_95 * standardError,
    high: estimate + Z_95 * standardError,
  };
}
