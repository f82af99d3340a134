/** What a process that was busy gets on top, and how late a timer is that says it was. */
const GRACE_MS = 30;

/**
 * The work's outcome, if it comes in time; otherwise what `late` makes is thrown, and the outcome is ignored.
 *
 * Time in which this process was busy with something else does not count: what came meanwhile is read first, and
 * what could not be sent gets `GRACE_MS`.
 * @param ms how long the work may take, above 0
 * @param late called when the time is over
 */
export function withinDeadline<T>(ms: number, work: Promise<T>, late: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    let settled = false;
    const startedAtMs = performance.now();
    let timer = setTimeout(() => {
      const wasBusy = performance.now() - startedAtMs > ms + GRACE_MS;
      timer = setTimeout(
        () => {
          if (!settled) reject(late());
        },
        wasBusy ? GRACE_MS : 0,
      );
    }, ms);
    work.then(resolve, reject).finally(() => {
      settled = true;
      clearTimeout(timer);
    });
  });
}
