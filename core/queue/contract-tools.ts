import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import type { Job, JobBatch, JobQueue, Worker } from "./job-queue.js";

/** A queue that the contract is run against, empty and not worked yet. */
export interface QueueUnderTest {
  readonly queue: JobQueue;
  /** The same queue as another process sees it; undefined for a queue of one process. */
  readonly another: (() => JobQueue) | undefined;
  /** Closes all that were opened. */
  close(): Promise<void>;
}

/** What one check works with. */
export interface QueueCheckSubject extends QueueUnderTest {
  /** How long a promise may take. */
  readonly patienceMs: number;
  /** Errors that the queue reported. */
  readonly reported: readonly string[];
}

/** One promise of `JobQueue`; `run` rejects when the queue breaks it. */
export interface QueueCheck {
  readonly name: string;
  run(subject: QueueCheckSubject): Promise<void>;
}

/** So long nothing must happen, where that is the promise. */
export const NOTHING_MS = 60;
/** A timer of Node's may be over this early, and what is measured against it. */
export const EARLY_MS = 2;

/** Resolves when `condition` holds. */
export async function until(condition: () => boolean | Promise<boolean>, patienceMs: number, what: string) {
  const endMs = performance.now() + patienceMs;
  while (!(await condition())) {
    assert.ok(performance.now() < endMs, `${what}: not within ${patienceMs} ms`);
    await pause(2);
  }
}

/** A promise and what resolves it. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

interface Attempt extends JobBatch {
  readonly atMs: number;
}

/** A worker that writes down what it is handed. */
export interface RecordingWorker extends Worker {
  /** All that was handed over, failed or not. */
  readonly tries: readonly Attempt[];
  /** Ids whose handling succeeded, in that order. */
  readonly handled: readonly string[];
  readonly buried: readonly string[];
  /** The most batches that were at work together: of one key, and of all. */
  readonly most: { readonly ofOneKey: number; readonly ofAll: number };
}

/** Says nothing of the job, to a recording worker. */
export class Away extends Error {}

/** @param attend what happens while a batch is at work; its rejection fails the batch */
export function recordingWorker(
  attend: (batch: JobBatch) => Promise<void> | void = () => {},
  changes: Partial<Worker> = {},
): RecordingWorker {
  const attempts: Attempt[] = [];
  const handled: string[] = [];
  const buried: string[] = [];
  const atWork = new Map<string, number>();
  const most = { ofOneKey: 0, ofAll: 0 };
  return {
    concurrency: 4,
    batchSize: 10,
    attempts: 3,
    backoffMs: 10,
    maxBackoffMs: 20,
    isTransient: (error) => error instanceof Away,
    async handle(batch) {
      attempts.push({ ...batch, atMs: performance.now() });
      const ofKey = (atWork.get(batch.key) ?? 0) + 1;
      atWork.set(batch.key, ofKey);
      most.ofOneKey = Math.max(most.ofOneKey, ofKey);
      most.ofAll = Math.max(most.ofAll, Array.from(atWork.values()).filter((count) => count > 0).length);
      try {
        await attend(batch);
        handled.push(...batch.ids);
      } finally {
        atWork.set(batch.key, (atWork.get(batch.key) ?? 1) - 1);
      }
    },
    async bury(id) {
      buried.push(id);
    },
    ...changes,
    tries: attempts,
    handled,
    buried,
    most,
  };
}

export function jobsOf(key: string, count: number, from = 0): readonly Job[] {
  return Array.from({ length: count }, (_, n) => ({ id: `${key}-${from + n}`, key }));
}

export const idsOf = (jobs: readonly Job[]) => jobs.map(({ id }) => id);

/** `jobs` of several keys, one of each in turn. */
export function inTurn(...lines: readonly (readonly Job[])[]): readonly Job[] {
  return (lines[0] ?? []).flatMap((_, n) => lines.flatMap((line) => line[n] ?? []));
}

export function assertOrder(handled: readonly string[], ...lines: readonly (readonly Job[])[]): void {
  for (const line of lines) {
    const ids = new Set(idsOf(line));
    assert.deepEqual(
      handled.filter((id) => ids.has(id)),
      idsOf(line),
    );
  }
}

export async function nothingLeft({ queue, patienceMs }: QueueCheckSubject): Promise<void> {
  const isEmpty = async () => {
    const { waiting, active, delayed } = await queue.counts();
    return waiting + active + delayed === 0;
  };
  await until(isEmpty, patienceMs, "an empty queue");
}
