import { setImmediate } from "node:timers/promises";
import { ndcgAt } from "../../evaluation/ranking-scores.js";
import { topPlaces } from "../../top-places.js";
import { type HybridParts, standardise } from "./hybrid.js";
import { itemsOf } from "./interactions.js";
import type { InteractionSplit } from "./split-interactions.js";

export interface LearntWeights {
  /** By part, from 0 on; the greatest is 1. */
  readonly weights: readonly number[];
  /** NDCG@10 on what was held out, in [0,1]. */
  readonly ndcg10: number;
}

/** How many of each part's best a user's list may be made of. */
const POOL = 60;
const PLACES = 10;
const ROUNDS = 4;
/** What a weight is tried at, times what it is. */
const FACTORS = [0, 0.5, 0.75, 1.33, 2];
/** What a weight that is 0 is tried at, if the best part's is 1. */
const RESTARTS = [0.05, 0.12, 0.3];
/** A change must gain so much, since the last digits of what was held out are chance. */
const LEAST_GAIN = 1e-4;

/** What one user may be shown, and how the parts think of it. */
interface Candidates {
  /** Candidates × parts: standardised scores. */
  readonly scores: Float32Array;
  readonly count: number;
  /** Places among the candidates of what was held out; negative numbers for what isn't among them. */
  readonly relevant: ReadonlySet<number>;
}

/**
 * The weights of the parts with the greatest NDCG@10 on what was held out, by coordinate ascent from the best part
 * alone: one weight at a time is tried at several values and left at the best, a few times over all.
 *
 * Source: Metzler and Croft, "Linear feature-based models for information retrieval", Information Retrieval 2007.
 * @param parts trained on `split.train` only
 * @param split a part of the training data: never what the hybrid is judged by
 */
export async function learnHybridWeights(
  parts: HybridParts,
  split: InteractionSplit,
): Promise<LearntWeights> {
  const all: Candidates[] = [];
  for (let user = 0; user < split.train.users.length; user++) {
    if (itemsOf(split.test, user).length > 0) all.push(candidatesOf(parts, split, user));
    if (user % 8 === 7) await setImmediate();
  }
  let { weights, ndcg10: best } = bestPart(all, parts.length);
  for (let round = 0; round < ROUNDS; round++) {
    const before = best;
    for (let part = 0; part < parts.length; part++) {
      const own = weights[part] ?? 0;
      for (const value of own === 0 ? RESTARTS : FACTORS.map((factor) => factor * own)) {
        const tried = weights.map((weight, at) => (at === part ? value : weight));
        const ndcg10 = meanNdcg(all, tried);
        if (ndcg10 > best + LEAST_GAIN) {
          best = ndcg10;
          weights = tried;
        }
        await setImmediate();
      }
    }
    if (best === before) break;
  }
  const greatest = Math.max(...weights, Number.MIN_VALUE);
  return { weights: weights.map((weight) => weight / greatest), ndcg10: best };
}

function candidatesOf(parts: HybridParts, { train, test }: InteractionSplit, user: number): Candidates {
  const known = itemsOf(train, user);
  const scored = parts.map((part) => {
    const scores = new Float32Array(part.items);
    part.score(known, scores);
    standardise(scores);
    return scores;
  });
  const pool = [...new Set(scored.flatMap((scores) => [...topPlaces(scores, POOL, known)]))].sort(
    (a, b) => a - b,
  );
  const scores = new Float32Array(pool.length * parts.length);
  for (const [at, item] of pool.entries()) {
    for (const [part, own] of scored.entries()) scores[at * parts.length + part] = own[item] ?? 0;
  }
  const places = new Map(pool.map((item, at) => [item, at]));
  const relevant = Array.from(itemsOf(test, user), (item, at) => places.get(item) ?? -1 - at);
  return { scores, count: pool.length, relevant: new Set(relevant) };
}

/** The one part that is best alone has the weight 1. */
function bestPart(all: readonly Candidates[], parts: number): LearntWeights {
  let best: LearntWeights = { weights: [], ndcg10: -1 };
  for (let part = 0; part < parts; part++) {
    const weights = Array.from({ length: parts }, (_, at) => (at === part ? 1 : 0));
    const ndcg10 = meanNdcg(all, weights);
    if (ndcg10 > best.ndcg10) best = { weights, ndcg10 };
  }
  return best;
}

function meanNdcg(all: readonly Candidates[], given: readonly number[]): number {
  const weights = Float32Array.from(given);
  const parts = weights.length;
  let sum = 0;
  for (const { scores, count, relevant } of all) {
    const sums = new Float32Array(count);
    for (let at = 0; at < count; at++) {
      let own = 0;
      for (let part = 0; part < parts; part++) own += (weights[part] ?? 0) * (scores[at * parts + part] ?? 0);
      sums[at] = own;
    }
    sum += ndcgAt(topPlaces(sums, PLACES), relevant, PLACES);
  }
  return all.length === 0 ? 0 : sum / all.length;
}
