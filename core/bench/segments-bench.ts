import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { seededRandom } from "../seeded-random.js";
import { adjustedRand } from "../segments/clustering/adjusted-rand.js";
import { clusterCentroids } from "../segments/clustering/cluster-centroids.js";
import { clusterInertia } from "../segments/clustering/cluster-inertia.js";
import { dbscan } from "../segments/clustering/dbscan.js";
import { kDistanceKnee } from "../segments/clustering/k-distance-knee.js";
import { kMeans } from "../segments/clustering/k-means.js";
import { silhouettes } from "../segments/clustering/silhouette.js";
import { MAX_TREE_ROWS, ward } from "../segments/clustering/ward.js";
import type { Matrix } from "../segments/matrix.js";
import type { SegmentsData } from "./segments-data.js";
import { densityClustering, mlHclust, mlKMeans, rowsOf } from "./segments-peers.js";
import { PROVED_ROWS, proveClustering } from "./segments-proof.js";
import { type Machine, machine, prove, rounded } from "./timing.js";

export type SegmentsMethod = "k-means" | "dbscan" | "ward";

/** A package on the same rows, in the same run. */
export interface SegmentsPeer {
  readonly name: string;
  readonly seconds: number;
  /** Its seconds over ours for the same work. */
  readonly ratio: number;
  /** How far it agrees with us. */
  readonly adjustedRand: number;
}

/** One method on one data set of one size. */
export interface SegmentsRun {
  readonly data: string;
  readonly method: SegmentsMethod;
  readonly rows: number;
  readonly seconds: number;
  /** Time of the processor, which other programs don't lengthen. */
  readonly cpuSeconds: number;
  readonly clusters: number;
  readonly noise: number;
  /** Against the groups that the rows were drawn from; `null` where those aren't known. */
  readonly adjustedRandToTruth: number | null;
  /** `null` of fewer than two clusters. */
  readonly silhouette: number | null;
  readonly silhouetteError: number | null;
  /** How much more memory the process held right afterwards, buffers included; all garbage was collected before. */
  readonly memoryMib: number;
  /** What else there is to know. */
  readonly note: string;
  readonly peer: SegmentsPeer | null;
}

export interface SegmentsResult {
  readonly machine: Machine;
  readonly seed: number;
  readonly provedRows: number;
  /** The most memory that the process had at any moment, packages' runs included. */
  readonly peakRssMib: number;
  readonly runs: readonly SegmentsRun[];
}

export interface SegmentsOptions {
  readonly data: readonly SegmentsData[];
  /** Also runs of packages that take minutes. */
  readonly long: boolean;
  readonly seed: number;
  readonly onProgress: (line: string) => void;
}

interface Outcome {
  readonly labels: Int32Array;
  readonly note: string;
}

interface Peer {
  readonly name: string;
  /** More rows would take it longer than half a minute; with `long`, than minutes. */
  readonly maxRows: number;
  readonly maxRowsLong: number;
  /** How much of our work it does: one of ten starts, say. */
  readonly share: number;
  run(rows: readonly (readonly number[])[], ours: Int32Array, task: Task): Promise<Int32Array>;
}

/** What a method is asked for. */
interface Task {
  readonly k: number;
  /** Of DBSCAN only. */
  readonly eps: number;
  readonly seed: number;
}

interface Method {
  readonly name: SegmentsMethod;
  readonly sizes: readonly number[];
  run(matrix: Matrix, task: Task): Outcome;
  readonly peer: Peer;
}

const STARTS = 10;
/** Sander et al. 1998: twice as many as columns. */
const MIN_POINTS = 16;
const SILHOUETTE_ROWS = 500;

const METHODS: readonly Method[] = [
  {
    name: "k-means",
    sizes: [1_000, 10_000, 100_000],
    run(matrix, { k, seed }) {
      const random = seededRandom(seed);
      const { labels, inertia, iterations } = kMeans(matrix, { k, starts: STARTS, random });
      return {
        labels,
        note: `best of ${STARTS} starts, inertia ${inertia.toFixed(0)}, ${iterations} iterations`,
      };
    },
    peer: {
      name: "ml-kmeans, one start",
      maxRows: 100_000,
      maxRowsLong: 100_000,
      share: 1 / STARTS,
      run: (rows, _, { k, seed }) => mlKMeans(rows, k, seed),
    },
  },
  {
    name: "dbscan",
    sizes: [1_000, 8_000, 10_000, 32_000, 100_000],
    run(matrix, { eps }) {
      return {
        ...dbscan(matrix, { eps, minPoints: MIN_POINTS }),
        note: `eps ${eps.toFixed(3)} from the knee`,
      };
    },
    peer: {
      name: "density-clustering",
      maxRows: 8_000,
      maxRowsLong: 32_000,
      share: 1,
      async run(rows, labels, { eps }) {
        const theirs = await densityClustering(rows, eps, MIN_POINTS);
        const noise = theirs.noise.filter((row) => theirs.labels[row] === -1);
        prove(
          String(noise) === String([...labels.keys()].filter((row) => labels[row] === -1)),
          "DBSCAN's noise isn't that of density-clustering",
        );
        return theirs.labels;
      },
    },
  },
  {
    name: "ward",
    sizes: [1_000, 4_000, 10_000, 100_000],
    run(matrix, { k, seed }) {
      const { cut, sampled } = ward(matrix, seededRandom(seed));
      const note = sampled ? `tree of ${MAX_TREE_ROWS} at random, the rest to the nearest` : "exact";
      return { labels: cut(k).labels, note };
    },
    peer: {
      name: "ml-hclust, ward2",
      maxRows: 1_000,
      maxRowsLong: 1_000,
      share: 1,
      run: (rows, _, { k }) => mlHclust(rows, k),
    },
  },
];

/** First proves all methods right on 500 rows of each data set, then times them. @throws Error if one is wrong */
export async function benchSegments(options: SegmentsOptions): Promise<SegmentsResult> {
  const { data, seed, onProgress } = options;
  const runs: SegmentsRun[] = [];
  for (const set of data) {
    proveClustering(set, MIN_POINTS, seed);
    onProgress(`${set.name}: all as their definitions say, on ${PROVED_ROWS} rows`);
    for (const method of METHODS) {
      warmUp(method, set, seed);
      for (const size of method.sizes) {
        runs.push(await measure(method, set, size, options));
        onProgress(`${set.name}: ${method.name} of ${size} in ${runs.at(-1)?.seconds} s`);
      }
    }
  }
  const peakRssMib = Math.round(process.resourceUsage().maxRSS / 1024);
  return { machine: machine(), seed, provedRows: PROVED_ROWS, peakRssMib, runs };
}

function warmUp(method: Method, set: SegmentsData, seed: number): void {
  const { matrix } = set.ofSize(PROVED_ROWS, seed);
  const task = taskOf(set, matrix, seed);
  for (let turn = 0; turn < 3; turn++) method.run(matrix, task);
}

function taskOf({ k }: SegmentsData, matrix: Matrix, seed: number): Task {
  return { k, eps: kDistanceKnee(matrix, MIN_POINTS, seededRandom(seed)).eps, seed };
}

async function measure(
  method: Method,
  set: SegmentsData,
  size: number,
  { long, seed }: SegmentsOptions,
): Promise<SegmentsRun> {
  const { matrix, truth } = set.ofSize(size, seed);
  const task = taskOf(set, matrix, seed);
  collectGarbage();
  const before = heldBytes();
  const cpu = process.cpuUsage();
  const from = performance.now();
  const { labels, note } = method.run(matrix, task);
  const seconds = (performance.now() - from) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  const memoryMib = rounded(Math.max(0, heldBytes() - before) / 2 ** 20);
  const { peer } = method;
  const measured =
    size > (long ? peer.maxRowsLong : peer.maxRows)
      ? null
      : await measurePeer(peer, matrix, labels, task, seconds);
  const [silhouette] = silhouettes(matrix, [labels], { rows: SILHOUETTE_ROWS, random: seededRandom(seed) });
  return {
    data: set.name,
    method: method.name,
    rows: size,
    seconds: rounded(seconds),
    cpuSeconds: rounded((user + system) / 1e6),
    clusters: labels.reduce((most, label) => Math.max(most, label + 1), 0),
    noise: labels.filter((label) => label === -1).length,
    adjustedRandToTruth: truth === undefined ? null : rounded(adjustedRand(labels, truth)),
    silhouette: silhouette === undefined ? null : rounded(silhouette.mean),
    silhouetteError: silhouette === undefined ? null : rounded(silhouette.standardError),
    memoryMib,
    note: measured === null ? note : `${note}${measured.note}`,
    peer: measured === null ? null : measured.peer,
  };
}

async function measurePeer(peer: Peer, matrix: Matrix, ours: Int32Array, task: Task, ourSeconds: number) {
  const rows = rowsOf(matrix);
  const from = performance.now();
  const labels = await peer.run(rows, ours, task);
  const seconds = (performance.now() - from) / 1_000;
  const note =
    peer.share === 1 ? "" : `; the package's inertia ${inertiaOf(matrix, labels, task.k).toFixed(0)}`;
  return {
    note,
    peer: {
      name: peer.name,
      seconds: rounded(seconds),
      ratio: rounded(seconds / (ourSeconds * peer.share)),
      adjustedRand: rounded(adjustedRand(ours, labels)),
    },
  };
}

function inertiaOf(matrix: Matrix, labels: Int32Array, k: number): number {
  return clusterInertia(matrix, labels, clusterCentroids(matrix, labels, k));
}

/** Node has no other way to ask for it in a running process. */
function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
}

function heldBytes(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
