import { describe, expect, it } from "vitest";
import { seededRandom } from "../../seeded-random.js";
import { fitBetaPrior, meanOf, posteriorOf } from "./beta-prior.js";
import { randomBeta } from "./random-beta.js";

describe("the prior of a segment", () => {
  it("is what one gets by hand", () => {
    // Mean 0.3; spread 0.01 / 0.21, of which chance makes 2 × 0.25 / 20; 2 × 0.25 × 19 / 20 over the rest is 21.
    const { alpha, beta } = fitBetaPrior([
      { accepted: 4, shown: 20 },
      { accepted: 8, shown: 20 },
      { accepted: 0, shown: 0 },
    ]);
    expect(alpha).toBeCloseTo(6, 9);
    expect(beta).toBeCloseTo(14, 9);
  });

  it("is strong where replies differ no more than by chance, and weak where they differ by all they can", () => {
    const alike = fitBetaPrior([
      { accepted: 2, shown: 10 },
      { accepted: 4, shown: 10 },
    ]);
    expect(alike.alpha).toBeCloseTo(60, 9);
    expect(alike.beta).toBeCloseTo(140, 9);
    const apart = fitBetaPrior([
      { accepted: 1, shown: 10 },
      { accepted: 9, shown: 10 },
    ]);
    expect(apart).toEqual({ alpha: 1, beta: 1 });
  });

  it("is even of nothing, and weak of one reply, of none accepted, of all accepted", () => {
    expect(fitBetaPrior([])).toEqual({ alpha: 1, beta: 1 });
    expect(meanOf(fitBetaPrior([{ accepted: 3, shown: 8 }]))).toBeCloseTo(0.4, 12);
    const none = { accepted: 0, shown: 9 };
    expect(meanOf(fitBetaPrior([none, none]))).toBeCloseTo(1 / 20, 12);
    const all = { accepted: 9, shown: 9 };
    expect(meanOf(fitBetaPrior([all, all]))).toBeCloseTo(19 / 20, 12);
  });

  it("finds the distribution again that replies were drawn from", () => {
    const random = seededRandom(1);
    const counts = Array.from({ length: 400 }, () => {
      const rate = randomBeta({ alpha: 3, beta: 7 }, random);
      const shown = 20 + Math.floor(200 * random());
      return { shown, accepted: Array.from({ length: shown }, random).filter((each) => each < rate).length };
    });
    const { alpha, beta } = fitBetaPrior(counts);
    expect(alpha / (alpha + beta)).toBeCloseTo(0.3, 1);
    expect(alpha + beta).toBeGreaterThan(8);
    expect(alpha + beta).toBeLessThan(12.5);
  });

  it("takes counts in, also where more were accepted than looked at", () => {
    expect(posteriorOf({ alpha: 1, beta: 3 }, { accepted: 2, shown: 5 })).toEqual({ alpha: 3, beta: 6 });
    expect(posteriorOf({ alpha: 1, beta: 3 }, { accepted: 2, shown: 1.5 })).toEqual({ alpha: 3, beta: 3 });
  });
});

describe("numbers from a Beta distribution", () => {
  it.each([
    [0.4, 0.7],
    [1, 1],
    [2, 5],
    [300, 700],
  ])("have its mean and variance: %f, %f", (alpha, beta) => {
    const random = seededRandom(3);
    const drawn = Array.from({ length: 20_000 }, () => randomBeta({ alpha, beta }, random));
    const mean = alpha / (alpha + beta);
    const variance = (mean * (1 - mean)) / (alpha + beta + 1);
    const found = drawn.reduce((sum, each) => sum + each, 0) / drawn.length;
    const square = drawn.reduce((sum, each) => sum + (each - found) ** 2, 0) / drawn.length;
    expect(Math.abs(found - mean)).toBeLessThan(4 * Math.sqrt(variance / drawn.length));
    expect(square / variance).toBeGreaterThan(0.93);
    expect(square / variance).toBeLessThan(1.07);
  });

  it("are numbers of [0,1] however small the parameters", () => {
    const random = seededRandom(4);
    const drawn = Array.from({ length: 2_000 }, () => randomBeta({ alpha: 0.001, beta: 0.002 }, random));
    expect(drawn.every((each) => each >= 0 && each <= 1)).toBe(true);
    const high = drawn.filter((each) => each > 0.5).length / drawn.length;
    expect(high).toBeGreaterThan(0.29);
    expect(high).toBeLessThan(0.38);
  });
});
