import fc from "fast-check";
import { kmeans as mlKMeans } from "ml-kmeans";
import { expect, it } from "vitest";
import { plainKMeans } from "../../bench/clustering-oracles.js";
import { knownGroups } from "../../bench/known-groups.js";
import { seededRandom } from "../../seeded-random.js";
import type { Matrix } from "../matrix.js";
import { atOnce } from "../steps.js";
import { adjustedRand } from "./adjusted-rand.js";
import { clusterCentroids } from "./cluster-centroids.js";
import { clusterInertia } from "./cluster-inertia.js";
import { clusterSizes } from "./cluster-sizes.js";
import { HamerlyRun, padded } from "./hamerly-run.js";
import { kMeans } from "./k-means.js";
import { kMeansPlusPlus } from "./k-means-plus-plus.js";
import { nearestCentroids } from "./nearest-centroids.js";

it("does what Lloyd's rule does from the same start, on 500 rows", () => {
  fc.assert(
    fc.property(
      fc.nat(),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 9 }),
      (seed, k, columns) => {
        const { matrix } = knownGroups(500, columns, seededRandom(seed));
        const { labels, centroids, inertia } = kMeans(matrix, { k, starts: 1, random: seededRandom(seed) });
        const plain = plainKMeans(matrix, atOnce(kMeansPlusPlus(matrix, k, seededRandom(seed))));
        expect(labels).toEqual(plain);
        expect(centroids).toEqual(clusterCentroids(matrix, plain, k));
        expect(inertia).toBe(clusterInertia(matrix, plain, centroids));
      },
    ),
    { numRuns: 20 },
  );
});

it("finds known groups, and is no worse than ml-kmeans with as many starts", () => {
  const { matrix, truth } = knownGroups(2_000, 8, seededRandom(3));
  const ours = kMeans(matrix, { k: 6, random: seededRandom(1) });
  const rows = Array.from({ length: matrix.rows }, (_, row) => [
    ...matrix.values.subarray(row * 8, row * 8 + 8),
  ]);
  const theirs = Array.from({ length: 10 }, (_, seed) => {
    const labels = Int32Array.from(mlKMeans(rows, 6, { seed }).clusters);
    return clusterInertia(matrix, labels, clusterCentroids(matrix, labels, 6));
  });
  expect(ours.inertia).toBeLessThanOrEqual(Math.min(...theirs) * (1 + 1e-9));
  expect(adjustedRand(ours.labels, truth)).toBeGreaterThan(0.95);
});

/** Few values, so that many rows are the same and many distances equal. */
const lattice = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 })), {
    minLength: 1,
    maxLength: 30,
  })
  .map((rows): Matrix => ({ rows: rows.length, columns: 2, values: Float64Array.from(rows.flat()) }));

it("leaves no cluster empty, and every row at a nearest centroid, whatever coincides", () => {
  fc.assert(
    fc.property(lattice, fc.integer({ min: 1, max: 12 }), fc.nat(), (matrix, k, seed) => {
      const { labels, centroids, inertia } = kMeans(matrix, { k, starts: 3, random: seededRandom(seed) });
      const different = new Set(
        [...labels.keys()].map((row) => `${matrix.values.subarray(2 * row, 2 * row + 2)}`),
      ).size;
      expect(centroids.rows).toBe(Math.min(k, different));
      expect(clusterSizes(labels)).toHaveLength(centroids.rows);
      expect(Math.min(...clusterSizes(labels))).toBeGreaterThan(0);
      const least = clusterInertia(matrix, nearestCentroids(matrix, centroids), centroids);
      expect(inertia).toBeCloseTo(least, 9);
    }),
  );
});

it("fills a cluster that loses all its rows", () => {
  // From the first three rows on, Lloyd's rule leaves the first cluster without any after two moves.
  const points = [15, 9, 5, 16, 12, 15, 0, 6, 5, 0, 0, 0, 3, 2, 17, 12];
  const matrix: Matrix = { rows: 8, columns: 2, values: Float64Array.from(points) };
  expect(clusterSizes(plainKMeans(matrix, [0, 1, 2]))[0]).toBe(0);
  const run = new HamerlyRun(matrix, padded(matrix), [0, 1, 2]);
  atOnce(run.iterate(100, 0));
  const centroids = clusterCentroids(matrix, run.labels, 3);
  expect(Math.min(...clusterSizes(run.labels))).toBeGreaterThan(0);
  expect(nearestCentroids(matrix, centroids)).toEqual(run.labels);
});

it("refuses a number of clusters or starts that is none", () => {
  const matrix = { rows: 1, columns: 1, values: new Float64Array(1) };
  expect(() => kMeans(matrix, { k: 0, random: seededRandom(1) })).toThrow(
    "k is a whole number from 1 on, not 0",
  );
  expect(() => kMeans(matrix, { k: 1, starts: 0, random: seededRandom(1) })).toThrow("starts");
});
