import { describe, expect, it } from "vitest";
import { seededRandom } from "../seeded-random.js";
import { bootstrapInterval, pairedDifferenceInterval } from "./bootstrap-interval.js";

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("the bootstrap", () => {
  it("has nothing to doubt of values that are alike, and doubts all of two that differ", () => {
    const random = seededRandom(1);
    expect(bootstrapInterval([3, 3, 3], mean, { random })).toEqual({ estimate: 3, low: 3, high: 3 });
    // Means of two drawn from 0 and 1: a quarter are 0, half 0.5, a quarter 1.
    expect(bootstrapInterval([0, 1], mean, { random })).toEqual({ estimate: 0.5, low: 0, high: 1 });
    expect(bootstrapInterval([0, 1], mean, { random, confidence: 0.4 })).toEqual({
      estimate: 0.5,
      low: 0.5,
      high: 0.5,
    });
    expect(() => bootstrapInterval([], mean, { random })).toThrow(RangeError);
  });

  it("is the normal interval of many values", () => {
    const random = seededRandom(2);
    const sample = Array.from({ length: 2_000 }, random);
    const { low, high, estimate } = bootstrapInterval(sample, mean, { random });
    const deviation = Math.sqrt(mean(sample.map((value) => (value - estimate) ** 2)) / sample.length);
    expect((high - low) / (2 * 1.96 * deviation)).toBeGreaterThan(0.95);
    expect((high - low) / (2 * 1.96 * deviation)).toBeLessThan(1.05);
  });

  it("holds the truth about as often as it says", () => {
    const held = Array.from({ length: 300 }, (_, seed) => {
      const random = seededRandom(seed);
      const sample = Array.from({ length: 60 }, () => -Math.log(1 - random()));
      const { low, high } = bootstrapInterval(sample, mean, { random, resamples: 500 });
      return low <= 1 && 1 <= high;
    }).filter(Boolean).length;
    expect(held / 300).toBeGreaterThan(0.89);
    expect(held / 300).toBeLessThan(0.985);
  });

  it("sees a small difference on the same cases that is lost among cases that differ", () => {
    const random = seededRandom(3);
    const first = Array.from({ length: 200 }, () => 100 * random());
    const second = first.map((value) => value + 0.5 + 0.2 * random());
    const { estimate, low, high } = pairedDifferenceInterval(first, second, { random });
    expect(low).toBeGreaterThan(0.5);
    expect(high).toBeLessThan(0.7);
    expect(estimate).toBeCloseTo(mean(second) - mean(first), 9);
    expect(() => pairedDifferenceInterval([1], [], { random })).toThrow(RangeError);
  });
});
