import { carryGroups, settleGroups } from "./carry-groups.js";
import { type ChosenK, chooseK } from "./clustering/choose-k.js";
import { clusterCentroids } from "./clustering/cluster-centroids.js";
import { clusterSizes } from "./clustering/cluster-sizes.js";
import { type ClusterStability, clusterStability } from "./clustering/cluster-stability.js";
import { solveClusters } from "./clustering/find-clusters.js";
import { mergeSmall } from "./clustering/merge-small.js";
import { nearestCentroids } from "./clustering/nearest-centroids.js";
import { leadingAxesSteps, projectOnAxes } from "./clustering/principal-axes.js";
import { sampleRows } from "./clustering/sample-rows.js";
import { type Silhouette, silhouetteSteps } from "./clustering/silhouette.js";
import { takeRows } from "./clustering/take-rows.js";
import { CLUSTERS_FROM_STABILITY } from "./ladder.js";
import type { Matrix } from "./matrix.js";
import { type SegmentMembers, segmentsByProfile } from "./segment-members.js";
import type { SegmentReport } from "./segment-report.js";
import type { Steps } from "./steps.js";

/** Groups that were found among people. */
export interface FoundGroups {
  readonly k: number;
  /** By person the place of their group, in [0, k). */
  readonly labels: Int32Array;
  /** k × columns of the scaler. */
  readonly centroids: Matrix;
  readonly silhouette: Silhouette | undefined;
  readonly stability: ClusterStability;
  readonly curves: SegmentReport["curves"];
}

export interface GroupSearch {
  /** People × columns of the scaler. */
  readonly scaled: Matrix;
  /** Those of the columns that people are grouped by. */
  readonly shown: Matrix;
  readonly profileIds: readonly string[];
  /** Who was where in the build before. */
  readonly before: SegmentMembers | undefined;
  /** Keys of the groups of the build before. */
  readonly known: readonly string[];
  readonly request: { readonly method: "k-means" | "dbscan" | "ward"; readonly k?: number | undefined };
  readonly leastPeople: number;
  readonly random: () => number;
  readonly onProgress: (done: number, total: number) => void;
}

/** Groups are looked for where people differ most: in so many directions … */
const MAX_AXES = 6;
/** … or fewer, if they hold this share of the differences. */
const AXES_SHARE = 0.75;
const MAX_K = 10;
const STABILITY_ROWS = 2_000;
const RESAMPLES = 10;
const SILHOUETTE_ROWS = 2_000;
/** The number of groups is chosen on so many people at most. */
const CHOOSE_ROWS = 10_000;
/** What was found before is left for something else only if that is clearly better. */
const SILHOUETTE_MARGIN = 0.1;
/** A group begins with so many times the people below whom it would end, so that none comes and goes. */
const TO_BEGIN = 1.25;
/** Of which progress is told. */
const STEPS = 4;

/**
 * Groups people in the directions in which they differ most (K-Means in the subspace of the principal components:
 * Ding and He, ICML 2004). Groups of fewer than `leastPeople` become part of the nearest. What a build before found
 * is carried on unless another grouping is clearly better and stable, so that segments stay from week to week.
 */
export function* findGroups(search: GroupSearch): Steps<FoundGroups> {
  const { scaled, shown, request, leastPeople, random, onProgress } = search;
  const plane = projectOnAxes(shown, yield* leadingAxesSteps(shown, MAX_AXES, AXES_SHARE));
  onProgress(1, STEPS);
  yield;
  const leastBegun = Math.ceil(leastPeople * TO_BEGIN);
  const isOpen = request.method !== "dbscan" && request.k === undefined;
  const chosenK = isOpen ? yield* bestK(plane, search, leastBegun) : undefined;
  const k = request.k ?? chosenK?.k;
  const fresh = (yield* groupRows(plane, { ...request, k }, leastBegun, random)).labels;
  onProgress(2, STEPS);
  yield;
  const kept =
    request.k === undefined ? yield* carryGroups(plane, yield* homesOf(search), leastPeople) : undefined;
  const [ofFresh, ofKept] = yield* silhouetteSteps(plane, kept === undefined ? [fresh] : [fresh, kept], {
    rows: SILHOUETTE_ROWS,
    random,
  });
  onProgress(3, STEPS);
  yield;
  const stabilityOfFresh = () =>
    stabilityOf(plane, fresh, search, function* (resample, share) {
      return (yield* groupRows(resample, { ...request, k }, Math.ceil(leastBegun * share), random)).labels;
    });
  // What is not known before only takes its place if it is clearly better, and would come again.
  const better = (ofFresh?.mean ?? -1) - (ofKept?.mean ?? -1) > SILHOUETTE_MARGIN;
  const rival = kept === undefined || better ? yield* stabilityOfFresh() : undefined;
  const isKept =
    kept !== undefined && (rival === undefined || rival.meanAdjustedRand < CLUSTERS_FROM_STABILITY);
  const labels = isKept ? kept : fresh;
  const groups = clusterSizes(labels).length;
  const centres = clusterCentroids(plane, labels, groups);
  const stability =
    rival === undefined || isKept
      ? yield* stabilityOf(plane, labels, search, (resample) => settleGroups(resample, centres))
      : rival;
  onProgress(4, STEPS);
  yield;
  const centroids = clusterCentroids(scaled, labels, groups);
  yield;
  return {
    k: groups,
    labels,
    centroids,
    silhouette: isKept ? ofKept : ofFresh,
    stability,
    curves: (chosenK?.candidates ?? []).map((candidate) => ({
      k: candidate.k,
      silhouette: candidate.silhouette?.mean ?? 0,
      inertia: candidate.inertia,
    })),
  };
}

/** The number of groups that are told apart best, each with enough people in it. */
function bestK(plane: Matrix, { request, random }: GroupSearch, leastBegun: number): Steps<ChosenK> {
  const some = takeRows(plane, sampleRows(plane.rows, CHOOSE_ROWS, random));
  const least = Math.ceil((leastBegun * some.rows) / plane.rows);
  return chooseK(some, {
    maxK: MAX_K,
    *cluster(k) {
      const { labels, k: left } = yield* groupRows(some, { ...request, k }, least, random);
      return { labels, centroids: clusterCentroids(some, labels, left) };
    },
    sample: { rows: SILHOUETTE_ROWS, random },
  });
}

/** Who is in none, of DBSCAN, comes to the nearest group, and so does everybody of a group that is too small. */
function* groupRows(
  plane: Matrix,
  { method, k }: GroupSearch["request"],
  leastPeople: number,
  random: () => number,
): Steps<{ readonly labels: Int32Array; readonly k: number }> {
  const options = { method, ...(k === undefined ? {} : { k }), random };
  const { labels, centroids, noise } = yield* solveClusters(plane, options);
  const near = noise === 0 ? labels : nearestCentroids(plane, centroids);
  const whole = labels.map((label, row) => (label < 0 ? (near[row] ?? 0) : label));
  return mergeSmall(plane, whole, { minRows: leastPeople, small: "merge" });
}

/** By row the place in `known` of the group that somebody was in before; −1: in none of them. */
function* homesOf({ before, known, profileIds }: GroupSearch): Steps<Int32Array> {
  if (before === undefined) return new Int32Array(profileIds.length).fill(-1);
  const places = new Map(known.map((key, place) => [key, place]));
  const earlier = segmentsByProfile(before);
  yield;
  return Int32Array.from(profileIds, (profileId) => places.get(earlier.get(profileId) ?? "") ?? -1);
}

/** @param cluster groups a resample as the rows were grouped */
function stabilityOf(
  plane: Matrix,
  labels: Int32Array,
  { random }: GroupSearch,
  cluster: (resample: Matrix, share: number) => Steps<Int32Array>,
): Steps<ClusterStability> {
  const rows = sampleRows(plane.rows, STABILITY_ROWS, random);
  const share = rows.length / plane.rows;
  return clusterStability(takeRows(plane, rows), {
    labels: Int32Array.from(rows, (row) => labels[row] ?? 0),
    cluster: (resample) => cluster(resample, share),
    resamples: RESAMPLES,
    random,
  });
}
