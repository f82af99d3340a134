import type { Candidate } from "./find-candidates.js";

/** A candidate with the probability that it is the right one. */
export interface RankedCandidate extends Candidate {
  /** In [0,1]; those of all candidates sum to at most `mass`. */
  readonly score: number;
}

/**
 * Ranks by a conditional logit (McFadden 1974): the odds of a candidate are the exponential of its weighted features.
 * @param mass how probable it is that one of the candidates is right at all, in [0,1]
 * @param limit so many at most; their scores are what they are among all
 * @returns best first; equal ones by their keys
 */
export function rankCandidates(
  candidates: readonly Candidate[],
  weights: readonly number[],
  mass: number,
  limit = candidates.length,
): readonly RankedCandidate[] {
  const scores = new Float64Array(candidates.length);
  let greatest = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < scores.length; at++) {
    const odds = logOdds(candidates[at]?.features ?? [], weights);
    scores[at] = odds;
    if (odds > greatest) greatest = odds;
  }
  let sum = 0;
  for (let at = 0; at < scores.length; at++) {
    const odds = Math.exp((scores[at] ?? 0) - greatest);
    scores[at] = odds;
    sum += odds;
  }
  const keyAt = (at: number) => candidates[at]?.key ?? "";
  const order = candidates
    .map((_, at) => at)
    .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || (keyAt(a) < keyAt(b) ? -1 : 1));
  return order.slice(0, limit).map((at) => ({
    key: keyAt(at),
    features: candidates[at]?.features ?? [],
    score: (mass * (scores[at] ?? 0)) / sum,
  }));
}

export function logOdds(features: readonly number[], weights: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < features.length; at++) sum += (features[at] ?? 0) * (weights[at] ?? 0);
  return sum;
}
