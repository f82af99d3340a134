import { createHash } from "node:crypto";
import { fitBetaPrior } from "../../recommend/exploration/beta-prior.js";
import { exploreRanking } from "../../recommend/exploration/explore-ranking.js";
import { seededRandom } from "../../seeded-random.js";
import type { DecisionInputs } from "../decision-inputs.js";
import type { ReplyRecord } from "../reply-record.js";
import type { RankedCandidate } from "./rank-candidates.js";

/** A candidate at the place where it is shown. */
export interface PlacedCandidate extends RankedCandidate {
  /** From 1. */
  readonly place: number;
  /** With what probability it was put there, in (0,1]. */
  readonly propensity: number;
  /** It stands there to learn how well it does. */
  readonly isTried: boolean;
}

/** What answers the same question as one above it must be so many times as probable as what answers another. */
const SAME_ANSWER = 0.5;

/**
 * The order in which suggestions are shown: the most probable first, then those that leave the least open, so that
 * three replies are not three ways to say one thing (maximal marginal relevance; Carbonell and Goldstein, SIGIR 1998).
 * In the share of the turns that the admin gave for it, something else near the best stands first. What chance decides
 * follows from the turn's name.
 * @param ranked best first
 */
export function orderSuggestions(
  ranked: readonly RankedCandidate[],
  { choice, limit, exploration, inputId, candidates }: DecisionInputs,
  replies: ReadonlyMap<string, ReplyRecord>,
): readonly PlacedCandidate[] {
  if (choice !== undefined && replies.has(choice)) {
    const others = ranked.filter(({ key }) => key !== choice).map((each) => ({ ...each, score: 0 }));
    const chosen = ranked.find(({ key }) => key === choice) ?? { key: choice, features: [] };
    return inPlaces([{ ...chosen, score: 1 }, ...others]).slice(0, limit);
  }
  if (!(exploration > 0)) return inPlaces(vary(ranked, replies, limit));
  const varied = vary(ranked, replies, ranked.length);
  const counts = new Map(
    candidates.map(({ key, acceptance }) => [key, acceptance ?? { accepted: 0, shown: 0 }]),
  );
  const { order, explored, propensities } = exploreRanking(varied, {
    share: exploration,
    random: seededRandom(createHash("sha256").update(inputId).digest().readInt32BE()),
    posterior: (key) => counts.get(key) ?? { accepted: 0, shown: 0 },
    prior: fitBetaPrior([...counts.values()]),
  });
  return order.slice(0, limit).flatMap((place, at) => {
    const candidate = varied[place];
    if (candidate === undefined) return [];
    return { place: at + 1, propensity: propensities[at] ?? 1, isTried: explored && at === 0, ...candidate };
  });
}

/** The first `count` in their new order. */
function vary(
  ranked: readonly RankedCandidate[],
  replies: ReadonlyMap<string, ReplyRecord>,
  count: number,
): readonly RankedCandidate[] {
  const left = ranked.map((candidate) => ({
    candidate,
    intent: replies.get(candidate.key)?.intents[0] ?? candidate.key,
  }));
  const order: RankedCandidate[] = [];
  const answered = new Set<string>();
  while (left.length > 0 && order.length < count) {
    let [best, bestWorth] = [0, -1];
    for (const [at, { candidate, intent }] of left.entries()) {
      // The rest is worth no more, whatever it answers.
      if (candidate.score <= bestWorth) break;
      const worth = candidate.score * (answered.has(intent) ? SAME_ANSWER : 1);
      if (worth > bestWorth) [best, bestWorth] = [at, worth];
    }
    for (const { candidate, intent } of left.splice(best, 1)) {
      order.push(candidate);
      answered.add(intent);
    }
  }
  return order;
}

function inPlaces(order: readonly RankedCandidate[]): readonly PlacedCandidate[] {
  return order.map((candidate, at) => ({ place: at + 1, propensity: 1, isTried: false, ...candidate }));
}
