import type { CompiledForest } from "./compiled-forest.js";
import { firstGreatest } from "./first-greatest.js";
import { rankRow } from "./rank-row.js";

/**
 * The class of one row, as `RandomForestClassifier.predict` gives it: each tree votes for its leaf's first most
 * probable class, and of the classes with the most votes the one that had so many first wins.
 * @param row a value a column; `NaN` and what is missing goes right at every split, as in the package
 */
export function classOf(forest: CompiledForest, row: ArrayLike<number>): number {
  const { classes, leafClass, depths } = forest;
  const trees = depths.length;
  const ranks = ranksOf(forest, row);
  const leaves = new Int32Array(trees);
  const votes = new Uint32Array(classes);
  for (let from = 0; from < trees; ) {
    // More than half of the votes decide. There are none before half of the trees have voted.
    const to = Math.min(trees, from === 0 ? 4 * Math.ceil((trees + 1) / 8) : from + 4);
    findLeaves(forest, ranks, leaves, from, to);
    for (let tree = from; tree < to; tree++) {
      const label = leafClass[leaves[tree] ?? 0] ?? 0;
      const cast = (votes[label] ?? 0) + 1;
      if (2 * cast > trees) return label;
      votes[label] = cast;
    }
    from = to;
  }
  return soleWinner(votes, 0, classes) ?? firstWinner(leaves, leafClass, classes);
}

/**
 * The class with the most of `count` votes from the place `from` on.
 * @returns `undefined` if another has as many
 */
export function soleWinner(votes: Uint32Array, from: number, count: number): number | undefined {
  const winner = firstGreatest(votes, from, count);
  const most = votes[from + winner];
  for (let label = winner + 1; label < count; label++) {
    if (votes[from + label] === most) return undefined;
  }
  return winner;
}

/** The class that was the first to have the most votes, trees voting in their order. */
function firstWinner(leaves: Int32Array, leafClass: Uint16Array, classes: number): number {
  const votes = new Uint32Array(classes);
  let most = 0;
  let winner = 0;
  for (const leaf of leaves) {
    const label = leafClass[leaf] ?? 0;
    const cast = (votes[label] ?? 0) + 1;
    votes[label] = cast;
    if (cast > most) {
      most = cast;
      winner = label;
    }
  }
  return winner;
}

/**
 * The mean of the leaves' distributions, by class; they sum to 1. The most probable class may be another than
 * `classOf`: a leaf that is nearly sure counts more here than one that is not, and in a vote they count the same.
 */
export function probabilitiesOf(forest: CompiledForest, row: ArrayLike<number>): Float64Array {
  const { classes, leaves } = forest;
  const sums = new Float64Array(classes);
  const found = new Int32Array(forest.depths.length);
  findLeaves(forest, ranksOf(forest, row), found, 0, found.length);
  for (let tree = 0; tree < found.length; tree++) {
    const leaf = found[tree] ?? 0;
    const from = leaf * classes;
    for (let label = 0; label < classes; label++) {
      sums[label] = (sums[label] ?? 0) + (leaves[from + label] ?? 0);
    }
  }
  const total = sums.reduce((sum, part) => sum + part, 0);
  return sums.map((part) => part / total);
}

function ranksOf(forest: CompiledForest, row: ArrayLike<number>): Int32Array {
  const ranks = new Int32Array(forest.columns);
  rankRow(forest, row, 0, ranks, 0);
  return ranks;
}

/** Writes the row's leaf for each of the trees from `from` up to `trees`. */
function findLeaves(
  { roots, depths, feature, rank, left, leaf }: CompiledForest,
  ranks: Int32Array,
  found: Int32Array,
  from: number,
  trees: number,
): void {
  // Four trees in step, for the processor can go down them at the same time. A leaf stays where it is.
  let tree = from;
  for (; tree + 3 < trees; tree += 4) {
    let a = roots[tree] ?? 0;
    let b = roots[tree + 1] ?? 0;
    let c = roots[tree + 2] ?? 0;
    let d = roots[tree + 3] ?? 0;
    const depth = Math.max(
      depths[tree] ?? 0,
      depths[tree + 1] ?? 0,
      depths[tree + 2] ?? 0,
      depths[tree + 3] ?? 0,
    );
    for (let step = 0; step < depth; step++) {
      // The sign bit is 1 if the row's rank is greater: one node on, to the right child.
      a = (left[a] ?? 0) + (((rank[a] ?? 0) - (ranks[feature[a] ?? 0] ?? 0)) >>> 31);
      b = (left[b] ?? 0) + (((rank[b] ?? 0) - (ranks[feature[b] ?? 0] ?? 0)) >>> 31);
      c = (left[c] ?? 0) + (((rank[c] ?? 0) - (ranks[feature[c] ?? 0] ?? 0)) >>> 31);
      d = (left[d] ?? 0) + (((rank[d] ?? 0) - (ranks[feature[d] ?? 0] ?? 0)) >>> 31);
    }
    found[tree] = leaf[a] ?? 0;
    found[tree + 1] = leaf[b] ?? 0;
    found[tree + 2] = leaf[c] ?? 0;
    found[tree + 3] = leaf[d] ?? 0;
  }
  for (; tree < trees; tree++) {
    let node = roots[tree] ?? 0;
    for (let step = depths[tree] ?? 0; step > 0; step--) {
      node = (left[node] ?? 0) + (((rank[node] ?? 0) - (ranks[feature[node] ?? 0] ?? 0)) >>> 31);
    }
    found[tree] = leaf[node] ?? 0;
  }
}
