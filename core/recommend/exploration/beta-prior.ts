import type { AcceptanceCounts } from "./acceptance-counts.js";

/** A Beta distribution of how often a reply is accepted, before it was shown; both above 0. */
export interface BetaPrior {
  readonly alpha: number;
  readonly beta: number;
}

/** The prior counts as so many replies shown, at least and at most. */
const MIN_STRENGTH = 2;
const MAX_STRENGTH = 200;

/**
 * What is known of a reply that nobody has seen yet: how often the other replies of the segment are accepted, and how
 * far they differ. Empirical Bayes by the moments of the beta-binomial distribution: the variance of the replies'
 * rates around their common mean m, beyond what chance makes of so few customers, is m (1 − m) / (α + β + 1).
 *
 * Source: Kleinman, "Proportions with Extraneous Variance", JASA 1973, weighted by how often a reply was shown.
 * @param counts of all replies of the segment; those that were shown less than once say nothing
 * @returns α + β in [2, 200]: 200 where all replies do equally well, 2 where they differ by all that they can; of
 *   fewer than two replies, or where all or none were accepted, 2 with the mean (accepted + 1) / (shown + 2), which is
 *   1/2 of nothing
 */
export function fitBetaPrior(counts: readonly AcceptanceCounts[]): BetaPrior {
  const seen = counts.filter(({ shown }) => shown >= 1);
  const shown = seen.reduce((sum, each) => sum + each.shown, 0);
  const accepted = seen.reduce((sum, each) => sum + Math.min(each.shown, each.accepted), 0);
  const mean = accepted / shown;
  if (seen.length < 2 || accepted === 0 || accepted === shown) {
    return prior((accepted + 1) / (shown + 2), MIN_STRENGTH);
  }
  let spread = 0;
  let byChance = 0;
  let share = 0;
  for (const each of seen) {
    const weight = each.shown / shown;
    spread += weight * (Math.min(1, each.accepted / each.shown) - mean) ** 2;
    byChance += (weight * (1 - weight)) / each.shown;
    share += weight * (1 - weight) * (1 - 1 / each.shown);
  }
  const excess = spread / (mean * (1 - mean)) - byChance;
  const strength = excess > 0 ? share / excess - 1 : MAX_STRENGTH;
  return prior(mean, Math.min(MAX_STRENGTH, Math.max(MIN_STRENGTH, strength)));
}

function prior(mean: number, strength: number): BetaPrior {
  return { alpha: mean * strength, beta: (1 - mean) * strength };
}

/** The prior with what was counted since. */
export function posteriorOf({ alpha, beta }: BetaPrior, { accepted, shown }: AcceptanceCounts): BetaPrior {
  return { alpha: alpha + accepted, beta: beta + Math.max(0, shown - accepted) };
}

/** In (0,1). */
export function meanOf({ alpha, beta }: BetaPrior): number {
  return alpha / (alpha + beta);
}
