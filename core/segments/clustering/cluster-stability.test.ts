import { expect, it } from "vitest";
import { knownGroups } from "../../bench/known-groups.js";
import { seededRandom } from "../../seeded-random.js";
import type { Matrix } from "../matrix.js";
import { atOnce, type Steps } from "../steps.js";
import { clusterStability, type StabilityOptions } from "./cluster-stability.js";
import { kMeansSteps } from "./k-means.js";

const clusterInto = (k: number) =>
  function* (matrix: Matrix): Steps<Int32Array> {
    return (yield* kMeansSteps(matrix, { k, random: seededRandom(1) })).labels;
  };
const stabilityOf = (matrix: Matrix, options: StabilityOptions) => atOnce(clusterStability(matrix, options));

it("is near 1 of groups that are there, and low of groups that aren't", () => {
  const { matrix } = knownGroups(600, 8, seededRandom(2));
  const judge = (k: number) =>
    stabilityOf(matrix, {
      labels: atOnce(clusterInto(k)(matrix)),
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
  const labelsOf = ({ values }: Matrix) =>
    Int32Array.from(values, (value) => (value < 10 ? -1 : value < 20 ? 0 : 1));
  const options: StabilityOptions = {
    labels: labelsOf(matrix),
    *cluster(resample) {
      yield;
      return labelsOf(resample);
    },
    random: seededRandom(1),
  };
  expect(stabilityOf(matrix, options)).toEqual({ meanAdjustedRand: 1, spread: 0, jaccards: [1, 1] });
  const dissolved = stabilityOf(matrix, {
    ...options,
    *cluster({ rows }) {
      yield;
      return new Int32Array(rows).fill(-1);
    },
  });
  expect(dissolved.jaccards).toEqual([0, 0]);
});
