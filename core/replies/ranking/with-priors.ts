import { createHash } from "node:crypto";
import type { ReplyLifts } from "../../recommend/replies/reply-lifts.js";
import { RANKING_FEATURES } from "./ranking-features.js";
import { type RankingModel, withRankingVersion } from "./ranking-model.js";
import type { PriorCounts, ReplyPriors } from "./reply-priors.js";

/** Choices that another company's are worth in all before there is one of one's own. */
const WORTH = 50;
/** With so many of one's own they are worth nothing. In between they lose in proportion. */
export const FADED_AFTER = 1_000;
/** How many choices everybody's stand for where no own choices say how far a kind of token is to be believed. */
const PRIOR_OF_KIND = 2;

/**
 * A ranking with what a sibling tells. Its weights are taken until own ones are learnt; its counts are added as
 * choices of one's own would be, worth 50 at most and fewer with each own one (pseudo-counts of a Dirichlet prior).
 * Replies that the sibling's minimum hid share what is left of its total. Of replies that the library lacks nothing
 * counts.
 * @param replies of the library, by key
 * @returns the same ranking where there is nothing to tell
 */
export function withPriors(
  ranking: RankingModel,
  priors: ReplyPriors | undefined,
  replies: ReadonlyMap<string, unknown>,
): RankingModel {
  if (priors === undefined) return ranking;
  const weights = ranking.tier === "model" ? ranking.weights : weightsOf(priors, ranking.weights);
  const lifts = withCounts(ranking.lifts, priors, replies);
  if (weights === ranking.weights && lifts === ranking.lifts) return ranking;
  return withRankingVersion({ ...ranking, weights, lifts, prior: priorsVersion(priors) });
}

/** Digest of what it says, 12 hex digits. */
export function priorsVersion(priors: ReplyPriors): string {
  return createHash("sha256").update(JSON.stringify(priors)).digest("hex").slice(0, 12);
}

/** A feature that the other release does not know counts as it is set here. */
function weightsOf({ weights }: ReplyPriors, set: readonly number[]): readonly number[] {
  if (weights === undefined) return set;
  return RANKING_FEATURES.map((feature, at) => weights[feature] ?? set[at] ?? 0);
}

function withCounts(own: ReplyLifts, priors: ReplyPriors, replies: ReadonlyMap<string, unknown>): ReplyLifts {
  const worth = WORTH * Math.max(0, 1 - own.total / FADED_AFTER);
  const isKnown = Object.keys(priors.replies).some((key) => replies.has(key));
  if (worth === 0 || !isKnown) return own;
  // What the minimum hid is less than the minimum.
  const all = filledUp(priors, new Map(Array.from(replies.keys(), (key) => [key, 1])), priors.minimum);
  const total = sumOf(all.values());
  const factor = Math.min(1, worth / total);
  const byToken = new Map(own.byToken);
  const kinds = new Map(own.priors);
  for (const [token, counts] of Object.entries(priors.tokens)) {
    const ofToken = filledUp(counts, all, Number.POSITIVE_INFINITY);
    byToken.set(token, added(own.byToken.get(token) ?? new Map(), ofToken, factor));
    const kind = token.slice(0, token.indexOf("="));
    if (!kinds.has(kind)) kinds.set(kind, PRIOR_OF_KIND);
  }
  return {
    total: own.total + factor * total,
    byReply: added(own.byReply, all, factor),
    byToken,
    priors: kinds,
  };
}

/** Counts of all of the library's replies: those that are not named share the rest in proportion to `shares`. */
function filledUp(
  { choices, replies }: PriorCounts,
  shares: ReadonlyMap<string, number>,
  most: number,
): ReadonlyMap<string, number> {
  const rest = Math.max(0, choices - sumOf(Object.values(replies)));
  const named = new Map(Object.entries(replies));
  const hidden = [...shares].filter(([key]) => !named.has(key));
  const mass = sumOf(hidden.map(([, share]) => share));
  return new Map([
    ...[...named].filter(([key]) => shares.has(key)),
    ...hidden.map(([key, share]) => [key, mass === 0 ? 0 : Math.min(most, (rest * share) / mass)] as const),
  ]);
}

function added(
  own: ReadonlyMap<string, number>,
  others: ReadonlyMap<string, number>,
  factor: number,
): ReadonlyMap<string, number> {
  const sum = new Map(own);
  for (const [key, each] of others) sum.set(key, (sum.get(key) ?? 0) + factor * each);
  return sum;
}

function sumOf(numbers: Iterable<number>): number {
  let sum = 0;
  for (const each of numbers) sum += each;
  return sum;
}
