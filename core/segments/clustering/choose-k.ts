import type { Matrix } from "../matrix.js";
import type { Steps } from "../steps.js";
import { clusterInertia } from "./cluster-inertia.js";
import { knee } from "./knee.js";
import { type Silhouette, type SilhouetteSample, silhouetteSteps } from "./silhouette.js";

/** Some number of clusters, and how well it fits. */
export interface KCandidate {
  readonly k: number;
  /** `undefined` if fewer than two clusters came out. */
  readonly silhouette: Silhouette | undefined;
  /** Sum of the squared distances to the centroids; falls with k. */
  readonly inertia: number;
}

export interface ChosenK {
  /** 1 if no number of clusters has a silhouette above 0. */
  readonly k: number;
  /** Where the inertia's curve bends: what the elbow alone would choose. */
  readonly elbowK: number;
  /** By k, ascending: both curves to draw. */
  readonly candidates: readonly KCandidate[];
}

export interface ChooseKOptions {
  /** From 2 on. */
  readonly maxK: number;
  /** Clusters all rows of the matrix. */
  readonly cluster: (k: number) => Steps<{ readonly labels: Int32Array; readonly centroids: Matrix }>;
  /** Rows whose silhouettes are taken, the same of every k; all unless given. */
  readonly sample?: SilhouetteSample | undefined;
}

/**
 * How many clusters: the fewest whose silhouette is within one standard error of the best, so that what a sample
 * can't tell apart goes to the simpler answer. With all rows asked the standard error is 0, and the best wins.
 *
 * Source: Rousseeuw 1987 for the silhouette; the rule of one standard error from Breiman, Friedman, Olshen and Stone,
 * "Classification and Regression Trees", 1984.
 */
export function* chooseK(matrix: Matrix, { maxK, cluster, sample }: ChooseKOptions): Steps<ChosenK> {
  const most = Math.min(maxK, matrix.rows);
  const solutions: { readonly labels: Int32Array; readonly centroids: Matrix }[] = [];
  for (let k = 2; k <= most; k++) solutions.push(yield* cluster(k));
  const scores = yield* silhouetteSteps(
    matrix,
    solutions.map(({ labels }) => labels),
    sample,
  );
  const candidates = solutions.map(({ labels, centroids }, at) => ({
    k: at + 2,
    silhouette: scores[at],
    inertia: clusterInertia(matrix, labels, centroids),
  }));
  const elbowAt = knee(candidates.map(({ inertia }) => inertia));
  return { k: fewestNearBest(candidates), elbowK: candidates[elbowAt]?.k ?? 1, candidates };
}

function fewestNearBest(candidates: readonly KCandidate[]): number {
  let best: Silhouette | undefined;
  for (const { silhouette } of candidates) {
    if (silhouette !== undefined && (best === undefined || silhouette.mean > best.mean)) best = silhouette;
  }
  if (best === undefined || best.mean <= 0) return 1;
  const enough = best.mean - best.standardError;
  const fewest = candidates.find(({ silhouette }) => silhouette !== undefined && silhouette.mean >= enough);
  return fewest?.k ?? 1;
}
