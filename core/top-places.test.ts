import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { topPlaces } from "./top-places.js";

describe("topPlaces", () => {
  it("is the beginning of the sorted list, the first of equals first, without what is excluded", () => {
    const score = fc.oneof(
      fc.integer({ min: -3, max: 3 }),
      fc.constantFrom(Number.NaN, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY),
    );
    fc.assert(
      fc.property(
        fc.array(score, { maxLength: 40 }),
        fc.integer({ min: 0, max: 45 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 45 })),
        (scores, count, excluded) => {
          const sorted = [...scores.entries()]
            .filter(([at, each]) => each > Number.NEGATIVE_INFINITY && !excluded.includes(at))
            .sort(([a, one], [b, other]) => (one === other ? a - b : other - one))
            .map(([at]) => at);
          const without = Int32Array.from(excluded).sort();
          expect([...topPlaces(Float32Array.from(scores), count, without)]).toEqual(sorted.slice(0, count));
        },
      ),
    );
  });

  it("is nothing of nothing", () => {
    expect(topPlaces(new Float32Array(), 3)).toHaveLength(0);
    expect(topPlaces(Float32Array.of(1, 2), -1)).toHaveLength(0);
  });
});
