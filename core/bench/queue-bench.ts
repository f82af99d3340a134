import Bull from "bull";
import { openBullJobQueue } from "../queue/bull-job-queue.js";
import type { Job } from "../queue/job-queue.js";
import { startRedisServer } from "../queue/redis-server.js";
import { seededRandom } from "../seeded-random.js";

/** Times of one side over all rounds. */
interface QueueTiming {
  /** Median over the rounds. */
  readonly jobsPerSecond: number;
  /** From the first call of `add` to the end of the last job, over the rounds. */
  readonly medianMs: number;
  readonly p99Ms: number;
}

export interface QueueComparison {
  readonly keys: number;
  readonly ours: QueueTiming;
  readonly bare: QueueTiming;
  /** Median over the rounds of ours per second over bare per second, each round's two runs in turn. */
  readonly ratio: number;
  readonly leastRatio: number;
  readonly greatestRatio: number;
}

export interface QueueResult {
  readonly jobs: number;
  readonly rounds: number;
  readonly concurrency: number;
  readonly batchSize: number;
  readonly comparisons: readonly QueueComparison[];
}

export interface QueueBenchOptions {
  /** By default a `redis-server` is started for the run. What stands in the given one stays. */
  readonly redisUrl?: string;
  /** Default 20,000. */
  readonly jobs?: number;
  /** Default 5. */
  readonly rounds?: number;
  readonly onProgress: (line: string) => void;
}

/** What the product uses; bare bull knows no keys and no batches. */
const PRODUCT_KEYS = 16;
const CONCURRENCY = 16;
const BATCH_SIZE = 100;
const ADDED_AT_ONCE = 1_000;
const SEED = 20_261_125;

const silent = { info() {}, warn() {}, error() {} };

/** Adds and works jobs that do nothing, through our queue and through bull alone, in turn. */
export async function benchQueue({
  redisUrl,
  jobs = 20_000,
  rounds = 5,
  onProgress,
}: QueueBenchOptions): Promise<QueueResult> {
  const server = redisUrl === undefined ? await startRedisServer() : undefined;
  const url = redisUrl ?? server?.url ?? "";
  try {
    const comparisons: QueueComparison[] = [];
    for (const keys of [PRODUCT_KEYS, jobs]) {
      const pairs: { readonly ours: number; readonly bare: number }[] = [];
      // One round more than asked: the first warms up both sides.
      for (let round = 0; round <= rounds; round++) {
        const name = `bench-${keys}-${round}`;
        const work = someJobs(jobs, keys);
        const isOursFirst = round % 2 === 0;
        const first = isOursFirst ? await oursMs(url, name, work) : await bareMs(url, name, work);
        const second = isOursFirst ? await bareMs(url, name, work) : await oursMs(url, name, work);
        const pair = isOursFirst ? { ours: first, bare: second } : { ours: second, bare: first };
        onProgress(
          `${keys} keys, round ${round}: ours ${pair.ours.toFixed(0)} ms, bare ${pair.bare.toFixed(0)} ms`,
        );
        if (round > 0) pairs.push(pair);
      }
      comparisons.push(compared(keys, jobs, pairs));
    }
    return { jobs, rounds, concurrency: CONCURRENCY, batchSize: BATCH_SIZE, comparisons };
  } finally {
    await server?.stop();
  }
}

/** The result for a reader. */
export function queueInWords({ jobs, rounds, concurrency, batchSize, comparisons }: QueueResult): string {
  const side = (name: string, { jobsPerSecond, medianMs, p99Ms }: QueueTiming) =>
    `${name} ${jobsPerSecond.toFixed(0)}/s, a round median ${medianMs.toFixed(0)} ms, p99 ${p99Ms.toFixed(0)} ms`;
  return [
    `${jobs} jobs added and worked, ${rounds} rounds, concurrency ${concurrency}, at most ${batchSize} a batch`,
    ...comparisons.map(
      ({ keys, ours, bare, ratio, leastRatio, greatestRatio }) =>
        `${String(keys).padStart(6)} keys: ${side("ours", ours)}; ${side("bare bull", bare)}; ` +
        `ratio ${ratio.toFixed(2)} (${leastRatio.toFixed(2)} to ${greatestRatio.toFixed(2)})`,
    ),
  ].join("\n");
}

function someJobs(count: number, keys: number): readonly Job[] {
  return Array.from({ length: count }, (_, n) => ({ id: `job-${n}`, key: `key-${n % keys}` }));
}

/** Counts each job, and resolves `all` when none is missing; one that comes twice fails the run. */
function tally(expected: number): { readonly all: Promise<void>; handled(id: string): void } {
  const seen = new Set<string>();
  const { promise, resolve, reject } = deferred();
  return {
    all: promise,
    handled(id) {
      if (seen.has(id)) reject(new Error(`${id} was handled twice`));
      seen.add(id);
      if (seen.size === expected) resolve();
    },
  };
}

function deferred(): {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
} {
  let resolve = () => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<void>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}

async function oursMs(redisUrl: string, name: string, jobs: readonly Job[]): Promise<number> {
  const queue = openBullJobQueue({ redisUrl, name: `${name}-ours`, random: seededRandom(SEED), log: silent });
  try {
    await queue.check();
    const { all, handled } = tally(jobs.length);
    await queue.work({
      concurrency: CONCURRENCY,
      batchSize: BATCH_SIZE,
      attempts: 3,
      backoffMs: 100,
      maxBackoffMs: 1_000,
      isTransient: () => false,
      handle: async ({ ids }) => ids.forEach(handled),
      bury: async () => {},
    });
    const startMs = performance.now();
    for (let start = 0; start < jobs.length; start += ADDED_AT_ONCE)
      await queue.add(jobs.slice(start, start + ADDED_AT_ONCE));
    await all;
    const takenMs = performance.now() - startMs;
    await queue.drain(5_000);
    const { waiting, delayed } = await queue.counts();
    if (waiting + delayed > 0) throw new Error("something is left in the queue");
    return takenMs;
  } finally {
    await queue.close();
  }
}

async function bareMs(redisUrl: string, name: string, jobs: readonly Job[]): Promise<number> {
  const queue = new Bull<Job>(`${name}-bare`, redisUrl, { defaultJobOptions: { removeOnComplete: true } });
  try {
    await queue.isReady();
    const { all, handled } = tally(jobs.length);
    queue.process(CONCURRENCY, async ({ data: { id } }) => handled(id)).catch(() => {});
    const startMs = performance.now();
    for (let start = 0; start < jobs.length; start += ADDED_AT_ONCE) {
      const some = jobs.slice(start, start + ADDED_AT_ONCE);
      await queue.addBulk(some.map((data) => ({ data, opts: { jobId: data.id } })));
    }
    await all;
    return performance.now() - startMs;
  } finally {
    await queue.close();
  }
}

function compared(
  keys: number,
  jobs: number,
  pairs: readonly { readonly ours: number; readonly bare: number }[],
): QueueComparison {
  const ratios = sorted(pairs.map(({ ours, bare }) => bare / ours));
  const timing = (taken: readonly number[]): QueueTiming => {
    const times = sorted(taken);
    const medianMs = quantile(times, 0.5);
    return { jobsPerSecond: Math.round((1000 * jobs) / medianMs), medianMs, p99Ms: quantile(times, 0.99) };
  };
  const rounded = (ratio: number) => Math.round(ratio * 100) / 100;
  return {
    keys,
    ours: timing(pairs.map(({ ours }) => ours)),
    bare: timing(pairs.map(({ bare }) => bare)),
    ratio: rounded(quantile(ratios, 0.5)),
    leastRatio: rounded(quantile(ratios, 0)),
    greatestRatio: rounded(quantile(ratios, 1)),
  };
}

function sorted(numbers: readonly number[]): readonly number[] {
  return [...numbers].sort((a, b) => a - b);
}

function quantile(ascending: readonly number[], share: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(share * ascending.length))] ?? Number.NaN;
}
