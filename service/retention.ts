import type { Logger, RunningCore } from "../core/index.js";

const HOUR_MS = 3_600_000;

/** Sweeps at once and then every hour. Returns how to end it. */
export function sweepHourly(core: RunningCore, log: Logger): () => Promise<void> {
  let running = Promise.resolve();
  const sweep = () => {
    running = core.privacy.sweep().then(
      (places) => {
        const removed = places.filter(({ entries }) => entries > 0);
        const words = removed.map(({ place, entries }) => `${place}: ${entries}`).join(", ");
        if (removed.length > 0)
          log.info({ places: words }, "retention removed what there was no reason to keep");
      },
      () => log.warn({}, "the retention sweep is put off: the database did not answer"),
    );
  };
  sweep();
  const timer = setInterval(sweep, HOUR_MS).unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
