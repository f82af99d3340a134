import { describe, expect, it } from "vitest";
import { seededRandom } from "../../seeded-random.js";
import { invertPositiveDefinite } from "./invert-positive-definite.js";

/** A random matrix times its own transpose, and 1 more on the diagonal. */
function positiveDefinite(size: number, seed: number): Float64Array {
  const random = seededRandom(seed);
  const root = Float64Array.from({ length: size * size }, () => random() - 0.5);
  return Float64Array.from({ length: size * size }, (_, place) => {
    const [row, column] = [Math.floor(place / size), place % size];
    let sum = row === column ? 1 : 0;
    for (let at = 0; at < size; at++) sum += (root[row * size + at] ?? 0) * (root[column * size + at] ?? 0);
    return sum;
  });
}

describe("invertPositiveDefinite", () => {
  it("is what one gets by hand", async () => {
    const matrix = Float64Array.of(4, 2, 2, 3);
    await invertPositiveDefinite(matrix, 2);
    for (const [at, value] of [3 / 8, -2 / 8, -2 / 8, 4 / 8].entries())
      expect(matrix[at]).toBeCloseTo(value, 12);
  });

  // Around the size of a block, of several, and of a panel.
  it.each([1, 2, 3, 5, 63, 64, 65, 131, 300])(
    "times the matrix is the identity, of size %d",
    async (size) => {
      const matrix = positiveDefinite(size, size);
      const inverse = matrix.slice();
      await invertPositiveDefinite(inverse, size);
      let worst = 0;
      for (let row = 0; row < size; row++) {
        for (let column = 0; column < size; column++) {
          let sum = row === column ? -1 : 0;
          for (let at = 0; at < size; at++) {
            sum += (matrix[row * size + at] ?? 0) * (inverse[at * size + column] ?? 0);
          }
          worst = Math.max(worst, Math.abs(sum));
        }
      }
      expect(worst).toBeLessThan(1e-9);
    },
  );

  it("reads the lower triangle only", async () => {
    const matrix = Float64Array.of(4, 99, 2, 3);
    await invertPositiveDefinite(matrix, 2);
    expect(matrix[1]).toBeCloseTo(-2 / 8, 12);
  });

  it("refuses what is not positive definite", async () => {
    await expect(invertPositiveDefinite(Float64Array.of(1, 2, 2, 1), 2)).rejects.toThrow(RangeError);
    await expect(invertPositiveDefinite(Float64Array.of(Number.NaN), 1)).rejects.toThrow(RangeError);
  });
});
