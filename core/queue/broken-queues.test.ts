import { describe, expect, it } from "vitest";
import { seededRandom } from "../seeded-random.js";
import { SHARED_QUEUE_CHECKS } from "./contract-shared.js";
import type { Job, JobBatch, JobQueue, Worker } from "./job-queue.js";
import { QUEUE_CHECKS, runQueueCheck, type StartQueue } from "./job-queue-contract.js";
import { createLocalJobQueue } from "./local-job-queue.js";

/** Long enough for what holds, and no longer: each broken promise is waited for. */
const PATIENCE_MS = 1_000;

interface Changes {
  readonly queue?: (queue: JobQueue) => Partial<JobQueue>;
  readonly worker?: (worker: Worker) => Partial<Worker>;
}

/** A good queue on whose way something goes wrong. */
function broken({ queue: changeQueue, worker: changeWorker }: Changes): StartQueue {
  return async (log) => {
    const good = createLocalJobQueue({ random: seededRandom(1), log });
    const queue: JobQueue = {
      ...good,
      work: (worker) => good.work({ ...worker, ...changeWorker?.(worker) }),
      ...changeQueue?.(good),
    };
    return { queue, another: undefined, close: () => good.close() };
  };
}

const adding = (change: (jobs: readonly Job[]) => readonly Job[]) =>
  broken({ queue: (queue) => ({ add: async (jobs) => queue.add(change(jobs)) }) });

const handling = (change: (handle: Worker["handle"], batch: JobBatch, worker: Worker) => Promise<void>) =>
  broken({ worker: (worker) => ({ handle: (batch) => change(worker.handle, batch, worker) }) });

/** Hands each key's jobs to two lines, which know nothing of each other. */
function twoLines(): StartQueue {
  const suffix = /#\d$/;
  return async (log) => {
    const good = createLocalJobQueue({ random: seededRandom(1), log });
    let added = 0;
    const queue: JobQueue = {
      ...good,
      add: (jobs) => good.add(jobs.map((job) => ({ ...job, key: `${job.key}#${added++ % 2}` }))),
      work: (worker) =>
        good.work({
          ...worker,
          handle: ({ key, ids }) => worker.handle({ key: key.replace(suffix, ""), ids }),
        }),
    };
    return { queue, another: undefined, close: () => good.close() };
  };
}

function forgettingNothing(): StartQueue {
  const known = new Set<string>();
  return adding((jobs) => jobs.filter(({ id }) => !known.has(id) && known.add(id)));
}

/** Pauses its adding, not its working. */
function holdingBack(): StartQueue {
  return broken({
    queue: ({ add }) => {
      let held: Job[] | undefined;
      return {
        add: async (jobs) => (held === undefined ? add(jobs) : void held.push(...jobs)),
        async pause() {
          held ??= [];
        },
        async resume() {
          const jobs = held ?? [];
          held = undefined;
          await add(jobs);
        },
      };
    },
  });
}

/** As if each process had a queue of its own, on the same words. */
function unconnected(change: (one: JobQueue, other: JobQueue) => Partial<JobQueue>): StartQueue {
  return async (log) => {
    const one = createLocalJobQueue({ random: seededRandom(1), log });
    const other = createLocalJobQueue({ random: seededRandom(2), log });
    return {
      queue: one,
      another: () => ({ ...other, ...change(one, other) }),
      async close() {
        await one.close();
        await other.close();
      },
    };
  };
}

const ORDER = "jobs of a key are handled in the order of their adding";
const ONE_BY_ONE =
  "a failed batch is tried one by one; a job that fails too often is buried, and those behind it go on";
const ONE_AT_A_TIME = "one batch of a key at a time, and keys beside each other up to the concurrency";
const BATCH = "a batch has the front of one line, and at most batchSize of it";
const DRAIN = "drain waits for the batch at work and takes up no further one";
const REPEAT = "a repeat runs at once and then once in each period";
const PAUSE = "a paused queue takes jobs and hands out none until it is resumed";
const DELAY = "a delayed job comes into line when it is due, not before, and waits once";
const TRANSIENT = "transient failures are tried for as long as it takes, and count for nothing";

const BROKEN: readonly { readonly what: string; readonly start: StartQueue; readonly fails: string }[] = [
  {
    what: "a queue that loses a job",
    start: adding((jobs) => jobs.filter(({ id }) => !id.endsWith("-7"))),
    fails: "each job reaches the worker, once where nothing fails",
  },
  {
    what: "a queue that hands out everything twice",
    start: handling(async (handle, batch) => {
      await handle(batch);
      await handle(batch);
    }),
    fails: "each job reaches the worker, once where nothing fails",
  },
  { what: "a stack", start: adding((jobs) => [...jobs].reverse()), fails: ORDER },
  { what: "a queue that runs a key twice at a time", start: twoLines(), fails: ONE_AT_A_TIME },
  {
    what: "a queue of one thing at a time",
    start: broken({ worker: () => ({ concurrency: 1 }) }),
    fails: ONE_AT_A_TIME,
  },
  {
    what: "a queue above its concurrency",
    start: broken({ worker: () => ({ concurrency: 5 }) }),
    fails: ONE_AT_A_TIME,
  },
  {
    what: "a queue of batches too large",
    start: broken({ worker: () => ({ batchSize: 50 }) }),
    fails: BATCH,
  },
  { what: "a queue without batches", start: broken({ worker: () => ({ batchSize: 1 }) }), fails: BATCH },
  {
    what: "a queue that takes the same id twice",
    start: (() => {
      let added = 0;
      return broken({
        queue: (queue) => ({
          add: (jobs) => queue.add(jobs.map((job) => ({ ...job, id: `${job.id}#${added++}` }))),
        }),
        worker: ({ handle }) => ({
          handle: ({ key, ids }) => handle({ key, ids: ids.map((id) => id.replace(/#\d+$/, "")) }),
        }),
      });
    })(),
    fails: "the same id waits once",
  },
  ...[
    "what is added while it is handled comes once more (1 in line)",
    "what is added while it is handled comes once more (3 in line)",
    "whatever is added, and whenever, is handled after that",
  ].map((fails) => ({
    what: `a queue that never takes an id again: ${fails}`,
    start: forgettingNothing(),
    fails,
  })),
  {
    what: "a queue that delays what waits in line",
    start: adding((jobs) => jobs.map((job) => (job.delayMs ? { ...job, id: `${job.id} later` } : job))),
    fails: "a job that waits in line is not delayed by adding it again",
  },
  {
    what: "a queue that holds back only what is added during a pause",
    start: holdingBack(),
    fails: "a pause ends a long line after the batch at hand, and a retry waits for its end",
  },
  {
    what: "a queue that drops what fails",
    start: handling((handle, batch) => handle(batch).catch(() => {})),
    fails: "a job that is tried again holds back its key, and no other",
  },
  {
    what: "a queue that a failing key holds up altogether",
    start: adding((jobs) => jobs.map((job) => ({ ...job, key: "one" }))),
    fails: "a job that is tried again holds back its key, and no other",
  },
  {
    what: "a queue that never buries",
    start: broken({ worker: () => ({ attempts: 1e9 }) }),
    fails: ONE_BY_ONE,
  },
  {
    what: "a queue that buries at once",
    start: broken({ worker: () => ({ attempts: 1 }) }),
    fails: ONE_BY_ONE,
  },
  {
    what: "a queue that buries a batch for one of it",
    start: handling(async (handle, batch, { bury }) => {
      try {
        await handle(batch);
      } catch (error) {
        for (const id of batch.ids) await bury(id, error);
      }
    }),
    fails: ONE_BY_ONE,
  },
  {
    what: "a queue that does not pause between tries",
    start: broken({ worker: () => ({ backoffMs: 1, maxBackoffMs: 1 }) }),
    fails: "pauses double from half of backoffMs on, up to maxBackoffMs",
  },
  {
    what: "a queue whose pauses stay as short as the first",
    start: broken({ worker: ({ backoffMs }) => ({ maxBackoffMs: backoffMs }) }),
    fails: "pauses double from half of backoffMs on, up to maxBackoffMs",
  },
  {
    what: "a queue that counts every failure",
    start: broken({ worker: () => ({ isTransient: () => false }) }),
    fails: TRANSIENT,
  },
  {
    what: "a queue that counts none",
    start: broken({ worker: () => ({ isTransient: () => true }) }),
    fails: ONE_BY_ONE,
  },
  {
    what: "a queue that loses what could not be buried",
    start: broken({ worker: ({ bury }) => ({ bury: (id, error) => bury(id, error).catch(() => {}) }) }),
    fails: "a job whose burial fails is not lost",
  },
  {
    what: "a queue that knows no delays",
    start: adding((jobs) => jobs.map(({ id, key }) => ({ id, key }))),
    fails: DELAY,
  },
  {
    what: "a queue that never brings what is delayed",
    start: adding((jobs) => jobs.map((job) => (job.delayMs ? { ...job, delayMs: 1e9 } : job))),
    fails: DELAY,
  },
  {
    what: "a queue whose repeats run ten times too often",
    start: broken({
      queue: ({ repeat }) => ({ repeat: (name, everyMs, run) => repeat(name, everyMs / 10, run) }),
    }),
    fails: REPEAT,
  },
  {
    what: "a queue whose repeats run once",
    start: broken({ queue: () => ({ repeat: (_name, _everyMs, run) => run() }) }),
    fails: REPEAT,
  },
  {
    what: "a queue that hides what repeats reject with",
    start: broken({
      queue: ({ repeat }) => ({
        repeat: (name, everyMs, run) => repeat(name, everyMs, () => run().catch(() => {})),
      }),
    }),
    fails: "a repeat that rejects is reported, and runs in the next period",
  },
  {
    what: "a queue that keeps the repeats of before",
    start: (() => {
      let said = 0;
      return broken({
        queue: ({ repeat }) => ({ repeat: (name, ...rest) => repeat(`${name} ${said++}`, ...rest) }),
      });
    })(),
    fails: "a repeat that is said again replaces the earlier one",
  },
  {
    what: "a queue that ignores a pause",
    start: broken({ queue: () => ({ pause: async () => {} }) }),
    fails: PAUSE,
  },
  {
    what: "a queue that never resumes",
    start: broken({ queue: () => ({ resume: async () => {} }) }),
    fails: PAUSE,
  },
  {
    what: "a queue that refuses jobs while it is paused",
    start: broken({
      queue: ({ add, pause }) => {
        let isPaused = false;
        return {
          async pause() {
            isPaused = true;
            await pause();
          },
          add: async (jobs) => (isPaused ? undefined : add(jobs)),
        };
      },
    }),
    fails: PAUSE,
  },
  {
    what: "a queue that does not wait for what is at work",
    start: broken({
      queue: ({ drain }) => ({
        async drain(timeoutMs) {
          void drain(timeoutMs);
          return true;
        },
      }),
    }),
    fails: DRAIN,
  },
  {
    what: "a queue that goes on while it drains",
    start: broken({
      queue: ({ counts }) => ({
        async drain() {
          while ((await counts()).active > 0) await new Promise((resolve) => setTimeout(resolve, 1));
          return true;
        },
      }),
    }),
    fails: DRAIN,
  },
  {
    what: "a queue that drains for ever",
    start: broken({ queue: ({ drain }) => ({ drain: () => drain(1e9) }) }),
    fails: "drain gives up after its time",
  },
  {
    what: "a queue that miscounts",
    start: broken({
      queue: ({ counts }) => ({ counts: async () => ({ ...(await counts()), delayed: 0 }) }),
    }),
    fails: "counts and check tell how it stands",
  },
  {
    what: "a queue that takes anything",
    start: adding((jobs) =>
      jobs.map(({ id, key }) => ({ id: id.slice(0, 200) || "?", key: key.slice(0, 200) || "?" })),
    ),
    fails: "jobs without a proper name or delay are refused, all that were added with them too",
  },
  {
    what: "a queue that trims names",
    start: adding((jobs) => jobs.map((job) => ({ ...job, key: job.key.split(":")[0] ?? "" }))),
    fails: "names of any letters come through as they are",
  },
  {
    what: "a queue that takes jobs when it is closed",
    start: broken({ queue: () => ({ add: async () => {} }) }),
    fails: "a closed queue refuses jobs",
  },
];

const BROKEN_SHARED: typeof BROKEN = [
  {
    what: "processes that share no line",
    start: unconnected(() => ({})),
    fails: "processes that add the same add it once",
  },
  {
    what: "processes that work the same key together",
    start: unconnected((one, other) => ({
      add: (jobs) => (jobs.length % 2 === 0 ? one : other).add(jobs),
    })),
    fails: "one batch of a key at a time over all processes, in order",
  },
  {
    what: "processes that each run the repeats",
    start: unconnected(() => ({})),
    fails: "repeats run once in each period, however many processes said so",
  },
  {
    what: "processes that pause for themselves",
    start: unconnected(() => ({})),
    fails: "a pause holds in all processes, and any of them resumes",
  },
  {
    what: "processes that leave nothing to others",
    start: unconnected(() => ({})),
    fails: "what a drained process leaves is taken up by another",
  },
  {
    what: "processes that keep their delayed jobs",
    start: unconnected(() => ({})),
    fails: "a delayed job of a process that does not work comes into line within a second",
  },
];

describe("the contract of the job queue refuses", () => {
  it.concurrent.each([...BROKEN, ...BROKEN_SHARED])("$what", async ({ start, fails }) => {
    const check = [...QUEUE_CHECKS, ...SHARED_QUEUE_CHECKS].find(({ name }) => name === fails);
    if (check === undefined) throw new Error(`there is no check "${fails}"`);
    await expect(runQueueCheck(check, start, PATIENCE_MS)).rejects.toThrow();
  });

  it("something in each of its checks", () => {
    const refusing = new Set([...BROKEN, ...BROKEN_SHARED].map(({ fails }) => fails));
    const idle = [...QUEUE_CHECKS, ...SHARED_QUEUE_CHECKS].filter(({ name }) => !refusing.has(name));
    expect(idle).toEqual([]);
  });
});
