import { setImmediate } from "node:timers/promises";
import type { Steps } from "./steps.js";

/** Whoever waits meanwhile waits about so long at most, and for one step. */
const STRETCH_MS = 15;

/**
 * All steps, giving way whenever others have waited for `STRETCH_MS`: a build shares its process with customers who
 * wait for answers. The result is that of `atOnce`.
 */
export async function givingWay<T>(steps: Steps<T>): Promise<T> {
  let sinceMs = performance.now();
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    if (performance.now() - sinceMs < STRETCH_MS) continue;
    await setImmediate();
    sinceMs = performance.now();
  }
}
