import { expect, it } from "vitest";
import { knownGroups } from "../../bench/known-groups.js";
import { seededRandom } from "../../seeded-random.js";
import type { Matrix } from "../matrix.js";
import { clusterStability } from "./cluster-stability.js";
import { kMeans } from "./k-means.js";

const clusterInto = (k: number) => (matrix: Matrix) => kMeans(matrix, { k, random: seededRandom(1) }).labels;

it("is near 1 of groups that are there, and low of groups that aren't", () => {
  const { matrix } = knownGroups(600, 8, seededRandom(2));
  const judge = (k: number) =>
    clusterStability(matrix, {
      labels: clusterInto(k)(matrix),
      cluster: clusterInto(k),
      resamples: 10,
      random: seededRandom(3),
    });
  const right = judge(6);
  expect(right.meanAdjustedRand).toBeGreaterThan(0.95);
  expect(right.spread).toBeLessThan(0.05);
  expect(right.jaccards).toHaveLength(6);
  for (const jaccard of right.jaccards) expect(jaccard).toBeGreaterThan(0.85);
  const wrong = judge(12);
  expect(wrong.meanAdjustedRand).toBeLessThan(right.meanAdjustedRand);
  expect(Math.min(...wrong.jaccards.map((jaccard) => jaccard ?? 1))).toBeLessThan(0.6);
});

it("is 1 of a rule that looks at nothing but the row, and counts noise as no cluster", () => {
  const matrix = { rows: 40, columns: 1, values: Float64Array.from({ length: 40 }, (_, row) => row) };
  const cluster = ({ values }: Matrix) =>
    Int32Array.from(values, (value) => (value < 10 ? -1 : value < 20 ? 0 : 1));
  const options = { labels: cluster(matrix), cluster, random: seededRandom(1) };
  expect(clusterStability(matrix, options)).toEqual({ meanAdjustedRand: 1, spread: 0, jaccards: [1, 1] });
  const dissolved = clusterStability(matrix, {
    ...options,
    cluster: ({ rows }) => new Int32Array(rows).fill(-1),
  });
  expect(dissolved.jaccards).toEqual([0, 0]);
});
