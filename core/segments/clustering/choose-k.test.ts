import { expect, it } from "vitest";
import { seededRandom } from "../../seeded-random.js";
import type { Matrix } from "../matrix.js";
import { atOnce } from "../steps.js";
import { type ChooseKOptions, chooseK } from "./choose-k.js";
import { kMeansSteps } from "./k-means.js";

/** So many tight clouds on a circle, all equally far from the next. */
function clouds(groups: number, each: number): Matrix {
  const random = seededRandom(1);
  const values = Array.from({ length: groups * each }, (_, row) => {
    const angle = (2 * Math.PI * (row % groups)) / groups;
    return [10 * Math.cos(angle) + random(), 10 * Math.sin(angle) + random()];
  });
  return { rows: groups * each, columns: 2, values: Float64Array.from(values.flat()) };
}

function clustering(matrix: Matrix) {
  const random = seededRandom(1);
  return (k: number) => kMeansSteps(matrix, { k, random });
}

const chosen = (matrix: Matrix, options: ChooseKOptions) => atOnce(chooseK(matrix, options));

it.each([2, 3, 5, 7])("finds %i groups, by the silhouette of all rows and by that of a sample", (groups) => {
  const matrix = clouds(groups, 60);
  const cluster = clustering(matrix);
  expect(chosen(matrix, { maxK: 9, cluster }).k).toBe(groups);
  expect(chosen(matrix, { maxK: 9, cluster, sample: { rows: 50, random: seededRandom(2) } }).k).toBe(groups);
});

it("returns both curves, by k, and the elbow", () => {
  const matrix = clouds(4, 30);
  const { candidates, elbowK } = chosen(matrix, { maxK: 8, cluster: clustering(matrix) });
  expect(candidates.map(({ k }) => k)).toEqual([2, 3, 4, 5, 6, 7, 8]);
  const inertias = candidates.map(({ inertia }) => inertia);
  expect(inertias).toEqual([...inertias].sort((a, b) => b - a));
  expect(elbowK).toBe(4);
});

it("takes the fewest within one standard error of the best", () => {
  // Rows all over a square: no number of clusters is much better than another.
  const random = seededRandom(5);
  const matrix: Matrix = { rows: 300, columns: 2, values: Float64Array.from({ length: 600 }, random) };
  const cluster = clustering(matrix);
  const bests = [1, 2, 3, 4, 5, 6].map((seed) => {
    const { k, candidates } = chosen(matrix, {
      maxK: 6,
      cluster,
      sample: { rows: 25, random: seededRandom(seed) },
    });
    const scores = candidates.map(({ silhouette }) => silhouette?.mean ?? -1);
    const best = candidates[scores.indexOf(Math.max(...scores))];
    const enough = (best?.silhouette?.mean ?? 0) - (best?.silhouette?.standardError ?? 0);
    expect(best?.silhouette?.standardError).toBeGreaterThan(0);
    expect(k).toBe(2 + scores.findIndex((score) => score >= enough));
    return { k, best: best?.k };
  });
  expect(bests.some(({ k, best }) => k !== best)).toBe(true);
});

it("chooses one cluster of rows that are all the same, and of a single row", () => {
  const same = { rows: 5, columns: 1, values: new Float64Array(5) };
  expect(chosen(same, { maxK: 4, cluster: clustering(same) })).toMatchObject({ k: 1 });
  const one = { rows: 1, columns: 1, values: new Float64Array(1) };
  expect(chosen(one, { maxK: 4, cluster: clustering(one) })).toEqual({ k: 1, elbowK: 1, candidates: [] });
});
