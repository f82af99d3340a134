import { checkJobs, type Job, type JobQueue, type Worker } from "./job-queue.js";
import { createRepeats } from "./repeats.js";
import { createTimers, settlesWithin } from "./timers.js";
import { type Line, type QueueSurroundings, reasonOf, workLine } from "./work-line.js";

/** Batches of one key in a row where other keys wait. */
const BATCHES_IN_A_ROW = 10;
/** The pause of a line that could not be worked at all, which only a worker with a bug can bring about. */
const AFTER_A_BUG_MS = 1_000;

interface LocalLine {
  /** In the order of their adding, until they are done. */
  readonly ids: Set<string>;
  /** Those that are being handled now. */
  handed: ReadonlySet<string>;
  /** Those of them that were added meanwhile. */
  readonly again: Set<string>;
  failures: number;
  troubles: number;
}

/** A queue in the memory of this process, for this process. What waits in it ends with it. */
export function createLocalJobQueue(surroundings: QueueSurroundings): JobQueue {
  const { log } = surroundings;
  const timers = createTimers();
  const repeats = createRepeats(log, timers, async (_, everyMs) => ({ isOurs: true, leftMs: everyMs }));
  const lines = new Map<string, LocalLine>();
  /** Keys whose turn it is, in order. */
  const ready = new Set<string>();
  const running = new Map<string, Promise<void>>();
  /** Ids by their key. */
  const delayed = new Map<string, Set<string>>();
  let worker: Worker | undefined;
  let isPaused = false;
  let isDraining = false;
  let isClosed = false;

  function enter({ key, id }: Job): void {
    const line = lines.get(key);
    if (line === undefined) {
      lines.set(key, { ids: new Set([id]), handed: new Set(), again: new Set(), failures: 0, troubles: 0 });
      ready.add(key);
    } else if (line.handed.has(id)) line.again.add(id);
    else line.ids.add(id);
  }

  function isWaiting({ key, id }: Job): boolean {
    const line = lines.get(key);
    return line?.ids.has(id) === true && !line.handed.has(id);
  }

  function delay(job: Job, delayMs: number): void {
    const ids = delayed.get(job.key) ?? new Set();
    delayed.set(job.key, ids.add(job.id));
    timers.after(delayMs, () => {
      ids.delete(job.id);
      if (ids.size === 0) delayed.delete(job.key);
      enter(job);
      start();
    });
  }

  function start(): void {
    if (worker === undefined || isPaused || isDraining) return;
    for (const key of ready) {
      if (running.size >= worker.concurrency) return;
      const line = lines.get(key);
      ready.delete(key);
      if (line !== undefined) running.set(key, run(key, line, worker));
    }
  }

  async function run(key: string, line: LocalLine, by: Worker): Promise<void> {
    const afterMs = await workLine(key, view(line), by, surroundings).catch((error) => {
      log.error({ key, reason: reasonOf(error) }, "a key's jobs could not be worked");
      return AFTER_A_BUG_MS;
    });
    running.delete(key);
    line.handed = new Set();
    const queueUp = () => {
      ready.add(key);
      start();
    };
    if (afterMs !== undefined && afterMs > 0) timers.after(afterMs, queueUp);
    else if (line.ids.size > 0) ready.add(key);
    else lines.delete(key);
    start();
  }

  function view(line: LocalLine): Line {
    let batches = 0;
    return {
      async next(done, most) {
        if (done > 0) {
          for (const id of first(line.ids, done)) {
            line.ids.delete(id);
            if (line.again.delete(id)) line.ids.add(id);
          }
          line.failures = 0;
          line.troubles = 0;
        }
        line.handed = new Set();
        if (line.ids.size === 0) return "end";
        if (isPaused || isDraining || (batches >= BATCHES_IN_A_ROW && ready.size > 0)) return "later";
        batches++;
        const ids = first(line.ids, line.failures > 0 ? 1 : most);
        line.handed = new Set(ids);
        return ids;
      },
      async failed() {
        line.troubles = 0;
        return ++line.failures;
      },
      troubled: async () => ++line.troubles,
    };
  }

  function refuseIfClosed(): void {
    if (isClosed) throw new Error("the queue is closed");
  }

  return {
    async add(jobs) {
      refuseIfClosed();
      checkJobs(jobs);
      for (const job of jobs) {
        const { id, key, delayMs = 0 } = job;
        if (delayed.get(key)?.has(id)) continue;
        if (delayMs === 0) enter(job);
        else if (!isWaiting(job)) delay(job, delayMs);
      }
      start();
    },
    async work(by) {
      refuseIfClosed();
      if (worker !== undefined) throw new Error("the queue is worked already");
      worker = by;
      start();
    },
    async repeat(name, everyMs, run) {
      refuseIfClosed();
      repeats.set(name, everyMs, run);
    },
    async pause() {
      isPaused = true;
    },
    async resume() {
      isPaused = false;
      start();
    },
    async counts() {
      const total = (ids: Iterable<ReadonlySet<string>>) =>
        Array.from(ids, ({ size }) => size).reduce((sum, size) => sum + size, 0);
      return {
        waiting: total(Array.from(lines.values(), ({ ids }) => ids)),
        active: running.size,
        delayed: total(delayed.values()),
      };
    },
    async check() {
      refuseIfClosed();
    },
    async drain(timeoutMs) {
      isDraining = true;
      return settlesWithin(timeoutMs, Promise.all([repeats.end(), ...running.values()]));
    },
    async close() {
      isDraining = true;
      isClosed = true;
      timers.end();
    },
  };
}

function first(ids: ReadonlySet<string>, count: number): readonly string[] {
  const some: string[] = [];
  for (const id of ids) {
    if (some.length === count) break;
    some.push(id);
  }
  return some;
}
