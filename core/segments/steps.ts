import { giveWay } from "./give-way.js";

/** A computation in steps of a few milliseconds: between two of them, others may have their turn. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Whoever waits meanwhile waits about so long at most, and for one step. */
const STRETCH_MS = 15;

/** All steps in one go: the result of a computation that nobody waits beside. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** All steps, giving way whenever others have waited for `STRETCH_MS`. The result is that of `atOnce`. */
export async function givingWay<T>(steps: Steps<T>): Promise<T> {
  let sinceMs = performance.now();
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    if (performance.now() - sinceMs < STRETCH_MS) continue;
    await giveWay();
    sinceMs = performance.now();
  }
}
