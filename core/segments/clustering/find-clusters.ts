import type { Matrix } from "../matrix.js";
import { atOnce, type Steps } from "../steps.js";
import { type ChosenK, chooseK } from "./choose-k.js";
import { clusterCentroids } from "./cluster-centroids.js";
import { cutTree } from "./cut-tree.js";
import { dbscanSteps } from "./dbscan.js";
import { type KDistanceKnee, kDistanceKneeSteps } from "./k-distance-knee.js";
import { kMeansSteps } from "./k-means.js";
import { sampleRows } from "./sample-rows.js";
import { type Silhouette, type SilhouetteSample, silhouettes } from "./silhouette.js";
import { takeRows } from "./take-rows.js";
import { wardSteps } from "./ward.js";

export interface FindClustersOptions {
  readonly method: "k-means" | "dbscan" | "ward";
  /** Clusters that are wanted, of K-Means and Ward; chosen by `chooseK` if it isn't given. From 1 on. */
  readonly k?: number;
  /** The most clusters that are tried if `k` isn't given. 10 unless said otherwise. */
  readonly maxK?: number;
  /** Of DBSCAN; from the knee of the distances if it isn't given. More than 0. */
  readonly eps?: number;
  /** Of DBSCAN; twice as many as columns if it isn't given (Sander et al. 1998), and 4 at least. */
  readonly minPoints?: number;
  /** Where all randomness comes from: the same seed and data give the same bytes. */
  readonly random: () => number;
}

/** What a method was run with, given or found. */
export type ClusterParameters =
  | { readonly method: "k-means"; readonly k: number }
  | { readonly method: "dbscan"; readonly eps: number; readonly minPoints: number }
  | { readonly method: "ward"; readonly k: number; readonly sampled: boolean; readonly treeRows: number };

export interface FoundClusters {
  readonly parameters: ClusterParameters;
  /** Of each row its cluster, in [0, k), the greatest cluster first; −1 is noise. */
  readonly labels: Int32Array;
  /** Of each cluster the mean of its rows. */
  readonly centroids: Matrix;
  readonly k: number;
  /** Rows in no cluster. */
  readonly noise: number;
  /** Without noise; `undefined` of fewer than two clusters. */
  readonly silhouette: Silhouette | undefined;
  /** How `k` was chosen, if it was. */
  readonly chosenK: ChosenK | undefined;
  /** How `eps` was chosen, if it was. */
  readonly chosenEps: KDistanceKnee | undefined;
}

interface Solution {
  readonly parameters: ClusterParameters;
  readonly labels: Int32Array;
  readonly chosenK?: ChosenK;
  readonly chosenEps?: KDistanceKnee;
}

const MAX_K = 10;
const LEAST_MIN_POINTS = 4;
/** The number of clusters is chosen on so many rows at most, at random. */
const CHOOSE_ROWS = 10_000;
/** So many distances are worked out for a silhouette at most, but of 500 rows at least to all. */
const SILHOUETTE_DISTANCES = 5e7;
const LEAST_SILHOUETTE_ROWS = 500;

/**
 * Groups rows that are alike, by one of three methods, with one kind of result.
 * @param matrix finite numbers, one row at least; columns of like weight (standardised, say)
 * @throws RangeError if the matrix has no rows, or an option is out of its range
 */
export function findClusters(matrix: Matrix, options: FindClustersOptions): FoundClusters {
  const found = atOnce(solveClusters(matrix, options));
  const [silhouette] = silhouettes(matrix, [found.labels], silhouetteSample(matrix.rows, options.random));
  return { ...found, silhouette };
}

/** `findClusters` for whoever has no use for the silhouette, which takes longest; in steps. */
export function* solveClusters(
  matrix: Matrix,
  options: FindClustersOptions,
): Steps<Omit<FoundClusters, "silhouette">> {
  if (matrix.rows === 0) throw new RangeError("findClusters: a matrix has one row at least, not 0");
  const { parameters, chosenK, chosenEps, ...solution } = yield* solve(matrix, options);
  const { labels, k, noise } = numberedBySize(solution.labels);
  return { parameters, labels, centroids: clusterCentroids(matrix, labels, k), k, noise, chosenK, chosenEps };
}

function solve(matrix: Matrix, options: FindClustersOptions): Steps<Solution> {
  if (options.method === "k-means") return solveKMeans(matrix, options);
  if (options.method === "ward") return solveWard(matrix, options);
  return solveDbscan(matrix, options);
}

function* solveKMeans(matrix: Matrix, { k, maxK = MAX_K, random }: FindClustersOptions): Steps<Solution> {
  if (k !== undefined) {
    const { labels } = yield* kMeansSteps(matrix, { k, random });
    return { parameters: { method: "k-means", k }, labels };
  }
  const some = takeRows(matrix, sampleRows(matrix.rows, CHOOSE_ROWS, random));
  const chosenK = yield* chooseK(some, {
    maxK,
    cluster: (tried) => kMeansSteps(some, { k: tried, random }),
    sample: silhouetteSample(some.rows, random),
  });
  const { labels } = yield* kMeansSteps(matrix, { k: chosenK.k, random });
  return { parameters: { method: "k-means", k: chosenK.k }, labels, chosenK };
}

function* solveWard(matrix: Matrix, { k, maxK = MAX_K, random }: FindClustersOptions): Steps<Solution> {
  const { cut, tree, treeRows, sampled } = yield* wardSteps(matrix, random);
  const solution = (of: number) => ({
    parameters: { method: "ward", k: of, sampled, treeRows: tree.rows } as const,
    labels: cut(of).labels,
  });
  if (k !== undefined) return solution(k);
  const some = sampled ? takeRows(matrix, treeRows) : matrix;
  const chosenK = yield* chooseK(some, {
    maxK,
    *cluster(tried) {
      const labels = cutTree(tree, tried);
      yield;
      return { labels, centroids: clusterCentroids(some, labels, tried) };
    },
    sample: silhouetteSample(some.rows, random),
  });
  return { ...solution(chosenK.k), chosenK };
}

function* solveDbscan(matrix: Matrix, options: FindClustersOptions): Steps<Solution> {
  const { minPoints = Math.max(LEAST_MIN_POINTS, 2 * matrix.columns), random } = options;
  const chosenEps =
    options.eps === undefined ? yield* kDistanceKneeSteps(matrix, minPoints, random) : undefined;
  // Rows that are all the same have no knee: any reach puts them together.
  const eps = options.eps ?? (chosenEps?.eps || 1);
  const { labels } = yield* dbscanSteps(matrix, { eps, minPoints });
  const parameters = { method: "dbscan", eps, minPoints } as const;
  return chosenEps === undefined ? { parameters, labels } : { parameters, labels, chosenEps };
}

function silhouetteSample(rows: number, random: () => number): SilhouetteSample {
  return { rows: Math.max(LEAST_SILHOUETTE_ROWS, Math.floor(SILHOUETTE_DISTANCES / rows)), random };
}

/** The greatest cluster becomes 0; of equally great ones, that which comes first. */
function numberedBySize(labels: Int32Array) {
  const sizes = new Map<number, number>();
  for (const label of labels) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  const noise = sizes.get(-1) ?? 0;
  sizes.delete(-1);
  const order = [...sizes].sort(([, a], [, b]) => b - a);
  const numbers = new Map(order.map(([label], at) => [label, at]));
  return { labels: labels.map((label) => numbers.get(label) ?? -1), k: order.length, noise };
}
