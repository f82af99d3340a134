import { setImmediate } from "node:timers/promises";
import { dirichletMultinomial } from "../dirichlet-multinomial.js";
import { type InteractionMatrix, itemsOf } from "./interactions.js";
import { buyersOf } from "./popularity.js";

/** What people of a group take, for those of whom nothing else is known. */
export interface SegmentPopularity {
  readonly items: number;
  /** How many interactions a group needs before its own count as much as everybody's. */
  readonly priorStrength: number;
  /**
   * The logarithm of how likely each item is, but for a constant.
   * @param tokens the groups somebody is in: a segment, a country, a channel; unknown ones say nothing, none give
   * everybody's
   */
  score(tokens: readonly string[], into: Float32Array): void;
}

/** Strengths that are tried: powers of two. */
const GREATEST_POWER = 24;

/**
 * Popularity by group, shrunk towards everybody's by empirical Bayes: a group's shares of the items are drawn from a
 * Dirichlet distribution around everybody's, whose strength is the likeliest one for all groups together. Several
 * groups of one person count as if they were independent (naive Bayes).
 *
 * Source: Minka, "Estimating a Dirichlet distribution", 2000.
 * @param tokensOf of each row the groups its user is in
 */
export async function segmentPopularity(
  matrix: InteractionMatrix,
  tokensOf: readonly (readonly string[])[],
): Promise<SegmentPopularity> {
  const items = matrix.items.length;
  const everybody = sharesOf(matrix);
  const groups = new Map<string, Float32Array>();
  for (const [row, tokens] of tokensOf.entries()) {
    for (const token of tokens) {
      const counts = groups.get(token) ?? new Float32Array(items);
      for (const item of itemsOf(matrix, row)) counts[item] = (counts[item] ?? 0) + 1;
      groups.set(token, counts);
    }
  }
  const priorStrength = await likeliestStrength([...groups.values()], everybody);
  const lifts = new Map(
    [...groups].map(([token, counts]) => [token, liftsOf(counts, everybody, priorStrength)]),
  );
  return {
    items,
    priorStrength,
    score(tokens, into) {
      for (let item = 0; item < items; item++) into[item] = Math.log(everybody[item] ?? 1);
      for (const token of new Set(tokens)) {
        const lift = lifts.get(token);
        if (lift === undefined) continue;
        for (let item = 0; item < items; item++) into[item] = (into[item] ?? 0) + (lift[item] ?? 0);
      }
    },
  };
}

/** Everybody's shares; an item nobody used counts as half an interaction. */
function sharesOf(matrix: InteractionMatrix): Float64Array {
  const counts = Float64Array.from(buyersOf(matrix), (count) => count + 0.5);
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => count / total);
}

function liftsOf(counts: Float32Array, everybody: Float64Array, strength: number): Float32Array {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count, item) => {
    const share = everybody[item] ?? 1;
    return Math.log((count + strength * share) / (total + strength) / share);
  });
}

async function likeliestStrength(groups: readonly Float32Array[], everybody: Float64Array): Promise<number> {
  let best = { strength: 1, logLikelihood: Number.NEGATIVE_INFINITY };
  for (let power = 0; power <= GREATEST_POWER; power++) {
    const strength = 2 ** power;
    let logLikelihood = 0;
    for (const counts of groups) {
      logLikelihood += dirichletMultinomial(withShares(counts, everybody), strength);
      await setImmediate();
    }
    if (logLikelihood > best.logLikelihood) best = { strength, logLikelihood };
  }
  return best.strength;
}

function* withShares(counts: Float32Array, shares: Float64Array): Generator<readonly [number, number]> {
  for (const [item, count] of counts.entries()) if (count > 0) yield [count, shares[item] ?? 0];
}
