import { describe, expect, it } from "vitest";
import { meanEstimate } from "./estimate.js";

describe("meanEstimate", () => {
  it("is the mean, and 1.96 standard errors to either side", () => {
    const estimate = meanEstimate([1, 2, 3, 4], 2);
    expect(estimate?.mean).toBe(2.5);
    // Standard deviation 1.290994, standard error 0.645497.
    expect(estimate?.high).toBeCloseTo(2.5 + 1.265, 3);
    expect(estimate?.low).toBeCloseTo(2.5 - 1.265, 3);
  });

  it("says nothing of too few", () => {
    expect(meanEstimate([1, 2, 3], 4)).toBeUndefined();
    expect(meanEstimate([1], 0)).toBeUndefined();
  });
});
