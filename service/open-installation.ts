import { readFileSync } from "node:fs";
import { pino } from "pino";
import {
  type Config,
  type Logger,
  loadKeys,
  masterKeysIn,
  openCore,
  openTextEncoder,
  parseConsentText,
  parseTenantInventory,
  RapportError,
  type RunningCore,
  redactingLogger,
  systemClock,
  type TenantId,
  tenantId,
} from "../core/index.js";
import { callAction } from "./call-action.js";
import { DEMO_FLOWS_FILE } from "./demo/flows/demo-flows.js";
import { createLlmRewriter } from "./llm-rewriter.js";
import { holdsDemo } from "./load-demo.js";
import { loadFlows } from "./load-flows.js";

/** What every command works on: the core of the configured tenant over the configured storage. */
export interface Installation {
  readonly core: RunningCore;
  readonly tenantId: TenantId;
  readonly log: Logger;
  /** The file of the flows that the core follows: the tenant's own, else the demo company's where its data is. */
  readonly flowsFile: string | undefined;
  readonly writeKey: string;
  /** True if nothing was configured and keys were generated just now: they should be backed up. */
  readonly keysCreated: boolean;
}

/** Structured lines on stderr, so that a command's result stands alone on stdout. They name nobody. */
function createLog(level: Config["LOG_LEVEL"]): Logger {
  return redactingLogger(pino({ name: "rapport", level }, pino.destination({ fd: 2, sync: true })));
}

export interface InstallationOptions {
  /** Where customers reach the server, once it listens. */
  readonly publicUrl?: () => string | undefined;
  /** Whether this process works the queue; by default as the core decides. */
  readonly works?: boolean;
  readonly processMetrics?: boolean;
}

/** Opens the core that the configuration describes. */
export async function openInstallation(
  config: Config,
  { publicUrl = () => config.RAPPORT_PUBLIC_URL, works, processMetrics = false }: InstallationOptions = {},
): Promise<Installation> {
  // Read before anything is opened: a flow with a problem is no flow to start with.
  const flowsFile =
    config.RAPPORT_FLOWS ?? (holdsDemo(config.RAPPORT_DATA_DIR) ? DEMO_FLOWS_FILE : undefined);
  const flows = flowsFile === undefined ? undefined : loadFlows(flowsFile);
  const log = createLog(config.LOG_LEVEL);
  const tenant = tenantId(config.RAPPORT_TENANT);
  const isGiven = config.RAPPORT_MASTER_KEY !== undefined;
  const keys = loadKeys(config.RAPPORT_DATA_DIR, isGiven, tenant);
  const encoder =
    config.RAPPORT_ENCODER_DIR === undefined ? undefined : await openTextEncoder(config.RAPPORT_ENCODER_DIR);
  const core = await openCore({
    dataDir: config.RAPPORT_DATA_DIR,
    databaseUrl: config.DATABASE_URL,
    redisUrl: config.REDIS_URL,
    works,
    maxBacklog: config.RAPPORT_MAX_BACKLOG,
    processMetrics,
    masterKey: config.RAPPORT_MASTER_KEY ?? keys.masterKey,
    previousMasterKey: isGiven ? config.RAPPORT_MASTER_KEY_PREVIOUS : keys.previousMasterKey,
    reloadMasterKeys: isGiven ? undefined : () => masterKeysIn(config.RAPPORT_DATA_DIR),
    tenantId: tenant,
    tenantName: config.RAPPORT_TENANT_NAME,
    tone: config.RAPPORT_TONE,
    rewriting: rewritingOf(config),
    regime: config.RAPPORT_REGIME,
    inventory: fromFile(config, "RAPPORT_INVENTORY_FILE", parseTenantInventory),
    consentText: fromFile(config, "RAPPORT_CONSENT_FILE", parseConsentText),
    publicUrl,
    encoder,
    handoffBelow: config.RAPPORT_HANDOFF_BELOW,
    postAction: callAction,
    clock: systemClock,
    log,
  });
  if (flows !== undefined) core.followFlows(flows);
  const writeKey = config.RAPPORT_WRITE_KEY ?? keys.writeKey;
  return { core, tenantId: tenant, log, flowsFile, writeKey, keysCreated: keys.created };
}

function rewritingOf(config: Config) {
  const { RAPPORT_LLM_URL: url, RAPPORT_LLM_MODEL: model, RAPPORT_LLM_KEY: key } = config;
  if (url === undefined || model === undefined) return undefined;
  const rewriter = createLlmRewriter({ url, model, key, timeoutMs: config.RAPPORT_LLM_TIMEOUT_MS });
  return { rewriter, allowSlack: config.RAPPORT_LLM_SLACK === "on" };
}

function fromFile<T>(
  config: Config,
  key: "RAPPORT_INVENTORY_FILE" | "RAPPORT_CONSENT_FILE",
  parse: (text: string) => T,
): T | undefined {
  const path = config[key];
  if (path === undefined) return undefined;
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new RapportError("config_invalid", `${key} names a file that can't be read`, { cause: error });
  }
  return parse(text);
}
