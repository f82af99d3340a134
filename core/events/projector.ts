import { setTimeout as pause } from "node:timers/promises";
import { RapportError } from "../error.js";
import type { Worker } from "../queue/job-queue.js";
import { isDatabaseTrouble } from "../storage/database-trouble.js";
import type { AppliedBatch } from "./apply-batch.js";
import type { InboxStore, PendingFilter } from "./inbox-store.js";

/** Applies what waits in the inbox to the profiles. */
export interface Projector {
  /** What works the queue of sequence numbers. */
  readonly worker: Worker;
  /**
   * Applies what waits about the persons of these keyed hashes, here and now, whatever else stands in line before
   * it: whoever bought and asks is answered as somebody who bought.
   * @returns whether anything waited, about whomever
   */
  settle(hashes: readonly string[]): Promise<boolean>;
  /**
   * Resolves when all that was acknowledged before this call is applied, here or by others. What can't be applied
   * is left to the queue's workers; if this process is one of them, waits until it is dead.
   */
  drained(): Promise<void>;
}

/** What the projector works on. */
export interface Projection {
  /** Applies waiting events in one transaction. */
  apply(filter: PendingFilter): Promise<AppliedBatch>;
  readonly inbox: Pick<InboxStore, "newest" | "isWaiting" | "waiting">;
  /** Sets an event aside that failed too often. */
  bury(sequence: number, reason: string, attempts: number): Promise<void>;
  /** Told how many events are tried again. */
  onRetry(events: number): void;
  /** Whether this process works the queue. */
  isWorking(): boolean;
}

const BATCH_SIZE = 250;
/** SQLite has one writer, and on Postgres batches take turns (`Storage.inTurn`). */
const CONCURRENCY = 1;
/** An event that fails is seldom better for being tried again, but what it met may be. */
const ATTEMPTS = 3;
const BACKOFF_MS = 100;
const MAX_BACKOFF_MS = 30_000;
/** How long to wait for another process that works on the same events. */
const POLL_MS = 15;

/**
 * An event is applied once, however often it is handed out: profile and inbox row change in the same transaction,
 * and only a row that waits is applied.
 */
export function createProjector(projection: Projection): Projector {
  const { apply, inbox, bury, onRetry, isWorking } = projection;
  let draining: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  /** All of a page that can be applied. @returns those that can't */
  async function applyOneByOne(sequences: readonly number[]): Promise<readonly number[]> {
    const failed: number[] = [];
    for (const sequence of sequences) {
      try {
        await apply({ sequences: [sequence], limit: 1 });
      } catch (error) {
        if (isTransient(error)) throw error;
        failed.push(sequence);
      }
    }
    return failed;
  }

  /** Once through all that waits up to `last`, and what follows from it. @returns what can't be applied */
  async function pass(last: number): Promise<readonly number[]> {
    const failed: number[] = [];
    for (let [after, upTo] = [0, last]; ; ) {
      try {
        const { applied, followUps } = await apply({ after, upTo, limit: BATCH_SIZE });
        if (applied.length === 0) return failed;
        upTo = Math.max(upTo, ...followUps.map(({ sequence }) => sequence));
        after = Math.max(...applied.map(({ sequence }) => sequence));
      } catch (error) {
        if (isTransient(error)) throw error;
        const page = await inbox.waiting({
          after,
          beforeMs: Number.MAX_SAFE_INTEGER,
          limit: BATCH_SIZE,
        });
        const sequences = page.map(({ sequence }) => sequence).filter((sequence) => sequence <= upTo);
        if (sequences.length === 0) return failed;
        failed.push(...(await applyOneByOne(sequences)));
        after = Math.max(...sequences);
      }
    }
  }

  async function drain(): Promise<void> {
    const upTo = await inbox.newest();
    if (upTo === 0) return;
    let failed = await pass(upTo);
    while (await inbox.isWaiting(upTo, isWorking() ? [] : failed)) {
      await pause(POLL_MS);
      if (failed.length === 0) failed = await pass(upTo);
    }
  }

  /** A drain under way may have looked before the newest event came: then one more, for all who asked meanwhile. */
  function drained(): Promise<void> {
    if (draining === undefined) {
      draining = drain().finally(() => {
        draining = undefined;
      });
      return draining;
    }
    next ??= draining
      .catch(() => {})
      .then(() => {
        next = undefined;
        return drained();
      });
    return next;
  }

  return {
    worker: {
      concurrency: CONCURRENCY,
      batchSize: BATCH_SIZE,
      attempts: ATTEMPTS,
      backoffMs: BACKOFF_MS,
      maxBackoffMs: MAX_BACKOFF_MS,
      isTransient,
      async handle({ ids }) {
        try {
          await apply({ sequences: ids.map(Number), limit: ids.length });
        } catch (error) {
          onRetry(ids.length);
          throw error;
        }
      },
      bury: (id, error) => bury(Number(id), errorName(error), ATTEMPTS),
    },

    async settle(hashes) {
      if ((await inbox.newest()) === 0) return false;
      if (hashes.length > 0) await apply({ about: hashes, limit: BATCH_SIZE });
      return true;
    },

    drained,
  };
}

/** It says nothing of the event: the database is busy or away. */
function isTransient(error: unknown): boolean {
  return isDatabaseTrouble(error) || (error instanceof RapportError && error.kind === "transient");
}

function errorName(error: unknown): string {
  return error instanceof Error ? error.name : "unknown";
}
