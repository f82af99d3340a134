import type { Matrix } from "../matrix.js";
import { atOnce, type Steps } from "../steps.js";
import { clusterCentroids } from "./cluster-centroids.js";
import { cutTree } from "./cut-tree.js";
import { nearestCentroids } from "./nearest-centroids.js";
import { sampleRows } from "./sample-rows.js";
import { takeRows } from "./take-rows.js";
import { type WardTree, wardTreeSteps } from "./ward-tree.js";

/** With more rows than this, so many at random make the tree. */
export const MAX_TREE_ROWS = 5_000;

export interface Ward {
  readonly tree: WardTree;
  /** The rows that the tree is of, ascending: all of them, or a sample. */
  readonly treeRows: Int32Array;
  /** Whether there were too many rows for a tree of all. */
  readonly sampled: boolean;
  /**
   * `k` clusters of all rows. Those of a sampled tree are cut from the sample; every other row joins the nearest of
   * their centroids.
   * @param k from 1 on
   */
  cut(k: number): { readonly labels: Int32Array; readonly centroids: Matrix };
}

/**
 * Ward's hierarchical clustering of a matrix of any size: exact to 5,000 rows, and from a sample beyond.
 * @param random is called only if there are more rows
 */
export function ward(matrix: Matrix, random: () => number): Ward {
  return atOnce(wardSteps(matrix, random));
}

/** `ward` in steps. */
export function* wardSteps(matrix: Matrix, random: () => number): Steps<Ward> {
  const treeRows = sampleRows(matrix.rows, MAX_TREE_ROWS, random);
  const sampled = treeRows.length < matrix.rows;
  const taken = sampled ? takeRows(matrix, treeRows) : matrix;
  const tree = yield* wardTreeSteps(taken);
  return {
    tree,
    treeRows,
    sampled,
    cut(k) {
      const cut = cutTree(tree, k);
      const clusters = Math.min(k, taken.rows);
      const means = clusterCentroids(taken, cut, clusters);
      if (!sampled) return { labels: cut, centroids: means };
      const labels = nearestCentroids(matrix, means);
      for (const [at, row] of treeRows.entries()) labels[row] = cut[at] ?? 0;
      return { labels, centroids: clusterCentroids(matrix, labels, clusters) };
    },
  };
}
