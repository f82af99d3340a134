import fc from "fast-check";
import { expect, it } from "vitest";
import { seededRandom } from "../../seeded-random.js";
import { adjustedRand } from "./adjusted-rand.js";

const of = (...labels: readonly number[]) => Int32Array.from(labels);

it("is what one gets by hand", () => {
  // Pairs together in both: 2; in a: 6, in b: 3; of 15. Expected 6·3/15 = 1.2, at most (6 + 3)/2 = 4.5.
  expect(adjustedRand(of(0, 0, 0, 1, 1, 1), of(0, 0, 1, 1, 2, 2))).toBeCloseTo((2 - 1.2) / (4.5 - 1.2), 12);
  // Together in both: none; in a and b: 2 each, of 6.
  expect(adjustedRand(of(0, 0, 1, 1), of(0, 1, 0, 1))).toBeCloseTo((0 - 2 / 3) / (2 - 2 / 3), 12);
});

it("is 1 of the same groups by other names, noise among them", () => {
  expect(adjustedRand(of(0, 0, 1, -1, -1), of(7, 7, -1, 3, 3))).toBe(1);
  expect([
    adjustedRand(of(), of()),
    adjustedRand(of(4), of(0)),
    adjustedRand(of(0, 1, 2), of(2, 1, 0)),
  ]).toEqual([1, 1, 1]);
});

it("is about 0 of groups that have nothing to do with each other", () => {
  const random = seededRandom(1);
  const draw = () => Int32Array.from({ length: 5_000 }, () => Math.floor(random() * 4));
  expect(Math.abs(adjustedRand(draw(), draw()))).toBeLessThan(0.01);
});

it("is the definition over all pairs, and the same both ways", () => {
  const labels = fc.array(fc.tuple(fc.integer({ min: -1, max: 3 }), fc.integer({ min: -1, max: 3 })), {
    minLength: 2,
    maxLength: 25,
  });
  fc.assert(
    fc.property(labels, (both) => {
      const pairs = both.flatMap(([a, b], at) =>
        both.slice(at + 1).map(([c, d]) => [a === c, b === d] as const),
      );
      const count = (is: (pair: readonly [boolean, boolean]) => boolean) => pairs.filter(is).length;
      const inA = count(([a]) => a);
      const inB = count(([, b]) => b);
      const expected = (inA * inB) / pairs.length;
      const most = (inA + inB) / 2;
      const right = most === expected ? 1 : (count(([a, b]) => a && b) - expected) / (most - expected);
      const a = of(...both.map(([label]) => label));
      const b = of(...both.map(([, label]) => label));
      expect(adjustedRand(a, b)).toBeCloseTo(right, 12);
      expect(adjustedRand(b, a)).toBeCloseTo(right, 12);
    }),
  );
});
