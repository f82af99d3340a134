import type { Logger } from "../logger.js";
import { isDatabaseTrouble } from "../storage/database-trouble.js";
import type { ApplyBatch } from "./apply-batch.js";

/** Applies what waits in the inbox to the profiles, in the background. */
export interface Projector {
  /** There is something new in the inbox. */
  wake(): void;
  /** Resolves when all that was acknowledged before this call is applied, or dead. */
  drained(): Promise<void>;
  /** Stops after the batch at work. */
  stop(): Promise<void>;
}

/** What the projector works on. */
export interface Projection {
  /** Applies the oldest events, at most `limit`, in one transaction. Returns how many. */
  readonly apply: ApplyBatch;
  pending(limit: number): Promise<readonly { readonly sequence: number }[]>;
  markDead(sequence: number, reason: string): Promise<void>;
}

const BATCH_SIZE = 250;
const RETRY_MS = 1_000;

/**
 * Applies each event exactly once: profile and inbox row change in the same transaction. An event that can't
 * be applied is set aside as dead with the reason, and the others go on.
 */
export function createProjector(projection: Projection, log: Logger): Projector {
  let running: Promise<void> | undefined;
  let stopped = false;

  async function work(): Promise<void> {
    while (!stopped) {
      const applied = await projection.apply(BATCH_SIZE).catch(() => applyOneByOne(projection, log));
      if (applied === 0) return;
    }
  }

  function run(): Promise<void> {
    running ??= work().finally(() => {
      running = undefined;
    });
    return running;
  }

  function wake(): void {
    if (stopped) return;
    run().catch((error: unknown) => {
      log.warn({ reason: errorName(error) }, "applying events is put off: the database did not answer");
      setTimeout(wake, RETRY_MS).unref();
    });
  }

  return {
    wake,
    async drained() {
      // A run under way may have looked for the last time just before the newest row came.
      await running;
      if (!stopped) await run();
    },
    async stop() {
      stopped = true;
      await running;
    },
  };
}

/** The way through a batch with a poisoned event in it. */
async function applyOneByOne(projection: Projection, log: Logger): Promise<number> {
  const rows = await projection.pending(BATCH_SIZE);
  for (const { sequence } of rows) {
    try {
      await projection.apply(1);
    } catch (error) {
      const reason = errorName(error);
      if (isDatabaseTrouble(error)) throw error;
      log.error({ sequence, reason }, "an event could not be applied and was set aside");
      await projection.markDead(sequence, reason);
    }
  }
  return rows.length;
}

function errorName(error: unknown): string {
  return error instanceof Error ? error.name : "unknown";
}
