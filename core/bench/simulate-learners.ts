import { openAcceptanceTally } from "../recommend/exploration/acceptance-tally.js";
import { type BetaPrior, fitBetaPrior, meanOf, posteriorOf } from "../recommend/exploration/beta-prior.js";
import { examinedCounts, fitExamination } from "../recommend/exploration/examination-propensity.js";
import { exploreRanking, type RankedCandidate } from "../recommend/exploration/explore-ranking.js";
import { shuffled } from "../shuffled.js";
import { expectedAcceptances, type SimulatedCompany } from "./simulate-customers.js";

/** Whoever orders the replies for a segment, and sees what is accepted. */
export interface SimulatedLearner {
  readonly name: string;
  order(segment: number, turn: number): readonly number[];
  learn(segment: number, order: readonly number[], accepted: readonly boolean[]): void;
  /** What it makes of attention, if anything. */
  eta(): number | undefined;
}

/** What one believes of the replies of a segment. */
export interface SegmentBelief {
  readonly prior: BetaPrior;
  /** By reply: how often it was accepted, as though always at the first place. */
  readonly counts: readonly { readonly accepted: number; readonly shown: number }[];
  /** Best first, by the mean of the posterior. */
  readonly ranked: readonly RankedCandidate[];
}

/** An answer counts half after so many turns. */
const HALF_LIFE_TURNS = 6_000;
/** Attention is estimated anew after so many turns, and taken to be this until then: wrong, to be found out. */
const REFIT_TURNS = 500;
const FIRST_ETA = 0.5;

export interface ExplorerOptions {
  readonly share: number;
  readonly random: () => number;
  readonly draws: number;
  readonly halfLifeTurns?: number;
}

/** A learner that can be asked what it believes. */
export interface BelievingLearner extends SimulatedLearner {
  belief(segment: number): SegmentBelief;
}

/** Beta posteriors by segment and reply, corrected for position, of which a share of the turns explores. */
export function explorer(company: SimulatedCompany, options: ExplorerOptions): BelievingLearner {
  const { share, random, draws, halfLifeTurns = HALF_LIFE_TURNS } = options;
  const tally = openAcceptanceTally(halfLifeTurns);
  // Of one place there is nothing to correct, nor to learn.
  const hasPlaces = company.shown > 1;
  let eta = FIRST_ETA;
  let turns = 0;

  function belief(segment: number): SegmentBelief {
    const counts = Array.from({ length: company.replies }, (_, reply) =>
      examinedCounts(tally.of(`${segment} ${reply}`), eta),
    );
    const prior = fitBetaPrior(counts);
    const ranked = counts
      .map((each, reply) => ({ key: String(reply), score: meanOf(posteriorOf(prior, each)) }))
      .sort((a, b) => b.score - a.score);
    return { prior, counts, ranked };
  }

  return {
    name: share === 0 ? "greedy" : `explorer, share ${share}`,
    belief,
    order(segment) {
      const { prior, counts, ranked } = belief(segment);
      const { order } = exploreRanking(ranked, {
        share,
        random,
        draws,
        prior,
        posterior: (key) => counts[Number(key)] ?? { accepted: 0, shown: 0 },
      });
      return order.map((place) => Number(ranked[place]?.key));
    },
    learn(segment, order, accepted) {
      for (const [place, isAccepted] of accepted.entries()) {
        tally.add(`${segment} ${order[place]}`, place, isAccepted);
      }
      tally.advance();
      turns += 1;
      if (hasPlaces && turns % REFIT_TURNS === 0) eta = fitExamination(tally.all())?.eta ?? eta;
    },
    eta: () => (hasPlaces ? eta : undefined),
  };
}

/** Any order. */
export function randomLearner(company: SimulatedCompany, random: () => number): SimulatedLearner {
  return {
    name: "random",
    order: () => shuffled(company.replies, random),
    learn() {},
    eta: () => undefined,
  };
}

/** Knows all tastes at any time. */
export function oracle(company: SimulatedCompany): SimulatedLearner {
  return {
    name: "oracle",
    order: (segment, turn) => bestOrder(company, segment, turn),
    learn() {},
    eta: () => undefined,
  };
}

export function bestOrder(company: SimulatedCompany, segment: number, turn: number): readonly number[] {
  const acceptance = Array.from({ length: company.replies }, (_, reply) =>
    company.acceptance(segment, reply, turn),
  );
  return [...acceptance.keys()].sort((a, b) => (acceptance[b] ?? 0) - (acceptance[a] ?? 0));
}

/** What is lost against the best order, in acceptances. */
export function regretOf(
  company: SimulatedCompany,
  segment: number,
  order: readonly number[],
  turn: number,
): number {
  return (
    expectedAcceptances(company, segment, bestOrder(company, segment, turn), turn) -
    expectedAcceptances(company, segment, order, turn)
  );
}
