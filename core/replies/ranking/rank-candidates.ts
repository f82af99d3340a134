import type { Candidate } from "./find-candidates.js";

/** A candidate with the probability that it is the right one. */
export interface RankedCandidate extends Candidate {
  /** In [0,1]; those of all candidates sum to at most `mass`. */
  readonly score: number;
}

/**
 * Ranks by a conditional logit (McFadden 1974): the odds of a candidate are the exponential of its weighted features.
 * @param mass how probable it is that one of the candidates is right at all, in [0,1]
 * @returns best first; equal ones by their keys
 */
export function rankCandidates(
  candidates: readonly Candidate[],
  weights: readonly number[],
  mass: number,
): readonly RankedCandidate[] {
  const odds = candidates.map(({ features }) => logOdds(features, weights));
  const greatest = Math.max(...odds);
  let sum = 0;
  for (const each of odds) sum += Math.exp(each - greatest);
  return candidates
    .map(({ key, features }, at) => ({
      key,
      features,
      score: (mass * Math.exp((odds[at] ?? 0) - greatest)) / sum,
    }))
    .sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1));
}

export function logOdds(features: readonly number[], weights: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < features.length; at++) sum += (features[at] ?? 0) * (weights[at] ?? 0);
  return sum;
}
