import { describe, expect, it } from "vitest";
import { plainSilhouette } from "../../bench/clustering-oracles.js";
import { knownGroups } from "../../bench/known-groups.js";
import { seededRandom } from "../../seeded-random.js";
import { silhouettes } from "./silhouette.js";

const LINE = { rows: 5, columns: 1, values: Float64Array.from([0, 1, 10, 12, 50]) };

describe("the silhouette", () => {
  it("is what one gets by hand", () => {
    // 0: a = 1, b = 11; 1: a = 1, b = 10; 10: a = 2, b = 9.5; 12: a = 2, b = 11.5; 50 is alone.
    const right = (10 / 11 + 9 / 10 + 7.5 / 9.5 + 9.5 / 11.5 + 0) / 5;
    const [silhouette] = silhouettes(LINE, [Int32Array.from([0, 0, 1, 1, 2])]);
    expect(silhouette?.mean).toBeCloseTo(right, 12);
    expect(silhouette).toMatchObject({ standardError: 0, rows: 5 });
  });

  it("leaves noise out, and there is none of one cluster or of none", () => {
    const labelings = [
      [0, 0, 1, 1, -1],
      [0, 0, 0, -1, -1],
      [-1, -1, -1, -1, -1],
    ].map((of) => Int32Array.from(of));
    const [noisy, ...others] = silhouettes(LINE, labelings);
    expect(noisy?.mean).toBeCloseTo((10 / 11 + 9 / 10 + 7.5 / 9.5 + 9.5 / 11.5) / 4, 12);
    expect(others).toEqual([undefined, undefined]);
  });

  it("is 0 where all rows coincide", () => {
    const same = { rows: 4, columns: 1, values: new Float64Array(4) };
    expect(silhouettes(same, [Int32Array.from([0, 0, 1, 1])])[0]?.mean).toBe(0);
  });

  it("is what the definition says, on 500 rows", () => {
    const { matrix, truth } = knownGroups(500, 3, seededRandom(1));
    expect(silhouettes(matrix, [truth])[0]?.mean).toBeCloseTo(plainSilhouette(matrix, truth), 12);
  });
});

describe("the silhouette of a sample", () => {
  const { matrix, truth } = knownGroups(2_000, 3, seededRandom(1));
  const exact = silhouettes(matrix, [truth])[0]?.mean ?? Number.NaN;
  const samples = Array.from({ length: 60 }, (_, seed) =>
    silhouettes(matrix, [truth], { rows: 200, random: seededRandom(seed) }),
  ).map(([silhouette]) => silhouette);

  it("is within two standard errors of the exact one about 95 times in 100", () => {
    const near = samples.filter(
      (sample) => Math.abs((sample?.mean ?? 0) - exact) <= 2 * (sample?.standardError ?? 0),
    );
    expect(near.length / samples.length).toBeGreaterThan(0.85);
    expect(near.length).toBeLessThanOrEqual(samples.length);
  });

  it("states an error as great as it is", () => {
    const square = samples.reduce((sum, sample) => sum + ((sample?.mean ?? 0) - exact) ** 2, 0);
    const stated = samples.reduce((sum, sample) => sum + (sample?.standardError ?? 0), 0) / samples.length;
    expect(Math.sqrt(square / samples.length) / stated).toBeGreaterThan(0.7);
    expect(Math.sqrt(square / samples.length) / stated).toBeLessThan(1.4);
  });
});
