import assert from "node:assert/strict";
import type { Logger } from "../logger.js";
import { LINE_CHECKS } from "./contract-lines.js";
import { RETRY_CHECKS } from "./contract-retries.js";
import { STOP_CHECKS } from "./contract-stops.js";
import { TIME_CHECKS } from "./contract-time.js";
import type { QueueCheck, QueueUnderTest } from "./contract-tools.js";
import { settlesWithin } from "./timers.js";

/** What each queue promises. */
export const QUEUE_CHECKS: readonly QueueCheck[] = [
  ...LINE_CHECKS,
  ...RETRY_CHECKS,
  ...TIME_CHECKS,
  ...STOP_CHECKS,
];

/** Opens a queue for one check. */
export type StartQueue = (log: Logger) => Promise<QueueUnderTest>;

/**
 * Runs one check against a queue of its own.
 *
 * @param patienceMs how long a promise may take. A check that hangs is given up after a multiple of it
 */
export async function runQueueCheck(
  check: QueueCheck,
  start: StartQueue,
  patienceMs = 10_000,
): Promise<void> {
  const reported: string[] = [];
  const log: Logger = { info() {}, warn() {}, error: (_, message) => reported.push(message) };
  const underTest = await start(log);
  try {
    const run = check.run({ ...underTest, patienceMs, reported });
    const isOver = await settlesWithin(4 * patienceMs, run);
    assert.ok(isOver, "it hangs");
    await run;
  } finally {
    await underTest.close();
  }
}
