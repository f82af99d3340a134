import { createRequire } from "node:module";
import type { Matrix } from "../segments/matrix.js";

/** What is used of density-clustering, which brings no types. */
interface DensityClustering {
  readonly DBSCAN: new () => {
    run(rows: readonly (readonly number[])[], eps: number, minPoints: number): readonly (readonly number[])[];
    readonly noise: readonly number[];
  };
}

// The packages that we are measured against are devDependencies, and loaded when they are asked for.
const require = createRequire(import.meta.url);

/** One start of ml-kmeans. @returns of each row its cluster */
export async function mlKMeans(
  rows: readonly (readonly number[])[],
  k: number,
  seed: number,
): Promise<Int32Array> {
  const { kmeans } = await import("ml-kmeans");
  return Int32Array.from(kmeans(rows as number[][], k, { seed }).clusters);
}

/**
 * density-clustering.
 * @returns of each row its cluster, −1 for what is in none; and the rows that it lists as noise
 */
export async function densityClustering(
  rows: readonly (readonly number[])[],
  eps: number,
  minPoints: number,
) {
  const { DBSCAN } = require("density-clustering") as DensityClustering;
  const run = new DBSCAN();
  const labels = new Int32Array(rows.length).fill(-1);
  for (const [label, members] of run.run(rows, eps, minPoints).entries()) {
    for (const row of members) labels[row] = label;
  }
  return { labels, noise: run.noise };
}

/** Ward's method of ml-hclust. @returns of each row its cluster when `k` are left */
export async function mlHclust(rows: readonly (readonly number[])[], k: number): Promise<Int32Array> {
  const { agnes } = await import("ml-hclust");
  const labels = new Int32Array(rows.length);
  const tree = agnes(rows as number[][], { method: "ward2" });
  for (const [label, cluster] of tree.group(k).children.entries()) {
    for (const row of cluster.indices()) labels[row] = label;
  }
  return labels;
}

/** A matrix as the packages take it. */
export function rowsOf({ rows, columns, values }: Matrix): readonly (readonly number[])[] {
  return Array.from({ length: rows }, (_, row) => [...values.subarray(row * columns, (row + 1) * columns)]);
}
