import { expect, it } from "vitest";
import { seededRandom } from "../seeded-random.js";
import { alwaysValid } from "./always-valid.js";
import { alwaysValidSizePerArm } from "./always-valid-size.js";
import { sampleSizePerArm } from "./sample-size.js";

const PLAN = { baseline: 0.3, effect: 0.1 };

it("is where the interval around the effect leaves room for four of five draws, and not one unit before", () => {
  const perArm = alwaysValidSizePerArm(PLAN);
  // The normal distribution's quantile of 0.8.
  const room = (n: number) => {
    const { estimate, low } = alwaysValid(
      { hits: 0.3 * n, n },
      { hits: 0.4 * n, n },
      { level: 0.05, expectedEffect: 0.1 },
    );
    return (0.1 - (estimate - low)) / Math.sqrt((0.3 * 0.7 + 0.4 * 0.6) / n);
  };
  // `alwaysValid` adds half a hit to each share, which moves the variance in the third digit.
  expect(room(perArm)).toBeCloseTo(0.8416, 1);
  expect(room(perArm - 20)).toBeLessThan(0.8416);
  expect(perArm).toBeGreaterThan(sampleSizePerArm(PLAN));
  expect(alwaysValidSizePerArm({ baseline: 0.4, effect: -0.1 })).toBe(perArm);
});

it("finds what is there 8 times in 10 or a little oftener", () => {
  const random = seededRandom(3);
  const perArm = alwaysValidSizePerArm(PLAN);
  const hits = (share: number) =>
    Array.from({ length: perArm }, random).filter((each) => each < share).length;
  const found = Array.from({ length: 1_000 }, () => {
    const [control, variant] = [
      { hits: hits(0.3), n: perArm },
      { hits: hits(0.4), n: perArm },
    ];
    return alwaysValid(control, variant, { level: 0.05, expectedEffect: 0.1 }).pValue <= 0.05;
  }).filter(Boolean).length;
  // Three standard errors of a share of 1,000 are 0.038.
  expect(found).toBeGreaterThan(760);
  expect(found).toBeLessThan(860);
});

it("wants shares, and an effect", () => {
  expect(() => alwaysValidSizePerArm({ baseline: 0.3, effect: 0 })).toThrow(RangeError);
  expect(() => alwaysValidSizePerArm({ baseline: 0.3, effect: 0.8 })).toThrow(RangeError);
});
