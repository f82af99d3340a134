import type { Logger } from "./logger.js";
import type { Metrics } from "./metrics.js";
import type { Privacy } from "./privacy/privacy.js";

/** One run of retention, with a line in the log about what went. Never rejects: the next run makes up for it. */
export async function sweepRetention(
  privacy: Pick<Privacy, "eraseTombstoned" | "sweep">,
  metrics: Pick<Metrics, "jobRan">,
  log: Logger,
): Promise<void> {
  try {
    // A restore that was cut short left them.
    await privacy.eraseTombstoned("retention");
    const removed = (await privacy.sweep()).filter(({ entries }) => entries > 0);
    const places = removed.map(({ place, entries }) => `${place}: ${entries}`).join(", ");
    if (removed.length > 0) log.info({ places }, "retention removed what there was no reason to keep");
    metrics.jobRan("retention", "ok");
  } catch {
    log.warn({}, "the retention sweep is put off: a store did not answer");
    metrics.jobRan("retention", "failed");
  }
}
