import { pino } from "pino";
import {
  type Config,
  type Logger,
  loadKeys,
  openCore,
  type RunningCore,
  systemClock,
  type TenantId,
  tenantId,
} from "../core/index.js";

/** The one tenant of an installation that serves one company. */
export const TENANT: TenantId = tenantId("default");

/** What every command works on: the core over the configured data folder. */
export interface Installation {
  readonly core: RunningCore;
  readonly log: Logger;
  readonly writeKey: string;
  /** True if nothing was configured and keys were generated just now: they should be backed up. */
  readonly keysCreated: boolean;
}

/** Structured lines on stderr, so that a command's result stands alone on stdout. */
function createLog(level: Config["LOG_LEVEL"]): Logger {
  return pino({ name: "rapport", level }, pino.destination({ fd: 2, sync: true }));
}

export async function openInstallation(config: Config): Promise<Installation> {
  const log = createLog(config.LOG_LEVEL);
  const keys = loadKeys(config.RAPPORT_DATA_DIR, config.RAPPORT_MASTER_KEY !== undefined);
  const core = await openCore({
    dataDir: config.RAPPORT_DATA_DIR,
    masterKey: config.RAPPORT_MASTER_KEY ?? keys.masterKey,
    tenantId: TENANT,
    tenantName: config.RAPPORT_TENANT_NAME,
    clock: systemClock,
    log,
  });
  return { core, log, writeKey: config.RAPPORT_WRITE_KEY ?? keys.writeKey, keysCreated: keys.created };
}
