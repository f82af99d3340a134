import fc from "fast-check";
import { agnes } from "ml-hclust";
import { expect, it } from "vitest";
import { plainWard } from "../../bench/clustering-oracles.js";
import { knownGroups } from "../../bench/known-groups.js";
import { seededRandom } from "../../seeded-random.js";
import { adjustedRand } from "./adjusted-rand.js";
import { clusterCentroids } from "./cluster-centroids.js";
import { cutTree } from "./cut-tree.js";
import { MAX_TREE_ROWS, ward } from "./ward.js";
import { wardTree } from "./ward-tree.js";

function expectClose(given: Iterable<number>, right: readonly number[]): void {
  for (const [at, value] of [...given].entries()) expect(value).toBeCloseTo(right[at] ?? Number.NaN, 6);
}

it("makes the tree that the definition makes, on 500 rows and on fewer", () => {
  fc.assert(
    fc.property(
      fc.nat(),
      fc.constantFrom(2, 3, 40, 200),
      fc.integer({ min: 1, max: 8 }),
      fc.integer({ min: 1, max: 12 }),
      (seed, rows, columns, k) => {
        const { matrix } = knownGroups(rows, columns, seededRandom(seed));
        const tree = wardTree(matrix);
        const plain = plainWard(matrix, Math.min(k, rows));
        expectClose(tree.heights, plain.heights);
        expect(adjustedRand(cutTree(tree, k), plain.labels)).toBe(1);
      },
    ),
    { numRuns: 20 },
  );
  const { matrix } = knownGroups(500, 8, seededRandom(1));
  expectClose(wardTree(matrix).heights, plainWard(matrix, 6).heights);
});

it("agrees with ml-hclust", () => {
  const { matrix } = knownGroups(200, 5, seededRandom(4));
  const rows = Array.from({ length: 200 }, (_, row) => [...matrix.values.subarray(row * 5, row * 5 + 5)]);
  const theirs = agnes(rows, { method: "ward2" });
  const heights: number[] = [];
  theirs.traverse((cluster) => {
    if (!cluster.isLeaf) heights.push(cluster.height);
  });
  const tree = wardTree(matrix);
  expectClose(
    tree.heights,
    heights.sort((a, b) => a - b),
  );
  const labels = new Int32Array(200);
  for (const [label, cluster] of theirs.group(7).children.entries()) {
    for (const row of cluster.indices()) labels[row] = label;
  }
  expect(adjustedRand(cutTree(tree, 7), labels)).toBe(1);
});

it("merges the nearest first, and numbers clusters by their first rows", () => {
  const values = Float64Array.from([10, 0, 1, 12]);
  const tree = wardTree({ rows: 4, columns: 1, values });
  expect([...tree.left]).toEqual([1, 0, 4]);
  expect([...tree.right]).toEqual([2, 3, 5]);
  expect([...tree.sizes]).toEqual([2, 2, 4]);
  // √(2·2·2 / 4) × 10.5
  expectClose(tree.heights, [1, 2, Math.SQRT2 * 10.5]);
  expect([1, 2, 3, 4, 9].map((k) => [...cutTree(tree, k)])).toEqual([
    [0, 0, 0, 0],
    [0, 1, 1, 0],
    [0, 1, 1, 2],
    [0, 1, 2, 3],
    [0, 1, 2, 3],
  ]);
});

it("ends when many rows are the same", () => {
  const tree = wardTree({ rows: 50, columns: 2, values: new Float64Array(100) });
  expect(tree.heights).toEqual(new Float64Array(49));
  expect(new Set(cutTree(tree, 5)).size).toBe(5);
});

it("makes the tree of a sample when rows are too many, says so, and puts the others to the nearest", () => {
  const { matrix, truth } = knownGroups(MAX_TREE_ROWS + 1_000, 8, seededRandom(1));
  const { sampled, treeRows, tree, cut } = ward(matrix, seededRandom(1));
  expect({ sampled, rows: tree.rows, treeRows: treeRows.length }).toEqual({
    sampled: true,
    rows: MAX_TREE_ROWS,
    treeRows: MAX_TREE_ROWS,
  });
  const { labels, centroids } = cut(6);
  expect(adjustedRand(labels, truth)).toBeGreaterThan(0.9);
  expect(centroids).toEqual(clusterCentroids(matrix, labels, 6));
});
