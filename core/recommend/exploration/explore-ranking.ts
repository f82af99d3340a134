import type { AcceptanceCounts } from "./acceptance-counts.js";
import { type BetaPrior, posteriorOf } from "./beta-prior.js";
import { randomBeta } from "./random-beta.js";

/** What was ranked. */
export interface RankedCandidate {
  readonly key: string;
  /** How well it fits; higher is better. */
  readonly score: number;
}

export interface ExplorationOptions {
  /** The budget: in so many of all turns, in [0, 0.5], another candidate may stand first. */
  readonly share: number;
  /** Numbers in [0,1), seeded. */
  readonly random: () => number;
  /** How often a candidate was shown to customers of this segment and accepted. */
  readonly posterior: (key: string) => AcceptanceCounts;
  /** Of the segment: `fitBetaPrior`. */
  readonly prior: BetaPrior;
  /** Candidates whose score is further below the best are never explored; default `EXPLORATION_MARGIN`. */
  readonly margin?: number | undefined;
  /** Draws from the posteriors; default 100. */
  readonly draws?: number | undefined;
}

/** An order to show, and how probable it was. */
export interface ExploredRanking {
  /** Places of the candidates as given, in the order to show. */
  readonly order: readonly number[];
  /** Whether another than the first candidate given stands first. */
  readonly explored: boolean;
  /** By shown place, the probability in (0,1] that this candidate came to stand there. */
  readonly propensities: readonly number[];
}

/** Of scores in [0,1]. In the simulation (`npm run bench -- simulate`) 0.05 to 0.2 lost about as much. */
export const EXPLORATION_MARGIN = 0.1;
const MAX_SHARE = 0.5;
const DRAWS = 100;

/**
 * Shows a ranking as it is, but in a share of the turns the first place goes to a candidate by Thompson sampling over
 * Beta posteriors of acceptance; the others keep their order. Who may explore is whose score is near the best.
 *
 * The propensities are exact, not estimates: a fixed number of draws decides how probable each candidate is (each
 * eligible one as though it had won one draw more, so that nobody's probability is 0), and then one is drawn by just
 * these probabilities. The draws are a part of what is known before the choice, as the scores are. Over many turns
 * it comes to the same as Thompson sampling, but for that one draw.
 *
 * Sources: Thompson, Biometrika 1933; Chapelle and Li, "An Empirical Evaluation of Thompson Sampling", NIPS 2011;
 * Li, Chu, Langford, Wang, WSDM 2011, on logging propensities.
 * @param candidates ranked, best first
 * @returns an empty order of no candidates; all propensities 1 where there is nothing to choose
 * @throws RangeError if the share is not in [0, 0.5]
 */
export function exploreRanking(
  candidates: readonly RankedCandidate[],
  options: ExplorationOptions,
): ExploredRanking {
  const { share, random } = options;
  if (!(share >= 0 && share <= MAX_SHARE)) throw new RangeError(`share: in [0, ${MAX_SHARE}], not ${share}`);
  const first = firstPlacePropensities(candidates, options);
  const chosen = drawPlace(first, random());
  const greedy = [...candidates.keys()];
  return {
    order: greedy.length === 0 ? [] : [chosen, ...greedy.filter((place) => place !== chosen)],
    explored: chosen > 0,
    propensities: propensitiesOf(first, chosen),
  };
}

/** The probability of each candidate to stand first; sums to 1. */
function firstPlacePropensities(
  candidates: readonly RankedCandidate[],
  options: ExplorationOptions,
): readonly number[] {
  const { share, random, posterior, prior, margin = EXPLORATION_MARGIN, draws = DRAWS } = options;
  const best = candidates.reduce((most, { score }) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  const eligible = [...candidates.keys()].filter((place) => (candidates[place]?.score ?? 0) >= best - margin);
  const first = candidates.map((_, place) => (place === 0 ? 1 - share : 0));
  if (share === 0 || eligible.length === 0) return candidates.map((_, place) => (place === 0 ? 1 : 0));
  const posteriors = eligible.map((place) => posteriorOf(prior, posterior(candidates[place]?.key ?? "")));
  const wins = eligible.map(() => 1);
  for (let draw = 0; draw < draws; draw++) {
    const winner = greatestDraw(posteriors, random);
    wins[winner] = (wins[winner] ?? 0) + 1;
  }
  for (const [at, place] of eligible.entries()) {
    first[place] = (first[place] ?? 0) + (share * (wins[at] ?? 0)) / (draws + eligible.length);
  }
  return first;
}

function greatestDraw(posteriors: readonly BetaPrior[], random: () => number): number {
  let winner = 0;
  let most = -1;
  for (const [at, each] of posteriors.entries()) {
    const drawn = randomBeta(each, random);
    if (drawn <= most) continue;
    winner = at;
    most = drawn;
  }
  return winner;
}

/** The place at which the running sum passes `threshold`; never one of probability 0. */
function drawPlace(probabilities: readonly number[], threshold: number): number {
  let passed = 0;
  let last = 0;
  for (const [place, probability] of probabilities.entries()) {
    if (probability === 0) continue;
    passed += probability;
    last = place;
    if (passed > threshold) break;
  }
  return last;
}

/**
 * Who stands first moves those above by one place: at place p stands candidate p if the chosen one was above it, and
 * otherwise candidate p − 1.
 */
function propensitiesOf(first: readonly number[], chosen: number): readonly number[] {
  let above = 0;
  return first.map((probability, place) => {
    const before = above;
    above += probability;
    if (place === 0) return first[chosen] ?? 1;
    return chosen < place ? Math.min(1, before) : Math.max(0, 1 - before);
  });
}
