import { RapportError } from "../../error.js";
import { atOnce, type Steps } from "../steps.js";
import { firstGreatest } from "./first-greatest.js";
import type { ForestJson, NodeJson } from "./forest-json.js";

/**
 * A forest as flat arrays, for fast prediction. Its thresholds stand once in `thresholds`, and its nodes hold their
 * ranks: comparing ranks of a row's values decides exactly as comparing the values, and takes a quarter of the room.
 * Nodes of a tree stand in the order of their depth, and two siblings side by side.
 */
export interface CompiledForest {
  readonly columns: number;
  readonly classes: number;
  /** By column, the values that are split at: ascending, each once. */
  readonly thresholds: readonly Float64Array[];
  /** By tree, its first node; and at the end, how many nodes there are. */
  readonly roots: Int32Array;
  /** By tree, how many splits there are above its deepest leaf. */
  readonly depths: Uint16Array;
  /** By node, the column that it splits; 0 of a leaf. */
  readonly feature: Uint16Array;
  /**
   * By node, the rank of its threshold among the column's; of a leaf the greatest of all numbers that fit, so that
   * nothing goes right of it.
   */
  readonly rank: Uint16Array | Int32Array;
  /** By node, its left child, of which the right one is the next node; a leaf is its own. */
  readonly left: Int32Array;
  /** By node, which leaf it is; −1 of others. */
  readonly leaf: Int32Array;
  /** By leaf, the first of its most probable classes. */
  readonly leafClass: Uint16Array;
  /**
   * By leaf and class: probabilities; or, in a quantised forest, whole numbers that stand in the same proportion, of
   * which 255 or 65,535 stands for 1.
   */
  readonly leaves: Float64Array | Uint16Array | Uint8Array;
}

/** The parts that a forest is made of; the others follow from them. */
export type ForestParts = Pick<
  CompiledForest,
  "columns" | "classes" | "thresholds" | "leafClass" | "leaves"
> & {
  /** By tree, how many nodes it has. */
  readonly sizes: readonly number[];
  /** By node, its column; −1 of a leaf. */
  readonly split: Int32Array;
  /** By node, the rank of its threshold; anything of a leaf. */
  readonly splitRank: Int32Array;
};

/**
 * Compiles what `RandomForestClassifier.toJSON()` gives.
 * @param columns that a row has
 * @param classes how many there are; by default as many as the leaves know
 * @throws RapportError `model_unreadable` if a node has neither a leaf's parts nor a split's, or if the forest needs
 *   more columns or classes
 */
export function compileForest(json: ForestJson, columns: number, classes?: number): CompiledForest {
  return atOnce(compileForestSteps(json, columns, classes));
}

/** `compileForest` in steps. */
export function* compileForestSteps(
  json: ForestJson,
  columns: number,
  classes?: number,
): Steps<CompiledForest> {
  const { indexes, estimators } = json.baseModel;
  if (estimators.length === 0) throw unreadable("it has no trees");
  const trees: (readonly FlatNode[])[] = [];
  for (const [tree, { root }] of estimators.entries()) {
    trees.push(nodesByDepth(root, indexes[tree] ?? [], columns));
    yield;
  }
  const nodes = trees.flat();
  const thresholds = thresholdsOf(nodes, columns);
  const rankOf = thresholds.map((values) => new Map(Array.from(values, (value, rank) => [value, rank])));
  yield;
  const distributions = nodes.flatMap(({ distribution }) =>
    distribution === undefined ? [] : [distribution],
  );
  const known = distributions.reduce((most, { length }) => Math.max(most, length), 1);
  if (known > (classes ?? known)) throw unreadable(`a leaf knows ${known} classes`);
  const width = classes ?? known;
  yield;
  const leaves = new Float64Array(distributions.length * width);
  distributions.forEach((distribution, leaf) => {
    leaves.set(distribution, leaf * width);
  });
  yield;
  return assembleForest({
    columns,
    classes: width,
    thresholds,
    sizes: trees.map(({ length }) => length),
    split: Int32Array.from(nodes, ({ column }) => column),
    splitRank: Int32Array.from(nodes, ({ column, value }) => rankOf[column]?.get(value) ?? 0),
    leafClass: Uint16Array.from(distributions, (shares) => firstGreatest(shares, 0, shares.length)),
    leaves,
  });
}

/** @throws RapportError `model_unreadable` if the parts are not the nodes of trees */
export function assembleForest(parts: ForestParts): CompiledForest {
  const { columns, classes, thresholds, sizes, split, splitRank, leafClass, leaves } = parts;
  const fits16 = thresholds.every(({ length }) => length < 65_535);
  const count = split.length;
  const forest = {
    columns,
    classes,
    thresholds,
    roots: new Int32Array(sizes.length + 1),
    depths: new Uint16Array(sizes.length),
    feature: new Uint16Array(count),
    rank: fits16 ? new Uint16Array(count) : new Int32Array(count),
    left: new Int32Array(count),
    leaf: new Int32Array(count).fill(-1),
    leafClass,
    leaves,
  };
  const ofLeaf = fits16 ? 65_535 : 2 ** 31 - 1;
  const depth = new Uint16Array(count);
  let root = 0;
  let leaf = 0;
  sizes.forEach((size, tree) => {
    const end = root + size;
    let next = root + 1;
    for (let node = root; node < end; node++) {
      // A node that is no one's child would end the tree early.
      if (node >= next) throw unreadable("a tree has nodes without a parent");
      const column = split[node] ?? -1;
      if (column < 0) {
        forest.rank[node] = ofLeaf;
        forest.left[node] = node;
        forest.leaf[node] = leaf++;
        continue;
      }
      if (column >= columns) throw unreadable(`a split of column ${column} of ${columns}`);
      const rank = splitRank[node] ?? 0;
      if (rank < 0 || rank >= (thresholds[column]?.length ?? 0))
        throw unreadable("a rank without a threshold");
      forest.feature[node] = column;
      forest.rank[node] = rank;
      forest.left[node] = next;
      const below = (depth[node] ?? 0) + 1;
      depth[next] = below;
      depth[next + 1] = below;
      forest.depths[tree] = below;
      next += 2;
    }
    if (next !== end) throw unreadable("a tree has parents without their nodes");
    root = end;
    forest.roots[tree + 1] = root;
  });
  if (root !== count || leaf !== leafClass.length) throw unreadable("nodes or leaves are missing");
  return forest;
}

/** A node of the JSON, with the column in the row; a leaf's is −1. */
interface FlatNode {
  readonly column: number;
  readonly value: number;
  readonly distribution?: readonly number[] | undefined;
}

/** As the package reads it: what has a distribution is a leaf. */
function nodesByDepth(root: NodeJson, indexes: readonly number[], columns: number): readonly FlatNode[] {
  const queue: NodeJson[] = [root];
  const nodes: FlatNode[] = [];
  for (const node of queue) {
    if (node.distribution !== undefined) {
      const [distribution = []] = node.distribution;
      if (distribution.length === 0) throw unreadable("a leaf without classes");
      nodes.push({ column: -1, value: 0, distribution });
      continue;
    }
    const { left, right, splitColumn = -1, splitValue = Number.NaN } = node;
    const column = indexes[splitColumn] ?? -1;
    if (left === undefined || right === undefined) throw unreadable("a node with neither leaf nor children");
    if (column < 0 || column >= columns || !Number.isFinite(splitValue)) {
      throw unreadable(`a split of column ${column} of ${columns} at ${splitValue}`);
    }
    nodes.push({ column, value: splitValue });
    queue.push(left, right);
  }
  return nodes;
}

function thresholdsOf(nodes: readonly FlatNode[], columns: number): readonly Float64Array[] {
  const values = Array.from({ length: columns }, () => new Set<number>());
  for (const { column, value } of nodes) values[column]?.add(value);
  return values.map((set) => Float64Array.from(set).sort());
}

function unreadable(what: string): RapportError {
  return new RapportError("model_unreadable", `forest: ${what}`);
}
