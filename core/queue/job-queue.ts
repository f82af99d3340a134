/** A piece of work as a queue carries it: ids and keys only, never data. */
export interface Job {
  /**
   * Names the work, always of the same `key`; 1 to 200 characters. The same id waits once, however often it is
   * added. One that is being handled does not wait: added then, it comes once more.
   */
  readonly id: string;
  /** Jobs of one key are handled one after the other, in the order of their adding; 1 to 200 characters. */
  readonly key: string;
  /** How long the job waits before it stands in line; by default not at all. */
  readonly delayMs?: number;
}

/** Waiting jobs of one key, oldest first. */
export interface JobBatch {
  readonly key: string;
  /** 1 to `Worker.batchSize`. */
  readonly ids: readonly string[];
}

/** What works a queue in one process. */
export interface Worker {
  /** Batches at the same time in this process, each of another key. */
  readonly concurrency: number;
  /** Jobs handed over at once, at most. */
  readonly batchSize: number;
  /** How often a job is tried before it is dead, at least 1. Failures that are transient, or of several, don't count. */
  readonly attempts: number;
  /** The pause after the first failure; doubled after each further one, up to `maxBackoffMs`. */
  readonly backoffMs: number;
  readonly maxBackoffMs: number;
  /** The failure says nothing of the job: a database that is away. It is tried again for as long as it takes. */
  isTransient(error: unknown): boolean;
  /** Resolves when all of the batch is done. Called again with the same ids when it rejects or the process dies. */
  handle(batch: JobBatch): Promise<void>;
  /**
   * The job failed too often; it does not come again. Called at least once. A rejection counts as transient: the
   * job is tried once more after a pause, and buried if it fails.
   */
  bury(id: string, error: unknown): Promise<void>;
}

export interface JobCounts {
  /** In line, of all keys, until they are done. */
  readonly waiting: number;
  /** Keys whose batch is being handled. */
  readonly active: number;
  /** Jobs whose `delayMs` is not over. */
  readonly delayed: number;
}

/**
 * Hands ids of work to workers.
 *
 * What all implementations agree on (`job-queue-contract.ts` runs it against each):
 * - **At least once.** An id that was added reaches a worker, again if the worker died with it. So handling must
 *   have its effect once however often it is called: the inbox's states see to that.
 * - **Forgetful.** A queue's own store may lose everything (a process that ends, a Redis that is flushed). Whoever
 *   needs more than that keeps the truth elsewhere and adds again: adding what waits already changes nothing.
 * - **Order by key.** Jobs of one key are handled in the order of their adding, one batch at a time over all
 *   processes. Different keys run beside each other, `concurrency` in a process. A job that is tried again holds
 *   back its key, and no other.
 * - **Retries** pause exponentially, with jitter: between half of `backoffMs · 2ⁿ` and the whole. A batch that
 *   fails is tried one by one, at once, so that one bad job does not take the others with it.
 * - **Dead letters.** A job that failed `attempts` times is buried, and those behind it go on.
 * - **Delays.** A job with `delayMs` comes into line then, not before, and within a second. Until then it waits:
 *   added again, with or without a delay, it changes nothing.
 * - **Repeats.** `repeat` runs once in each period, however many processes said so, in the first one at once. Periods
 *   that nobody was there for are not made up for. A pause does not stop repeats.
 * - **Pause.** A paused queue takes jobs and hands out none, in any process, until it is resumed. What was handed out
 *   before is finished.
 * - **Drain.** `drain` takes up no further batch in this process and waits for those at work. Its repeats end too.
 * - **Fail fast.** A queue whose server is away rejects `add` within seconds; it never hangs.
 */
export interface JobQueue {
  add(jobs: readonly Job[]): Promise<void>;
  /** Begins to hand out jobs to this process. Once for each queue. */
  work(worker: Worker): Promise<void>;
  /**
   * Runs `run` every `everyMs` in one of the processes that said so, beside its batches. A rejection is reported and
   * not repeated. Said again under the same name, it replaces what was said before.
   */
  repeat(name: string, everyMs: number, run: () => Promise<void>): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  counts(): Promise<JobCounts>;
  /** Rejects if the queue's server does not answer. */
  check(): Promise<void>;
  /** Resolves with false if `timeoutMs` went by before the work at hand was done. */
  drain(timeoutMs: number): Promise<boolean>;
  /** Lets go of the server. Call `drain` first. */
  close(): Promise<void>;
}

/** @param failures 1 after the first. @param random in [0, 1) */
export function backoffOf(
  { backoffMs, maxBackoffMs }: Pick<Worker, "backoffMs" | "maxBackoffMs">,
  failures: number,
  random: () => number,
): number {
  const whole = Math.min(maxBackoffMs, backoffMs * 2 ** Math.min(failures - 1, 30));
  return Math.round(whole / 2 + (random() * whole) / 2);
}

const MAX_NAME_LENGTH = 200;

/** @throws RangeError naming the rule that a job breaks; the queue's caller is at fault. */
export function checkJobs(jobs: readonly Job[]): void {
  for (const { id, key, delayMs = 0 } of jobs) {
    if (id.length < 1 || id.length > MAX_NAME_LENGTH)
      throw new RangeError(`a job's id has 1 to ${MAX_NAME_LENGTH} characters, not ${id.length}`);
    if (key.length < 1 || key.length > MAX_NAME_LENGTH)
      throw new RangeError(`a job's key has 1 to ${MAX_NAME_LENGTH} characters, not ${key.length}`);
    if (!(delayMs >= 0 && Number.isFinite(delayMs)))
      throw new RangeError(`a job's delayMs is a finite number from 0, not ${delayMs}`);
  }
}
