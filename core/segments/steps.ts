/** A computation in steps of a few milliseconds: between two of them, others may have their turn (`givingWay`). */
export type Steps<T> = Generator<undefined, T, undefined>;

/** All steps in one go: the result of a computation that nobody waits beside. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}
