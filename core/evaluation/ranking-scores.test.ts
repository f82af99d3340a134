import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coverageAt, ndcgAt, recallAt } from "./ranking-scores.js";

const RANKED = Int32Array.of(7, 3, 9, 1);
const RELEVANT = new Set([3, 1, 5]);

describe("ranking scores", () => {
  it("are what one gets by hand", () => {
    expect(recallAt(RANKED, RELEVANT, 2)).toBeCloseTo(1 / 3, 12);
    expect(recallAt(RANKED, RELEVANT, 4)).toBeCloseTo(2 / 3, 12);
    // Hits at places 2 and 4; at best, three hits at places 1, 2 and 3.
    const most = 1 + 1 / Math.log2(3) + 1 / 2;
    expect(ndcgAt(RANKED, RELEVANT, 4)).toBeCloseTo((1 / Math.log2(3) + 1 / Math.log2(5)) / most, 12);
    expect(ndcgAt(RANKED, RELEVANT, 1)).toBe(0);
    expect(coverageAt([RANKED, Int32Array.of(3, 2, 0)], 10, 2)).toBeCloseTo(3 / 10, 12);
  });

  it("are 0 where nothing was held out, and of no items", () => {
    expect(recallAt(RANKED, new Set(), 4)).toBe(0);
    expect(ndcgAt(RANKED, new Set(), 4)).toBe(0);
    expect(coverageAt([], 0, 10)).toBe(0);
  });

  it("are 1 of the best ranking, and fall when a hit moves back", () => {
    const items = fc.uniqueArray(fc.integer({ min: 0, max: 50 }), { minLength: 4, maxLength: 20 });
    fc.assert(
      fc.property(items, fc.integer({ min: 1, max: 3 }), (ranked, hits) => {
        const best = Int32Array.from(ranked);
        const relevant = new Set(ranked.slice(0, hits));
        expect(ndcgAt(best, relevant, 10)).toBeCloseTo(1, 12);
        const worse = Int32Array.from([...ranked.slice(1), ranked[0] ?? 0]);
        expect(ndcgAt(worse, relevant, ranked.length)).toBeLessThan(1);
        expect(recallAt(worse, relevant, ranked.length)).toBe(1);
      }),
    );
  });
});
