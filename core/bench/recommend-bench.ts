import { hybridScorer } from "../recommend/collaborative/hybrid.js";
import { hybridWeights } from "../recommend/collaborative/hybrid-weights.js";
import { type InteractionMatrix, itemsOf } from "../recommend/collaborative/interactions.js";
import type { ItemScorer } from "../recommend/collaborative/item-scorer.js";
import type { ItemDescription } from "../recommend/collaborative/item-text.js";
import { meanRankingScores, type RankingScores } from "../recommend/collaborative/judge-scorer.js";
import { popularityScorer } from "../recommend/collaborative/popularity.js";
import { type InteractionSplit, splitPerUser } from "../recommend/collaborative/split-interactions.js";
import { HYBRID_PARTS, type PartName } from "../recommend/collaborative/train-parts.js";
import { seededRandom } from "../seeded-random.js";
import { topPlaces } from "../top-places.js";
import { type ColdStart, measureColdStart } from "./recommend-cold-start.js";
import { readDescriptions, readInteractions } from "./recommend-data.js";
import { proveEase, proveRanking, proveSplit } from "./recommend-proof.js";
import { type Machine, machine, percentile, prove, rounded, sum } from "./timing.js";

/** One method on what was held out of every user. */
export interface MethodResult extends RankingScores {
  /** Of the hybrid: finding its parts' weights, which trains them all, and then the parts that weigh something. */
  readonly trainSeconds: number;
  /** Median over users: scores for all items, and the best twenty of them. */
  readonly msPerRequest: number;
  readonly p99Ms: number;
}

export interface RecommendResult {
  readonly machine: Machine;
  readonly seed: number;
  readonly users: number;
  readonly items: number;
  readonly interactions: number;
  readonly heldOut: number;
  readonly methods: Readonly<Record<string, MethodResult>>;
  /** What the hybrid's parts weigh, as learnt from the training part alone. */
  readonly hybridWeights: Readonly<Record<string, number>>;
  readonly coldStart: ColdStart;
}

export interface RecommendOptions {
  readonly data: string;
  readonly items: string | undefined;
  readonly seed: number;
  readonly onProgress: (line: string) => void;
}

const HELD_OUT = 0.2;
/** So many users are asked for one at a time. */
const TIMED_USERS = 1_000;

/** First proves split, EASE and ranking right, then measures. @throws Error if one is wrong, or the files are */
export async function benchRecommend({
  data,
  items,
  seed,
  onProgress,
}: RecommendOptions): Promise<RecommendResult> {
  const matrix = readInteractions(data);
  const descriptions = items === undefined ? undefined : readDescriptions(items, matrix.items);
  const split = splitPerUser(matrix, HELD_OUT, seededRandom(seed));
  proveSplit(matrix, split);
  await proveEase(split.train);
  onProgress(`${matrix.users.length} users, ${matrix.items.length} items: split and EASE are right`);
  const { methods, weights } = await measureMethods(split, { descriptions, seed, onProgress });
  const coldStart = await measureColdStart({ matrix, descriptions, seed });
  onProgress("cold start: measured");
  return {
    machine: machine(),
    seed,
    users: matrix.users.length,
    items: matrix.items.length,
    interactions: matrix.rowItems.length,
    heldOut: split.test.rowItems.length,
    methods,
    hybridWeights: weights,
    coldStart,
  };
}

interface Given {
  readonly descriptions: readonly ItemDescription[] | undefined;
  readonly seed: number;
  readonly onProgress: (line: string) => void;
}

async function measureMethods(split: InteractionSplit, { descriptions, seed, onProgress }: Given) {
  const methods: Record<string, MethodResult> = {};
  const measure = async (name: string, scorer: ItemScorer, trainSeconds: number) => {
    proveRanking(scorer, split);
    const result = {
      ...(await meanRankingScores(scorer, split)),
      trainSeconds,
      ...timeRequests(scorer, split.train),
    };
    methods[name] = { ...result, trainSeconds: rounded(trainSeconds) };
    onProgress(`${name}: NDCG@10 ${result.ndcg10.toFixed(4)}, trained in ${trainSeconds.toFixed(1)} s`);
  };
  const [popular, popularSeconds] = await timed(async () => popularityScorer(split.train));
  await measure("popularity", popular, popularSeconds);
  const input = { matrix: split.train, seed, ...(descriptions === undefined ? {} : { descriptions }) };
  const trained = new Map<PartName, ItemScorer>();
  const trainSeconds = new Map<PartName, number>();
  for (const { name, train } of HYBRID_PARTS) {
    const [scorer, seconds] = await timed(() => train(input));
    if (scorer === undefined) continue;
    trained.set(name, scorer);
    trainSeconds.set(name, seconds);
    await measure(name, scorer, seconds);
  }
  const [weights, seconds] = await timed(() =>
    hybridWeights(input, (part) => onProgress(`weights of the hybrid: ${part} trained`)),
  );
  const parts = [...weights.keys()].flatMap((name) => trained.get(name) ?? []);
  prove(parts.length === weights.size, "the hybrid has a part that was not trained");
  const used = [...weights].filter(([, weight]) => weight > 0);
  const usedSeconds = sum(used.map(([name]) => trainSeconds.get(name) ?? 0));
  await measure("hybrid", hybridScorer(parts, [...weights.values()]), usedSeconds + seconds);
  return {
    methods,
    weights: Object.fromEntries([...weights].map(([name, weight]) => [name, rounded(weight)])),
  };
}

function timeRequests(scorer: ItemScorer, train: InteractionMatrix) {
  const users = Math.min(TIMED_USERS, train.users.length);
  const times = Array.from({ length: users }, (_, at) => {
    const known = itemsOf(train, Math.floor((at * train.users.length) / users));
    const from = performance.now();
    const scores = new Float32Array(scorer.items);
    scorer.score(known, scores);
    topPlaces(scores, 20, known);
    return performance.now() - from;
  });
  return { msPerRequest: rounded(percentile(times, 0.5)), p99Ms: rounded(percentile(times, 0.99)) };
}

async function timed<T>(work: () => Promise<T>): Promise<readonly [T, number]> {
  const from = performance.now();
  const result = await work();
  return [result, (performance.now() - from) / 1_000];
}
