import { describe, expect, it } from "vitest";
import { seededRandom } from "../../seeded-random.js";
import type { AcceptanceCounts } from "./acceptance-counts.js";
import { type ExplorationOptions, exploreRanking } from "./explore-ranking.js";

const RANKED = [
  { key: "a", score: 0.9 },
  { key: "b", score: 0.85 },
  { key: "c", score: 0.8 },
];
const EVEN = { alpha: 1, beta: 1 };

function options(counts: Readonly<Record<string, AcceptanceCounts>>, more: Partial<ExplorationOptions> = {}) {
  return {
    share: 0.5,
    random: seededRandom(1),
    prior: EVEN,
    posterior: (key: string) => counts[key] ?? { accepted: 0, shown: 0 },
    ...more,
  };
}

/** Whoever draws from these, b is the greatest. */
const B_WINS = {
  a: { accepted: 0, shown: 10_000 },
  b: { accepted: 10_000, shown: 10_000 },
  c: { accepted: 0, shown: 10_000 },
};

describe("exploring a ranking", () => {
  it("tells the propensities that one gets by hand", () => {
    // b wins all 8 draws, and each has one more: 1, 9 and 1 of 11.
    const [a, b, c] = [0.5 + 0.5 / 11, (0.5 * 9) / 11, 0.5 / 11];
    const expected: Readonly<Record<string, readonly number[]>> = {
      abc: [a, a, a + b],
      bac: [b, b + c, a + b],
      cab: [c, b + c, c],
    };
    const seen = new Map<string, number>();
    const random = seededRandom(2);
    for (let turn = 0; turn < 4_000; turn++) {
      const { order, propensities, explored } = exploreRanking(RANKED, options(B_WINS, { random, draws: 8 }));
      const shown = order.map((place) => RANKED[place]?.key).join("");
      seen.set(shown, (seen.get(shown) ?? 0) + 1);
      expect(explored).toBe(shown !== "abc");
      propensities.forEach((propensity, place) => {
        expect(propensity).toBeCloseTo(expected[shown]?.[place] ?? Number.NaN, 12);
      });
    }
    expect([...seen.keys()].sort()).toEqual(["abc", "bac", "cab"]);
    expect((seen.get("bac") ?? 0) / 4_000).toBeCloseTo(b, 1);
  });

  it("is right about them: each candidate at each place, weighted by their inverse, counts as one", () => {
    const counts = {
      a: { accepted: 3, shown: 9 },
      b: { accepted: 2, shown: 5 },
      c: { accepted: 1, shown: 4 },
    };
    const turns = 20_000;
    const random = seededRandom(3);
    const weights = new Map<string, number[]>();
    for (let turn = 0; turn < turns; turn++) {
      const { order, propensities } = exploreRanking(RANKED, options(counts, { random, draws: 10 }));
      order.forEach((candidate, place) => {
        const key = `${candidate} at ${place}`;
        const of = weights.get(key) ?? [];
        weights.set(key, of);
        of.push(1 / (propensities[place] ?? 0));
      });
    }
    // a first or second, b at all, c first or third, as the others move down by one at most.
    expect([...weights.keys()].sort()).toEqual([
      "0 at 0",
      "0 at 1",
      "1 at 0",
      "1 at 1",
      "1 at 2",
      "2 at 0",
      "2 at 2",
    ]);
    for (const [key, of] of weights) {
      const mean = of.reduce((sum, each) => sum + each, 0) / turns;
      const square = of.reduce((sum, each) => sum + each ** 2, 0) / turns;
      expect(Math.abs(mean - 1), key).toBeLessThan(4 * Math.sqrt((square - 1) / turns));
    }
  });

  it("explores as often as a candidate is probably the best: 5 in 6 of Beta(2, 1) against Beta(1, 2)", () => {
    const counts = { a: { accepted: 0, shown: 1 }, b: { accepted: 1, shown: 1 } };
    const shares = Array.from({ length: 200 }, (_, seed) => {
      const { propensities, explored } = exploreRanking(
        RANKED.slice(0, 2),
        options(counts, { random: seededRandom(seed) }),
      );
      const [first = 0] = propensities;
      return 2 * (explored ? first : 1 - first);
    });
    const mean = shares.reduce((sum, each) => sum + each, 0) / shares.length;
    // Each of both has one draw of 102 for sure.
    expect(Math.abs(mean - ((5 / 6) * 100 + 1) / 102)).toBeLessThan(0.012);
  });

  it("never explores whose score is far below the best", () => {
    const far = [...RANKED, { key: "d", score: 0.79 }];
    const counts = { d: { accepted: 1_000, shown: 1_000 } };
    const random = seededRandom(5);
    const firsts = Array.from(
      { length: 500 },
      () => exploreRanking(far, options(counts, { random })).order[0],
    );
    expect(firsts).not.toContain(3);
    expect(firsts).toContain(2);
    const wider = Array.from(
      { length: 100 },
      () => exploreRanking(far, options(counts, { random, margin: 0.2 })).order[0],
    );
    expect(wider).toContain(3);
  });

  it("shows the ranking as it is where nothing is to be chosen", () => {
    expect(exploreRanking(RANKED, options(B_WINS, { share: 0 }))).toEqual({
      order: [0, 1, 2],
      explored: false,
      propensities: [1, 1, 1],
    });
    expect(exploreRanking(RANKED.slice(0, 1), options(B_WINS)).propensities[0]).toBeCloseTo(1, 12);
    expect(exploreRanking([], options(B_WINS))).toEqual({ order: [], explored: false, propensities: [] });
  });

  it("keeps to its budget", () => {
    for (const share of [-0.1, 0.51, Number.NaN]) {
      expect(() => exploreRanking(RANKED, options(B_WINS, { share }))).toThrow(RangeError);
    }
    const random = seededRandom(6);
    const turns = Array.from({ length: 5_000 }, () =>
      exploreRanking(RANKED, options(B_WINS, { share: 0.1, random })),
    );
    const explored = turns.filter((turn) => turn.explored).length / turns.length;
    expect(explored).toBeGreaterThan(0.08);
    expect(explored).toBeLessThan(0.115);
  });

  it("comes to the same by the same seed", () => {
    const once = () => exploreRanking(RANKED, options(B_WINS, { random: seededRandom(9) }));
    expect(once()).toEqual(once());
  });
});
