import { RapportError } from "../error.js";
import type { Logger } from "../logger.js";
import { backoffOf, type Worker } from "./job-queue.js";

/** The jobs of one key, as the one who works them sees them. */
export interface Line {
  /**
   * Strikes off the first `done` of the jobs that were handed out last, and hands out the first that are left, at
   * most `most`; one alone if it failed before. `later`: not now, but something is left. `end`: nothing is left.
   */
  next(done: number, most: number): Promise<readonly string[] | "later" | "end">;
  /** Notes a failure of the first job. Returns how often it has failed so far. */
  failed(): Promise<number>;
  /** Notes a failure that says nothing of the job. Returns how many there were in a row. */
  troubled(): Promise<number>;
}

/** What a queue is made with. */
export interface QueueSurroundings {
  /** In [0, 1), for the jitter of the pauses. */
  readonly random: () => number;
  readonly log: Logger;
}

/**
 * Works the line of a key until it ends or has to wait: the one place that knows of retries and dead letters.
 *
 * @returns after how many milliseconds the line wants to be worked again, 0 for as soon as it is its turn; undefined
 *   if nothing is left
 */
export async function workLine(
  key: string,
  line: Line,
  worker: Worker,
  { random, log }: QueueSurroundings,
): Promise<number | undefined> {
  const pause = (failures: number, error: unknown) => {
    const pauseMs = backoffOf(worker, failures, random);
    log.warn(
      { key, failures, pauseMs, reason: reasonOf(error) },
      "a key's jobs are tried again after a pause",
    );
    return pauseMs;
  };
  let done = 0;
  // So many of the jobs at the front are tried alone, since their batch failed.
  let alone = 0;
  for (;;) {
    const ids = await line.next(done, alone > 0 ? 1 : worker.batchSize);
    if (ids === "end") return undefined;
    if (ids === "later") return 0;
    const failure = await failureOf(() => worker.handle({ key, ids }));
    done = ids.length;
    if (failure !== undefined) {
      if (worker.isTransient(failure.error)) return pause(await line.troubled(), failure.error);
      if (ids.length > 1) {
        alone = ids.length;
        done = 0;
        continue;
      }
      const failures = await line.failed();
      if (failures < worker.attempts) return pause(failures, failure.error);
      const [id = ""] = ids;
      const trouble = await failureOf(() => worker.bury(id, failure.error));
      if (trouble !== undefined) return pause(await line.troubled(), trouble.error);
    }
    alone = Math.max(0, alone - 1);
  }
}

async function failureOf(run: () => Promise<void>): Promise<{ readonly error: unknown } | undefined> {
  try {
    await run();
    return undefined;
  } catch (error) {
    return { error };
  }
}

/** What a log may hold of an error: its message could quote somebody's data. */
export function reasonOf(error: unknown): string {
  if (error instanceof RapportError) return error.code;
  return error instanceof Error ? error.name : typeof error;
}
