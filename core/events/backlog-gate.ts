import type { Clock } from "../clock.js";
import { RapportError } from "../error.js";

/** Keeps more from coming in than can be worked off. */
export interface BacklogGate {
  /**
   * @param count events that want in
   * @throws RapportError `backlog_full` with the seconds after which another try makes sense
   */
  admit(count: number): Promise<void>;
}

export interface BacklogGateOptions {
  /** Events that may wait. */
  readonly limit: number;
  /** How many wait, counted up to `atMost`. */
  readonly countWaiting: (atMost: number) => Promise<number>;
  readonly clock: Clock;
}

/** So old may the count be; what came in since through this process is added to it. */
const COUNT_AGE_MS = 250;
const FIRST_RETRY_SECONDS = 5;
const MAX_RETRY_SECONDS = 60;

/**
 * A gate that is open while fewer than `limit` events wait. Several processes count each for itself, so together they
 * may let in a little more.
 */
export function createBacklogGate({ limit, countWaiting, clock }: BacklogGateOptions): BacklogGate {
  let counted: { readonly events: number; readonly atMs: number } | undefined;
  let sinceThen = 0;
  let counting: Promise<void> | undefined;
  let perSecond: number | undefined;

  async function count(): Promise<void> {
    const before = counted;
    const added = sinceThen;
    const events = await countWaiting(limit + 1);
    const atMs = clock.nowMs();
    if (before !== undefined && atMs > before.atMs) {
      const worked = before.events + added - events;
      perSecond = Math.max(0, (1_000 * worked) / (atMs - before.atMs));
    }
    counted = { events, atMs };
    sinceThen -= added;
  }

  /** Until the backlog is a tenth below its limit, at the pace of late. */
  function retryAfterSeconds(waiting: number): number {
    if (perSecond === undefined || perSecond < 1) return FIRST_RETRY_SECONDS;
    const seconds = Math.ceil((waiting - 0.9 * limit) / perSecond);
    return Math.min(MAX_RETRY_SECONDS, Math.max(1, seconds));
  }

  return {
    async admit(events) {
      if (counted === undefined || clock.nowMs() - counted.atMs >= COUNT_AGE_MS) {
        counting ??= count().finally(() => {
          counting = undefined;
        });
        await counting;
      }
      const waiting = (counted?.events ?? 0) + sinceThen;
      if (waiting >= limit) {
        throw new RapportError("backlog_full", "too many events wait to be applied", {
          retryAfterSeconds: retryAfterSeconds(waiting),
        });
      }
      sinceThen += events;
    },
  };
}
