import fc from "fast-check";
import { expect, it } from "vitest";
import { PROPERTY_RUNS } from "../property-runs.js";
import { wilsonInterval } from "./wilson-interval.js";

// 8 of 10 at 95 %, by hand: centre (0.8 + 0.19208) / 1.38416, margin 1.96 / 1.38416 · √(0.016 + 0.009604).
it("is Wilson's interval", () => {
  const { low, high } = wilsonInterval(8, 10);
  expect(low).toBeCloseTo(0.4902, 4);
  expect(high).toBeCloseTo(0.9433, 4);
});

it("says something of shares of 0 and 1, and nothing of no trials", () => {
  expect(wilsonInterval(0, 10)).toEqual({ low: 0, high: expect.closeTo(3.8416 / 13.8416, 10) });
  expect(wilsonInterval(10, 10)).toEqual({ low: expect.closeTo(10 / 13.8416, 10), high: 1 });
  expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
});

// The bounds are the shares p at which (share − p)² = z² p (1 − p) / n.
it("has the roots of the score equation as its bounds", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (n, part) => {
        const successes = Math.round(part * n);
        const { low, high } = wilsonInterval(successes, n, 2.576);
        for (const p of [low, high]) {
          expect((successes / n - p) ** 2).toBeCloseTo((2.576 ** 2 * p * (1 - p)) / n, 9);
        }
      },
    ),
    { numRuns: PROPERTY_RUNS },
  );
});
