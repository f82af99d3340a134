import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../../seeded-random.js";
import { alsScorer, trainAls } from "./als.js";
import { basketMatrix } from "./baskets.js";
import { coOccurrence } from "./co-occurrence.js";
import { easeScorer, greatestEaseLinks, trainEase } from "./ease.js";
import { hybridScorer, standardise } from "./hybrid.js";
import { hybridWeights } from "./hybrid-weights.js";
import { type InteractionMatrix, interactionMatrix, itemsOf } from "./interactions.js";
import { itemGram } from "./item-gram.js";
import { trainItemKnn } from "./item-knn.js";
import { linkScorer } from "./item-links.js";
import type { ItemScorer } from "./item-scorer.js";
import { meanRankingScores } from "./judge-scorer.js";
import { learnHybridWeights } from "./learn-hybrid-weights.js";
import { popularityScorer } from "./popularity.js";
import { splitPerUser } from "./split-interactions.js";
import { arbitraryInteractions, twoTastes } from "./test-interactions.js";
import { HYBRID_PARTS } from "./train-parts.js";

const scoresOf = (scorer: ItemScorer, items: readonly number[]) => {
  const scores = new Float32Array(scorer.items).fill(Number.NaN);
  scorer.score(Int32Array.from(items), scores);
  return [...scores];
};

/** Who has which item, as a table. */
function tableOf(matrix: InteractionMatrix): readonly (readonly number[])[] {
  return matrix.users.map((_, user) => {
    const own = new Set(itemsOf(matrix, user));
    return matrix.items.map((_, item) => Number(own.has(item)));
  });
}

const both = (table: readonly (readonly number[])[], one: number, other: number) =>
  table.reduce((sum, row) => sum + (row[one] ?? 0) * (row[other] ?? 0), 0);

describe("popularity", () => {
  it("is how many users have it, for everybody", () => {
    const scorer = popularityScorer(
      interactionMatrix([
        { user: "ann", item: "tea", weight: 5 },
        { user: "ann", item: "cup" },
        { user: "bob", item: "cup" },
      ]),
    );
    expect(scoresOf(scorer, [])).toEqual([1, 2]);
    expect(scoresOf(scorer, [0])).toEqual([1, 2]);
  });
});

describe("item-kNN", () => {
  it("is the cosine of columns, shrunk, from the nearest only", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryInteractions, fc.integer({ min: 1, max: 4 }), async (given, neighbours) => {
        const matrix = interactionMatrix(given);
        const table = tableOf(matrix);
        const scorer = linkScorer(await trainItemKnn(matrix, { neighbours, shrink: 2, activityPower: 0 }));
        for (const [own] of matrix.items.entries()) {
          const scores = scoresOf(scorer, [own]);
          for (const [to] of matrix.items.entries()) {
            const cosine = (from: number) =>
              from === to
                ? 0
                : both(table, from, to) / (Math.sqrt(both(table, from, from) * both(table, to, to)) + 2);
            const better = matrix.items.filter(
              (_, from) => Math.fround(cosine(from)) > Math.fround(cosine(own)),
            ).length;
            if (better >= neighbours) expect(scores[to]).toBe(0);
            else if (scores[to] !== 0) expect(scores[to]).toBeCloseTo(cosine(own), 5);
          }
        }
      }),
    );
  });
});

describe("EASE", () => {
  it("is the ridge regression of each item on all others", async () => {
    // By hand: G = [[3, 2], [2, 2]], and of two items the weight from i to j is G_ij / (G_ii + λ).
    const matrix = interactionMatrix(
      ["ann tea", "ann cup", "bob tea", "bob cup", "cid tea"].map((pair) => {
        const [user = "", item = ""] = pair.split(" ");
        return { user, item };
      }),
    );
    const { weights } = await trainEase(await coOccurrence(matrix), 2, 1);
    const expected = [0, 2 / 4, 2 / 3, 0];
    for (const [at, weight] of expected.entries()) expect(weights[at]).toBeCloseTo(weight, 6);
  });

  it("has no gradient left, whatever the data", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryInteractions, async (given) => {
        const matrix = interactionMatrix(given);
        const table = tableOf(matrix);
        const size = matrix.items.length;
        const { weights } = await trainEase(await coOccurrence(matrix), size, 3);
        for (let row = 0; row < size; row++) {
          expect(weights[row * size + row]).toBe(0);
          for (let column = 0; column < size; column++) {
            let sum = 3 * (weights[row * size + column] ?? 0);
            for (let at = 0; at < size; at++)
              sum += both(table, row, at) * (weights[at * size + column] ?? 0);
            if (row !== column) expect(sum).toBeCloseTo(both(table, row, column), 4);
          }
        }
      }),
    );
  });

  it("keeps the greatest weights of each item, if they are above 0", async () => {
    const matrix = twoTastes(60, 12, 1);
    const ease = await trainEase(await coOccurrence(matrix), 12, 5);
    const links = await greatestEaseLinks(ease, 3);
    for (let item = 0; item < 12; item++) {
      const dense = scoresOf(easeScorer(ease), [item]);
      const least = dense.toSorted((a, b) => b - a)[2] ?? 0;
      const expected = dense.map((weight) => (weight > 0 && weight >= least ? weight : 0));
      expect(scoresOf(linkScorer(links), [item])).toEqual(expected);
    }
  });

  it("learns from baskets and texts too: each adds what it says it weighs", async () => {
    const matrix = interactionMatrix([
      { user: "ann", item: "tea", timestampMs: 1 },
      { user: "ann", item: "cup", timestampMs: 1 },
      { user: "ann", item: "pot", timestampMs: 2 },
    ]);
    const options = { activityPower: 0, basketWeight: 10, textWeight: 100 };
    const gram = await itemGram(matrix, {
      ...options,
      similarities: Float32Array.of(1, 0, 0.5, 0, 1, 0, 0.5, 0, 1),
    });
    expect([...gram]).toEqual([111, 11, 51, 11, 111, 1, 51, 1, 101]);
    expect([...(await itemGram(matrix, options))]).toEqual([11, 11, 1, 11, 11, 1, 1, 1, 1]);
    expect([...(await itemGram(basketMatrix(matrix), options))]).toEqual([1, 1, 0, 1, 1, 0, 0, 0, 0]);
  });
});

describe("implicit ALS", () => {
  const options = { factors: 4, iterations: 30, alpha: 5, lambda: 0.5 };

  it("gives a user the vector with the least loss", async () => {
    const matrix = twoTastes(40, 10, 3);
    const model = await trainAls(matrix, { ...options, random: seededRandom(1) });
    const own = [0, 2];
    const scores = scoresOf(alsScorer(model), own);
    // Scores are Y x; where the loss is least, Yᵀ C (Y x − p) + λ x = 0. x is found by trying: it is no worse nearby.
    const loss = (given: readonly number[], norm: number) =>
      given.reduce(
        (sum, score, item) =>
          sum + (own.includes(item) ? 1 + options.alpha : 1) * (Number(own.includes(item)) - score) ** 2,
        options.lambda * norm,
      );
    const vector = solveExactly(model, own, options);
    const exact = Array.from({ length: 10 }, (_, item) => dot(model.items, item * 4, vector));
    for (const [item, score] of exact.entries()) expect(scores[item]).toBeCloseTo(score, 4);
    expect(loss(exact, dot(vector, 0, vector))).toBeLessThan(loss(Array(10).fill(0), 0));
  });

  it("depends on the seed alone, and scores nothing by nothing", async () => {
    const matrix = twoTastes(20, 6, 4);
    const model = await trainAls(matrix, { ...options, random: seededRandom(2) });
    const again = await trainAls(matrix, { ...options, random: seededRandom(2) });
    expect(again.items).toEqual(model.items);
    expect(scoresOf(alsScorer(model), [])).toEqual(Array(6).fill(0));
  });
});

describe("all methods", () => {
  const matrix = twoTastes(120, 20, 7);
  const texts = matrix.items.map((name) => ({
    text: Number(name.slice(1)) % 2 === 0 ? "green tea" : "blue cup",
  }));

  it.each(HYBRID_PARTS.map((part) => [part.name, part] as const))(
    "%s finds a user's taste",
    async (name, { train }) => {
      const scorer = await train({ matrix, descriptions: texts, seed: 1 });
      if (name === "basket-knn") return expect(scorer).toBeUndefined();
      const even = matrix.items.flatMap((item, at) => (Number(item.slice(1)) % 2 === 0 ? at : []));
      const scores = scoresOf(scorer as ItemScorer, even.slice(0, 3));
      const mean = (items: readonly number[]) =>
        items.reduce((sum, at) => sum + (scores[at] ?? 0), 0) / items.length;
      const odd = [...matrix.items.keys()].filter((at) => !even.includes(at));
      expect(mean(even.slice(3))).toBeGreaterThan(mean(odd));
    },
  );

  it("learn weights that are no worse than the best part alone, and leave out what only harms", async () => {
    const split = splitPerUser(matrix, 0.3, seededRandom(1));
    const good = linkScorer(await trainItemKnn(split.train, { neighbours: 10, shrink: 1, activityPower: 0 }));
    const bad: ItemScorer = {
      items: good.items,
      score(userItems, into) {
        good.score(userItems, into);
        for (const [at, score] of into.entries()) into[at] = -score;
      },
    };
    const { weights, ndcg10 } = await learnHybridWeights([bad, good], split);
    expect(weights).toEqual([0, 1]);
    const alone = await meanRankingScores(good, split);
    expect(ndcg10).toBeCloseTo(alone.ndcg10, 6);
    expect(await meanRankingScores(hybridScorer([bad, good], weights), split)).toEqual(alone);
  });

  it("have weights for the parts that the input allows", async () => {
    const names = [...(await hybridWeights({ matrix, seed: 1 })).keys()];
    expect(names).toEqual(["ease", "item-knn", "als"]);
  });
});

describe("standardise", () => {
  it("gives the mean 0 and the standard deviation 1", () => {
    const values = Float32Array.of(1, 3, 1, 3);
    standardise(values);
    expect([...values]).toEqual([-1, 1, -1, 1]);
    const equal = Float32Array.of(2, 2);
    standardise(equal);
    expect([...equal]).toEqual([0, 0]);
  });
});

function dot(
  left: Float64Array | readonly number[],
  start: number,
  right: Float64Array | readonly number[],
): number {
  let sum = 0;
  for (let at = 0; at < right.length; at++) sum += (left[start + at] ?? 0) * (right[at] ?? 0);
  return sum;
}

/** (YᵀY + α Σ yyᵀ + λI) x = (1 + α) Σ y by Gauss's elimination. */
function solveExactly(
  { items }: { readonly items: Float64Array },
  own: readonly number[],
  { factors, alpha, lambda }: { readonly factors: number; readonly alpha: number; readonly lambda: number },
): readonly number[] {
  const rows = Array.from({ length: factors }, (_, row) =>
    Array.from({ length: factors + 1 }, (_, column) => {
      let sum = row === column ? lambda : 0;
      for (let item = 0; item * factors < items.length; item++) {
        const value = items[item * factors + row] ?? 0;
        const has = own.includes(item);
        if (column < factors) sum += (has ? 1 + alpha : 1) * value * (items[item * factors + column] ?? 0);
        else if (has) sum += (1 + alpha) * value;
      }
      return sum;
    }),
  );
  for (const [at, pivot] of rows.entries()) {
    for (const [other, row] of rows.entries()) {
      if (other === at) continue;
      const factor = (row[at] ?? 0) / (pivot[at] ?? 1);
      for (let column = 0; column <= factors; column++) {
        row[column] = (row[column] ?? 0) - factor * (pivot[column] ?? 0);
      }
    }
  }
  return rows.map((row, at) => (row[factors] ?? 0) / (row[at] ?? 1));
}
