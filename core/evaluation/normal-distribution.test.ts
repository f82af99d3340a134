import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PROPERTY_RUNS } from "../property-runs.js";
import { normalCdf, normalQuantile, Z_95 } from "./normal-distribution.js";

describe("the normal distribution", () => {
  it("has the values of the tables", () => {
    expect(normalCdf(0)).toBeCloseTo(0.5, 14);
    expect(normalCdf(1.96)).toBeCloseTo(0.9750021048517795, 14);
    expect(normalCdf(-1)).toBeCloseTo(0.15865525393145707, 14);
    expect(normalCdf(-8) / 6.22096057427178e-16).toBeCloseTo(1, 7);
    expect(normalQuantile(0.975)).toBeCloseTo(Z_95, 12);
    expect([normalCdf(-40), normalCdf(40)]).toEqual([0, 1]);
  });

  it("is what its density sums up to", () => {
    const step = 1e-4;
    let sum = 0.5;
    for (let at = 0; at < 20_000; at++) {
      sum += (step * Math.exp(-(((at + 0.5) * step) ** 2) / 2)) / Math.sqrt(2 * Math.PI);
    }
    expect(normalCdf(2)).toBeCloseTo(sum, 9);
  });

  it("is undone by its quantile", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }), (probability) => {
        expect(normalCdf(normalQuantile(probability))).toBeCloseTo(probability, 11);
      }),
      { numRuns: PROPERTY_RUNS },
    );
    expect(() => normalQuantile(0)).toThrow(RangeError);
    expect(() => normalQuantile(1)).toThrow(RangeError);
  });
});
