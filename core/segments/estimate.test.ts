import { describe, expect, it } from "vitest";
import { meanEstimate, shareEstimate } from "./estimate.js";

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

describe("shareEstimate", () => {
  it("is Wilson's interval", () => {
    // 8 of 10, as in Newcombe, Statistics in Medicine 17 (1998): 0.490 to 0.943.
    const estimate = shareEstimate(8, 10, 1);
    expect(estimate?.low).toBeCloseTo(0.49, 2);
    expect(estimate?.high).toBeCloseTo(0.943, 2);
  });

  it("stays within 0 and 1", () => {
    expect(shareEstimate(0, 20, 1)).toMatchObject({ mean: 0, low: 0 });
    expect(shareEstimate(20, 20, 1)?.high).toBe(1);
  });
});
