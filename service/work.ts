import { type Config, RapportError } from "../core/index.js";
import { healthRoutes } from "./health-routes.js";
import { startHttpHost } from "./http-host.js";
import { metricsRoute } from "./metrics-route.js";
import { openInstallation } from "./open-installation.js";

/** A process that works the queue. */
export interface RunningWorker {
  /** Where its health and metrics are, if it was given a port. */
  readonly url: string | undefined;
  /** Takes up nothing new, ends what is at hand, and closes. */
  close(): Promise<void>;
}

/**
 * Starts a worker beside the servers (`serve`) of an installation on PostgreSQL and Redis: it applies events and does
 * what happens by the clock. As many as you like.
 * @param port of its own health and metrics; `undefined`: none
 * @throws RapportError `config_invalid` if nothing is shared that it could work on
 */
export async function work(config: Config, port: number | undefined): Promise<RunningWorker> {
  if (config.REDIS_URL === undefined) {
    throw new RapportError(
      "config_invalid",
      "REDIS_URL is not set: without it `rapport serve` works the queue itself, and needs no workers",
    );
  }
  const { core, log } = await openInstallation(config, { works: true, processMetrics: true });
  try {
    await core.startUpkeep();
    const host = port === undefined ? undefined : await startHttpHost({ port, hostname: "0.0.0.0", log });
    host?.serve([
      ...healthRoutes(core, () => true),
      metricsRoute({ metrics: core.metrics, token: config.RAPPORT_METRICS_TOKEN }),
    ]);
    return {
      url: host?.url,
      async close() {
        await host?.close();
        await core.close();
      },
    };
  } catch (error) {
    await core.close();
    throw error;
  }
}
