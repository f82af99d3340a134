import type { Matrix } from "../matrix.js";
import type { CompiledForest } from "./compiled-forest.js";
import { classOf, soleWinner } from "./predict-row.js";
import { rankRow } from "./rank-row.js";

/** Rows whose ranks stay in the processor's nearest cache while tree after tree reads them. A multiple of 4. */
const BLOCK = 128;

/**
 * The class of each row, as `classOf` gives it.
 * @throws RangeError if the rows have other columns than the forest
 */
export function classesOf(forest: CompiledForest, x: Matrix): Uint16Array {
  const { classes, leafClass } = forest;
  const votes = new Uint32Array(x.rows * classes);
  forEachTree(forest, x, (leaves, first, count) => {
    for (let at = 0; at < count; at++) {
      const cell = (first + at) * classes + (leafClass[leaves[at] ?? 0] ?? 0);
      votes[cell] = (votes[cell] ?? 0) + 1;
    }
  });
  return Uint16Array.from(
    { length: x.rows },
    (_, row) =>
      soleWinner(votes, row * classes, classes) ??
      classOf(forest, x.values.subarray(row * x.columns, (row + 1) * x.columns)),
  );
}

/**
 * By row the probabilities of the classes, as `probabilitiesOf` gives them.
 * @throws RangeError if the rows have other columns than the forest
 */
export function probabilitiesOfRows(forest: CompiledForest, x: Matrix): Matrix {
  const { classes, leaves: shares } = forest;
  const values = new Float64Array(x.rows * classes);
  forEachTree(forest, x, (leaves, first, count) => {
    for (let at = 0; at < count; at++) {
      const from = (leaves[at] ?? 0) * classes;
      const to = (first + at) * classes;
      for (let label = 0; label < classes; label++) {
        values[to + label] = (values[to + label] ?? 0) + (shares[from + label] ?? 0);
      }
    }
  });
  for (let from = 0; from < values.length; from += classes) {
    const row = values.subarray(from, from + classes);
    const total = row.reduce((sum, part) => sum + part, 0);
    for (let label = 0; label < classes; label++) row[label] = (row[label] ?? 0) / total;
  }
  return { rows: x.rows, columns: classes, values };
}

/**
 * Goes block by block through the rows, and in a block tree by tree in their order.
 * @param see gets the leaves of `count` rows from the row `first` on
 */
function forEachTree(
  forest: CompiledForest,
  x: Matrix,
  see: (leaves: Int32Array, first: number, count: number) => void,
): void {
  const { columns } = forest;
  if (x.columns !== columns) throw new RangeError(`rows of ${columns} columns, not of ${x.columns}`);
  const ranks = new Int32Array(BLOCK * columns);
  const leaves = new Int32Array(BLOCK);
  for (let first = 0; first < x.rows; first += BLOCK) {
    const count = Math.min(BLOCK, x.rows - first);
    for (let at = 0; at < count; at++) rankRow(forest, x.values, (first + at) * columns, ranks, at * columns);
    for (let tree = 0; tree < forest.depths.length; tree++) {
      findLeaves(forest, tree, ranks, leaves, count);
      see(leaves, first, count);
    }
  }
}

/** Four rows in step; those beyond `count` in the last four are what an earlier block left there. */
function findLeaves(
  { roots, depths, columns, feature, rank, left, leaf }: CompiledForest,
  tree: number,
  ranks: Int32Array,
  leaves: Int32Array,
  count: number,
): void {
  const root = roots[tree] ?? 0;
  const depth = depths[tree] ?? 0;
  for (let at = 0; at < count; at += 4) {
    const fromA = at * columns;
    const fromB = fromA + columns;
    const fromC = fromB + columns;
    const fromD = fromC + columns;
    let a = root;
    let b = root;
    let c = root;
    let d = root;
    for (let step = 0; step < depth; step++) {
      // The sign bit is 1 if the row's rank is greater: one node on, to the right child.
      a = (left[a] ?? 0) + (((rank[a] ?? 0) - (ranks[fromA + (feature[a] ?? 0)] ?? 0)) >>> 31);
      b = (left[b] ?? 0) + (((rank[b] ?? 0) - (ranks[fromB + (feature[b] ?? 0)] ?? 0)) >>> 31);
      c = (left[c] ?? 0) + (((rank[c] ?? 0) - (ranks[fromC + (feature[c] ?? 0)] ?? 0)) >>> 31);
      d = (left[d] ?? 0) + (((rank[d] ?? 0) - (ranks[fromD + (feature[d] ?? 0)] ?? 0)) >>> 31);
    }
    leaves[at] = leaf[a] ?? 0;
    leaves[at + 1] = leaf[b] ?? 0;
    leaves[at + 2] = leaf[c] ?? 0;
    leaves[at + 3] = leaf[d] ?? 0;
  }
}
