import { describe, expect, it } from "vitest";
import { contentScorer, textSimilarities } from "./content-based.js";
import { interactionMatrix } from "./interactions.js";
import type { ItemScorer } from "./item-scorer.js";
import { textVectors } from "./item-text.js";
import { nearestItems, newItemScorer } from "./new-item-scorer.js";
import { segmentPopularity } from "./segment-popularity.js";

const TEXTS = ["red tea cup", "Red tea CUPS", "blue garden hose", "blue garden chair", "xylophone", ""].map(
  (text) => ({
    text,
  }),
);

describe("item texts", () => {
  it("are alike by the words that they share, equal texts wholly, strangers not at all", async () => {
    const same = await textSimilarities(
      textVectors([{ text: "Tea cup" }, { text: "tea CUP" }, { text: "hose" }]),
    );
    expect(same[1]).toBeCloseTo(1, 6);
    const [size, similar] = [TEXTS.length, await textSimilarities(textVectors(TEXTS))];
    const like = (one: number, other: number) => similar[one * size + other] ?? 0;
    expect(like(0, 1)).toBeGreaterThan(0.5);
    expect(like(2, 3)).toBeGreaterThan(0.5);
    expect(like(0, 2)).toBe(0);
    expect([like(4, 4), like(5, 5)]).toEqual([0, 0]);
    expect(like(1, 0)).toBeCloseTo(like(0, 1), 6);
  });

  it("have a price's band among them", async () => {
    const priced = textVectors([9, 9.5, 30, 31].map((price) => ({ text: "", price })));
    const similar = await textSimilarities(priced);
    expect(similar[1]).toBeCloseTo(1, 6);
    expect(similar[2]).toBe(0);
  });

  it("score by the sum over what the user has", async () => {
    const vectors = textVectors(TEXTS);
    const similar = await textSimilarities(vectors);
    const scores = new Float32Array(TEXTS.length);
    contentScorer(vectors).score(Int32Array.of(0, 2), scores);
    for (const [item, score] of scores.entries()) {
      expect(score).toBeCloseTo((similar[item] ?? 0) + (similar[2 * TEXTS.length + item] ?? 0), 6);
    }
  });
});

describe("newItemScorer", () => {
  it("gives an item nobody used the mean score of the nearest that were used", async () => {
    // Items 1 and 3 are new; 0.8 and 0.4 are how like item 1 the items 0 and 2 are.
    const similarities = Float32Array.of(1, 0.8, 0, 0, 0.8, 1, 0.4, 0.9, 0, 0.4, 1, 0, 0, 0.9, 0, 1);
    const nearest = nearestItems(similarities, 4, Int32Array.of(1, 3), 5);
    const known: ItemScorer = { items: 4, score: (_, into) => into.set([6, 99, 3, 99]) };
    const scores = new Float32Array(2).fill(Number.NaN);
    newItemScorer(known, nearest).score(Int32Array.of(), scores);
    expect(scores[0]).toBeCloseTo((0.8 * 6 + 0.4 * 3) / 1.2, 5);
    expect(scores[1]).toBe(0);
  });
});

describe("segmentPopularity", () => {
  const buys = (user: string, items: readonly string[]) => items.map((item) => ({ user, item }));
  const likelihoods = async (tokensOf: (user: number) => readonly string[], users: number) => {
    const matrix = interactionMatrix(
      Array.from({ length: users }, (_, user) =>
        buys(`u${user}`, user % 2 === 0 ? ["tea", "milk"] : ["hose", "milk"]),
      ).flat(),
    );
    const popularity = await segmentPopularity(
      matrix,
      matrix.users.map((_, user) => tokensOf(user)),
    );
    const score = (tokens: readonly string[]) => {
      const scores = new Float32Array(3);
      popularity.score(tokens, scores);
      return Object.fromEntries(matrix.items.map((item, at) => [item, Math.exp(scores[at] ?? 0)]));
    };
    return { score, strength: popularity.priorStrength };
  };

  it("follows groups that differ, and gives strangers everybody's", async () => {
    const { score } = await likelihoods((user) => [user % 2 === 0 ? "indoors" : "outdoors"], 40);
    expect(score(["indoors"]).tea).toBeGreaterThan(10 * (score(["indoors"]).hose ?? 0));
    expect(score(["outdoors"]).hose).toBeGreaterThan(10 * (score(["outdoors"]).tea ?? 0));
    expect(score(["unheard of"])).toEqual(score([]));
    expect(score([]).tea).toBeCloseTo(20.5 / 81.5, 6);
  });

  it("shrinks groups that are all the same to everybody's, the more strongly the less they differ", async () => {
    const apart = await likelihoods((user) => [user % 2 === 0 ? "a" : "b"], 40);
    const alike = await likelihoods((user) => [user % 4 < 2 ? "a" : "b"], 40);
    expect(alike.strength).toBeGreaterThan(100 * apart.strength);
    for (const item of ["tea", "hose", "milk"]) {
      expect(alike.score(["a"])[item]).toBeCloseTo(alike.score([])[item] ?? 0, 3);
    }
  });

  it("counts a group once, several as if independent", async () => {
    const { score } = await likelihoods(
      (user) => (user % 2 === 0 ? ["indoors", "de"] : ["outdoors", "de"]),
      40,
    );
    expect(score(["indoors", "indoors"])).toEqual(score(["indoors"]));
    expect(score(["indoors", "de"]).tea).toBeGreaterThan(score(["outdoors", "de"]).tea ?? 0);
  });
});
