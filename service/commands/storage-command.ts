import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import {
  backupSqlite,
  type Config,
  copyStorage,
  loadKeys,
  masterKeysIn,
  RapportError,
  readConfig,
  restoreSqlite,
  tenantId,
  tenantsIn,
  vaultOf,
} from "../../core/index.js";
import { openInstallation } from "../open-installation.js";
import { showProgress } from "../progress.js";
import { print } from "./with-installation.js";

/** `rapport backup`, `rapport restore` and `rapport storage copy`. */
export function addStorage(program: Command): void {
  program
    .command("backup <file>")
    .description("copy the embedded database while the server runs")
    .action((file: string) => {
      const config = embedded();
      backupSqlite(config.RAPPORT_DATA_DIR, file);
      print(`Written to ${file}. It can't be read without the master key: back up keys.json too, elsewhere.`);
    });
  program
    .command("restore <file>")
    .description("put a backup in the database's place; the server must be stopped")
    .action((file: string) => restore(embedded(), file));
  program
    .command("storage")
    .description("where the data lies")
    .command("copy")
    .description("copy the embedded database to PostgreSQL and compare every row; the server must be stopped")
    .requiredOption("--to <url>", "postgres://user:password@host/database")
    .action(({ to }: { to: string }) => copy(embedded(), to));
}

function embedded(): Config {
  const config = readConfig(process.env);
  if (config.DATABASE_URL === undefined) return config;
  throw new RapportError("config_invalid", "DATABASE_URL is set: this works on the embedded database only");
}

async function restore(config: Config, file: string): Promise<void> {
  const dataDir = config.RAPPORT_DATA_DIR;
  const vault = vaultThere(config);
  const restored = await restoreSqlite({ dataDir, file, vault, tenantId: tenantId(config.RAPPORT_TENANT) });
  // The configured one first: it makes keys.json, where there is only a key from the configuration.
  const done = new Set<string>();
  let erased = 0;
  for (const next = [config.RAPPORT_TENANT]; next.length > 0; ) {
    const tenant = next.shift() ?? "";
    done.add(tenant);
    const { core } = await openInstallation({ ...config, RAPPORT_TENANT: tenant });
    erased += await core.privacy.eraseTombstoned("cli").finally(() => core.close());
    if (next.length === 0) next.push(...tenantsIn(dataDir).filter((each) => !done.has(each)));
  }
  print("Restored.");
  if (erased > 0)
    print(`Erased again, because they were erased after the backup was made: ${erased} people.`);
  if (restored.tickets > 0)
    print(`Tickets of erased people that the backup held, and went: ${restored.tickets}.`);
  if (restored.former !== undefined)
    print(`What was there before is kept in ${restored.former}: delete it once all is well.`);
}

/** What the backup was encrypted under; nothing is made, for whatever is made now can't be that. */
function vaultThere(config: Config): ReturnType<typeof vaultOf> {
  const { RAPPORT_DATA_DIR: dataDir, RAPPORT_MASTER_KEY: masterKey } = config;
  if (masterKey !== undefined) {
    return vaultOf({ masterKey, previousMasterKey: config.RAPPORT_MASTER_KEY_PREVIOUS });
  }
  if (!existsSync(join(dataDir, "keys.json"))) {
    throw new RapportError(
      "config_invalid",
      "there is no keys.json in the data folder: put the one of the backup's time there first",
    );
  }
  return vaultOf(masterKeysIn(dataDir));
}

async function copy(config: Config, to: string): Promise<void> {
  if (!/^postgres(ql)?:\/\//.test(to))
    throw new RapportError("config_invalid", "--to must be a postgres:// URL");
  const progress = showProgress("Copying and comparing");
  try {
    const copied = await copyStorage({
      dataDir: config.RAPPORT_DATA_DIR,
      databaseUrl: to,
      vault: vaultFor(config),
      tenantId: tenantId(config.RAPPORT_TENANT),
      onProgress: progress.update,
    });
    progress.end();
    for (const [name, rows] of Object.entries(copied)) print(`${name}: ${rows} rows copied and found equal.`);
    print("Set DATABASE_URL to work there. The master key stays the same: keep keys.json.");
  } finally {
    progress.end();
  }
}

function vaultFor(config: Config): ReturnType<typeof vaultOf> {
  const isGiven = config.RAPPORT_MASTER_KEY !== undefined;
  const keys = loadKeys(config.RAPPORT_DATA_DIR, isGiven, tenantId(config.RAPPORT_TENANT));
  return vaultOf({
    masterKey: config.RAPPORT_MASTER_KEY ?? keys.masterKey,
    previousMasterKey: isGiven ? config.RAPPORT_MASTER_KEY_PREVIOUS : keys.previousMasterKey,
  });
}
