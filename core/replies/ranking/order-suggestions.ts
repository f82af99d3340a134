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
 * @param ranked best first
 */
export function orderSuggestions(
  ranked: readonly RankedCandidate[],
  { choice, limit }: DecisionInputs,
  replies: ReadonlyMap<string, ReplyRecord>,
): readonly PlacedCandidate[] {
  if (choice !== undefined && replies.has(choice)) {
    const others = ranked.filter(({ key }) => key !== choice).map((each) => ({ ...each, score: 0 }));
    const chosen = ranked.find(({ key }) => key === choice) ?? { key: choice, features: [] };
    return placed([{ ...chosen, score: 1 }, ...others].slice(0, limit));
  }
  const intentOf = (key: string) => replies.get(key)?.intents[0] ?? key;
  const left = [...ranked];
  const order: RankedCandidate[] = [];
  const answered = new Set<string>();
  while (order.length < limit && left.length > 0) {
    let best = 0;
    for (const [at, candidate] of left.entries()) {
      if (worth(candidate, answered, intentOf) > worth(left[best], answered, intentOf)) best = at;
    }
    const [next] = left.splice(best, 1);
    if (next === undefined) break;
    order.push(next);
    answered.add(intentOf(next.key));
  }
  return placed(order);
}

function worth(
  candidate: RankedCandidate | undefined,
  answered: ReadonlySet<string>,
  intentOf: (key: string) => string,
): number {
  if (candidate === undefined) return Number.NEGATIVE_INFINITY;
  return candidate.score * (answered.has(intentOf(candidate.key)) ? SAME_ANSWER : 1);
}

function placed(order: readonly RankedCandidate[]): readonly PlacedCandidate[] {
  return order.map((candidate, at) => ({ ...candidate, place: at + 1, propensity: 1, isTried: false }));
}
