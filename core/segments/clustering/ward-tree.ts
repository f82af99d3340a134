import type { Matrix } from "../matrix.js";
import { atOnce, type Steps } from "../steps.js";

/**
 * How rows were merged. A cluster is a number: rows are 0 … `rows` − 1, and merge m makes `rows` + m. Merges are in
 * the order of their heights.
 */
export interface WardTree {
  readonly rows: number;
  /** Of each merge the two clusters that it joins. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** √(2·a·b / (a + b)) × the distance of the centroids, of clusters of a and b rows: between rows their distance. */
  readonly heights: Float64Array;
  /** Rows in what the merge makes. */
  readonly sizes: Int32Array;
}

/** A merge as the chain finds it; clusters are named by one of their rows. */
interface Merge {
  readonly left: number;
  readonly right: number;
  readonly height: number;
}

/**
 * Ward's hierarchical clustering: always merges the two clusters whose merging adds least to the sum of squares.
 * Follows chains of nearest neighbours, which gives the same tree in O(rows²) time; keeps centroids instead of a
 * matrix of distances, so memory is O(rows).
 *
 * Source: Ward, JASA 1963; Murtagh, "A Survey of Recent Advances in Hierarchical Clustering Algorithms", The Computer
 * Journal 1983; Müllner, "Modern hierarchical, agglomerative clustering algorithms", 2011, for the order of merges.
 */
export function wardTree(matrix: Matrix): WardTree {
  return atOnce(wardTreeSteps(matrix));
}

/** `wardTree` in steps. */
export function* wardTreeSteps(matrix: Matrix): Steps<WardTree> {
  const merges = yield* chainMerges(matrix);
  const order = [...merges.keys()].sort(
    (a, b) => (merges[a]?.height ?? 0) - (merges[b]?.height ?? 0) || a - b,
  );
  const { rows } = matrix;
  const parents = Int32Array.from({ length: rows }, (_, row) => row);
  const root = (row: number): number => {
    let at = row;
    while (parents[at] !== at) {
      parents[at] = parents[parents[at] ?? 0] ?? 0;
      at = parents[at] ?? 0;
    }
    return at;
  };
  const names = parents.slice();
  const counts = new Int32Array(rows).fill(1);
  const left = new Int32Array(merges.length);
  const right = new Int32Array(merges.length);
  const sizes = new Int32Array(merges.length);
  for (const [at, which] of order.entries()) {
    const a = root(merges[which]?.left ?? 0);
    const b = root(merges[which]?.right ?? 0);
    left[at] = Math.min(names[a] ?? 0, names[b] ?? 0);
    right[at] = Math.max(names[a] ?? 0, names[b] ?? 0);
    parents[b] = a;
    names[a] = rows + at;
    counts[a] = (counts[a] ?? 0) + (counts[b] ?? 0);
    sizes[at] = counts[a] ?? 0;
  }
  return {
    rows,
    left,
    right,
    sizes,
    heights: Float64Array.from(order, (which) => merges[which]?.height ?? 0),
  };
}

/** Merges in the order in which chains end: a merge comes after those of its parts. */
function* chainMerges({ rows, columns, values }: Matrix): Steps<readonly Merge[]> {
  const centroids = values.slice();
  const sizes = new Float64Array(rows).fill(1);
  // Of each cluster the height at which it was merged: rounding must not put a merge below its parts'.
  const heights = new Float64Array(rows);
  // Spot s holds the centroid and size of the cluster named `names[s]`; spots are kept without holes.
  const names = Int32Array.from({ length: rows }, (_, row) => row);
  const spots = names.slice();
  const merges: Merge[] = [];
  const chain: number[] = [];
  let active = rows;

  /** Twice the growth of the sum of squares that merging would bring. */
  function cost(a: number, b: number): number {
    let square = 0;
    for (let column = 0; column < columns; column++) {
      const difference = (centroids[a * columns + column] ?? 0) - (centroids[b * columns + column] ?? 0);
      square += difference * difference;
    }
    const sizeA = sizes[a] ?? 1;
    const sizeB = sizes[b] ?? 1;
    return ((2 * sizeA * sizeB) / (sizeA + sizeB)) * square;
  }

  /** The cheapest partner; the one before in the chain wins a tie, or the chain would never end. */
  function nearest(
    spot: number,
    before: number | undefined,
  ): { readonly spot: number; readonly cost: number } {
    let best = before ?? -1;
    let least = before === undefined ? Number.POSITIVE_INFINITY : cost(spot, before);
    for (let other = 0; other < active; other++) {
      if (other === spot) continue;
      const price = cost(spot, other);
      if (price >= least) continue;
      least = price;
      best = other;
    }
    return { spot: best, cost: least };
  }

  function merge(a: number, b: number, height: number): void {
    const sizeA = sizes[a] ?? 1;
    const sizeB = sizes[b] ?? 1;
    for (let column = 0; column < columns; column++) {
      const sum =
        sizeA * (centroids[a * columns + column] ?? 0) + sizeB * (centroids[b * columns + column] ?? 0);
      centroids[a * columns + column] = sum / (sizeA + sizeB);
    }
    sizes[a] = sizeA + sizeB;
    heights[a] = height;
    active -= 1;
    centroids.copyWithin(b * columns, active * columns, (active + 1) * columns);
    sizes[b] = sizes[active] ?? 1;
    heights[b] = heights[active] ?? 0;
    names[b] = names[active] ?? 0;
    spots[names[b] ?? 0] = b;
  }

  while (active > 1) {
    if (chain.length === 0) chain.push(names[0] ?? 0);
    const spot = spots[chain.at(-1) ?? 0] ?? 0;
    const beforeName = chain.at(-2);
    const before = beforeName === undefined ? undefined : spots[beforeName];
    const next = nearest(spot, before);
    yield;
    if (next.spot !== before) {
      chain.push(names[next.spot] ?? 0);
      continue;
    }
    chain.length -= 2;
    const height = Math.max(Math.sqrt(next.cost), heights[spot] ?? 0, heights[next.spot] ?? 0);
    merges.push({ left: names[spot] ?? 0, right: names[next.spot] ?? 0, height });
    merge(spot, next.spot, height);
  }
  return merges;
}
