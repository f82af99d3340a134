import Bull from "bull";
import { z } from "zod";
import { RapportError } from "../error.js";
import { openBullConnection } from "./bull-connection.js";
import { createAskNext, openBullLine } from "./bull-line.js";
import { BULL_NAME, defineBullScripts, type RunScript } from "./bull-scripts.js";
import { checkJobs, type JobQueue, type Worker } from "./job-queue.js";
import { createRepeats } from "./repeats.js";
import { createTimers, settlesWithin } from "./timers.js";
import { type QueueSurroundings, reasonOf, workLine } from "./work-line.js";

export interface BullJobQueueOptions extends QueueSurroundings {
  /** `redis://` or `rediss://`, with a password and a database where there are some. */
  readonly redisUrl: string;
  /** Queues of one name are one queue: `rapport-<tenant>`. */
  readonly name: string;
}

/** A dead process's key is free after this long and one `STALLED_MS` or two: 10 seconds. */
const LOCK_MS = 6_000;
const RENEW_MS = 1_500;
const STALLED_MS = 2_000;
/** How often a working process looks for delayed jobs that are due, and for keys that have no bull job. */
const TICK_MS = 1_000;
/** A key that has had no bull job for so long lost it; whoever is to add it gives up long before. */
const MISSING_MS = 5_000;
const LATE_MS = 1_000;
/** The pause of a key after Redis failed in the middle, and of a slot of the worker. */
const AFTER_TROUBLE_MS = 500;
/** Jobs in one command, so that none holds up Redis. */
const ADDED_AT_ONCE = 1_000;
const CLOSE_MS = 1_500;
/** For what bull counts and we don't; the longest time of a timer too. */
const ENDLESS = 2 ** 31 - 1;

const addReply = z.array(z.string());
const tickReply = z.tuple([z.string(), z.number()], z.string());
const turnReply = z.tuple([z.number(), z.number()]);
const countsReply = z.tuple([z.number(), z.number(), z.number()]);

/** How bull ends a job. It asks the job at hand, so Redis need not keep and send this with each. */
const ENDING: Bull.JobOptions = {
  attempts: ENDLESS,
  backoff: { type: "again" },
  removeOnComplete: true,
  removeOnFail: true,
};

/** Sent through bull to have a key's job tried again. Bull stores its text and, where there is one, its stack. */
class TryAgain extends Error {
  constructor(readonly afterMs: number) {
    super("later");
    delete this.stack;
  }
}

/** A queue on Redis for several processes. Connects in the background; see `bull-scripts.ts` for what it stores. */
export function openBullJobQueue({ redisUrl, name, ...surroundings }: BullJobQueueOptions): JobQueue {
  const { log } = surroundings;
  const prefix = `{${name}}`;
  const connection = openBullConnection(redisUrl, name, log);
  const { ask } = connection;
  const runScript = defineBullScripts(connection.client, prefix);
  const script: RunScript = (...args) => ask(() => runScript(...args));
  const askNext = createAskNext(script);
  const bull = new Bull<string>(BULL_NAME, {
    prefix,
    createClient: (type) => connection.connect(type),
    settings: {
      lockDuration: LOCK_MS,
      // Never: bull gives a lock up after one attempt to renew it that failed. See `renewLocks`.
      lockRenewTime: ENDLESS,
      stalledInterval: STALLED_MS,
      maxStalledCount: ENDLESS,
      guardInterval: TICK_MS,
      retryProcessDelay: AFTER_TROUBLE_MS,
      backoffStrategies: {
        again: (_attempts, error) => (error instanceof TryAgain ? error.afterMs : AFTER_TROUBLE_MS),
      },
    },
  });
  // bull names its connection without waiting for it, and nobody hears of the rejection; ours have their names.
  Object.assign(bull, { setWorkerName: () => Promise.resolve() });
  bull.on("error", (error) => {
    if (!connection.isAway()) log.warn({ reason: reasonOf(error) }, "the queue's worker was held up");
  });

  const timers = createTimers();
  const repeats = createRepeats(log, timers, async (repeat, everyMs) => {
    const [isOurs, leftMs] = turnReply.parse(await script("turn", repeat, everyMs));
    return { isOurs: isOurs === 1, leftMs };
  });
  /** By key. */
  const running = new Map<string, Promise<number | undefined>>();
  const finishing = new Set<Promise<void>>();
  const locked = new Set<Bull.Job<string>>();
  let worker: Worker | undefined;
  let isDraining = false;
  let isClosed = false;
  let drained: Promise<unknown> = Promise.resolve();
  let cancelTick = () => {};
  let cursor = "0";

  function refuseIfClosed(): void {
    if (isClosed) throw new Error("the queue is closed");
  }

  /** @param jobs id and data of each, as the scripts answer. @param sinceMs when they were asked */
  async function addBullJobs(jobs: readonly string[], sinceMs: number): Promise<void> {
    // Another process may have helped the keys by now, and be through with what was in line.
    const isLate = performance.now() - sinceMs > LATE_MS;
    const bullJobs = Array.from({ length: jobs.length / 2 }, (_, n) => ({
      data: (isLate ? undefined : jobs[2 * n + 1]) ?? "",
      opts: { jobId: jobs[2 * n] ?? "" },
    }));
    for (let start = 0; start < bullJobs.length; start += ADDED_AT_ONCE)
      await addBulk(bullJobs.slice(start, start + ADDED_AT_ONCE));
  }

  async function addBulk(jobs: { data: string; opts: Bull.JobOptions }[]): Promise<void> {
    const add = () => ask(() => bull.addBulk(jobs));
    // bull does not look at what Redis says to each. Where it forgot bull's scripts, a new connection teaches them.
    const isMissing = ({ id }: Bull.Job) => id === undefined;
    if (!(await add()).some(isMissing)) return;
    connection.reconnect();
    if ((await add()).some(isMissing))
      throw new RapportError("vendor_unavailable", "The queue's Redis did not take a bull job.");
  }

  function finish(moved: Promise<string | undefined>): void {
    const finished = moved
      .then((jobId) => (jobId === undefined ? undefined : addBullJobs([jobId, ""], performance.now())))
      // The connection says so, and `tick` helps the key.
      .catch(() => {})
      .finally(() => finishing.delete(finished));
    finishing.add(finished);
  }

  async function runKey(job: Bull.Job<string>, by: Worker): Promise<void> {
    const jobId = String(job.id);
    const key = jobId.slice(jobId.indexOf(":") + 1);
    let first =
      job.attemptsMade === 0 && typeof job.data === "string" && job.data !== "" ? job.data : undefined;
    Object.assign(job.opts, ENDING);
    locked.add(job);
    try {
      // Where Redis lost everything, a key may come back while it is still at work here.
      while (running.has(key)) {
        await running.get(key);
        first = undefined;
      }
      const line = openBullLine({ key, jobId, first, script, askNext, isDraining: () => isDraining, finish });
      const run = workLine(key, line, by, surroundings).catch((error) => {
        log.warn({ key, reason: reasonOf(error) }, "a key's jobs could not be worked; they are tried again");
        return AFTER_TROUBLE_MS;
      });
      running.set(key, run);
      const afterMs = await run.finally(() => running.delete(key));
      if (afterMs !== undefined) throw new TryAgain(afterMs);
    } finally {
      locked.delete(job);
    }
  }

  function renewLocks(): void {
    timers.after(RENEW_MS, renewLocks);
    for (const job of locked) job.extendLock(LOCK_MS).catch(() => {});
  }

  async function tick(): Promise<void> {
    cancelTick();
    let leftMs = TICK_MS;
    try {
      const sinceMs = performance.now();
      const [next, dueMs, ...jobs] = tickReply.parse(await script("tick", cursor, MISSING_MS));
      cursor = next;
      if (dueMs >= 0) leftMs = Math.min(dueMs, TICK_MS);
      await addBullJobs(jobs, sinceMs);
    } catch {
      // The connection says so.
    }
    if (!isDraining) tickIn(leftMs);
  }

  function tickIn(ms: number): void {
    cancelTick();
    cancelTick = timers.after(ms, () => void tick());
  }

  return {
    async add(jobs) {
      refuseIfClosed();
      checkJobs(jobs);
      const armed: Promise<void>[] = [];
      for (let start = 0; start < jobs.length; start += ADDED_AT_ONCE) {
        const some = jobs.slice(start, start + ADDED_AT_ONCE);
        const args = some.flatMap(({ key, id, delayMs = 0 }) => [key, id, Math.ceil(delayMs)]);
        const sinceMs = performance.now();
        const arming = addBullJobs(addReply.parse(await script("add", ...args)), sinceMs);
        // It is waited for below, if the next command does not fail before.
        arming.catch(() => {});
        armed.push(arming);
      }
      await Promise.all(armed);
      if (worker !== undefined && jobs.some(({ delayMs = 0 }) => delayMs > 0 && delayMs < TICK_MS))
        void tick();
    },
    async work(by) {
      refuseIfClosed();
      if (worker !== undefined) throw new Error("the queue is worked already");
      worker = by;
      bull
        .process(by.concurrency, (job) => runKey(job, by))
        .catch((error) => {
          if (!isClosed) log.error({ reason: reasonOf(error) }, "the queue's worker could not start");
        });
      renewLocks();
      void tick();
    },
    async repeat(repeat, everyMs, run) {
      refuseIfClosed();
      repeats.set(repeat, everyMs, run);
    },
    async pause() {
      refuseIfClosed();
      await ask(() => bull.pause());
    },
    async resume() {
      refuseIfClosed();
      await ask(() => bull.resume());
    },
    async counts() {
      refuseIfClosed();
      const [waiting, active, delayed] = countsReply.parse(await script("counts"));
      return { waiting, active, delayed };
    },
    async check() {
      refuseIfClosed();
      await ask(() => connection.client.ping());
    },
    async drain(timeoutMs) {
      isDraining = true;
      cancelTick();
      const ended = repeats.end();
      // Not waited for: it rejects where Redis is away, and the keys at work are ours to wait for.
      drained = bull.pause(true).catch(() => {});
      setImmediate(connection.interrupt);
      return settlesWithin(
        timeoutMs,
        Promise.all([ended, ...running.values()]).then(() => Promise.all(finishing)),
      );
    },
    async close() {
      if (isClosed) return;
      isDraining = true;
      isClosed = true;
      await settlesWithin(CLOSE_MS, drained);
      const closed = bull.close(true);
      setImmediate(connection.interrupt);
      await settlesWithin(CLOSE_MS, closed);
      timers.end();
      connection.close();
    },
  };
}
