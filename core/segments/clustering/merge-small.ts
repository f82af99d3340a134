import type { Matrix } from "../matrix.js";
import { clusterCentroids } from "./cluster-centroids.js";
import { clusterSizes } from "./cluster-sizes.js";
import { squaredDistance } from "./squared-distance.js";

export interface MergeSmallOptions {
  /** The fewest rows that a cluster may have; 20 unless said otherwise. */
  readonly minRows?: number;
  /** What happens to a smaller one: `merge` into the nearest that is big enough, or `hide`: its rows are in none. */
  readonly small: "merge" | "hide";
}

/** What became of a cluster that was too small. */
export interface SmallCluster {
  /** Its label before, and how many rows it had. */
  readonly label: number;
  readonly rows: number;
  /** The label, after, of what it is now part of; −1 if it is hidden. */
  readonly into: number;
}

export interface MergedSmall {
  /** Of each row its cluster, numbered without gaps in the same order; −1 for none, as before. */
  readonly labels: Int32Array;
  readonly k: number;
  readonly small: readonly SmallCluster[];
}

const MIN_ROWS = 20;

/**
 * Sees to it that nobody can be told from a segment: no cluster stays that has fewer rows than that (k-anonymity,
 * Sweeney 2002). Near is by the centroids before any merging; if no cluster is big enough, all are hidden.
 * @param labels of each row its cluster, from 0 on, or −1
 */
export function mergeSmall(matrix: Matrix, labels: Int32Array, options: MergeSmallOptions): MergedSmall {
  const { minRows = MIN_ROWS, small: what } = options;
  const sizes = clusterSizes(labels);
  const centroids = clusterCentroids(matrix, labels, sizes.length);
  const isBig = (size: number) => size >= minRows;
  const numbers = new Map<number, number>();
  for (const [label, size] of sizes.entries()) if (isBig(size)) numbers.set(label, numbers.size);
  const small = [...sizes.entries()]
    .filter(([, size]) => size > 0 && !isBig(size))
    .map(([label, rows]) => {
      const nearest = what === "hide" ? undefined : nearestOf([...numbers.keys()], label, centroids);
      return { label, rows, into: nearest === undefined ? -1 : (numbers.get(nearest) ?? -1) };
    });
  const after = new Map([...numbers, ...small.map(({ label, into }) => [label, into] as const)]);
  return { labels: labels.map((label) => after.get(label) ?? -1), k: numbers.size, small };
}

function nearestOf(big: readonly number[], label: number, { columns, values }: Matrix): number | undefined {
  let nearest: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const other of big) {
    const distance = squaredDistance(values, label * columns, values, other * columns, columns);
    if (distance >= least) continue;
    least = distance;
    nearest = other;
  }
  return nearest;
}
