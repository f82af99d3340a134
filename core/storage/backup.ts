import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
} from "node:fs";
import Libsql from "libsql";
import { RapportError } from "../error.js";
import type { Vault } from "../privacy/vault.js";
import { isDatabaseTrouble } from "./database-trouble.js";
import { sqliteFile } from "./open-sqlite.js";
import { toBuffer } from "./schema.js";

/** One tombstone, whoever's. */
interface Tombstone {
  readonly tenant_id: string;
  readonly identifier_hash: string;
  readonly erased_at: number;
}

interface TenantKey {
  readonly tenant_id: string;
  readonly wrapped_key: ArrayBuffer | Uint8Array;
}

/** Another process has the database open for so long before it counts as in use. */
const IN_USE_AFTER_MS = 1_000;

/**
 * Writes a copy of the embedded database as it is at one moment, while others work with it (sqlite.org, "VACUUM",
 * section "VACUUM with an INTO clause"). Mode 0600. Without the key file it can't be read.
 * @throws RapportError `config_invalid` if there is no database, or if the file exists or can't be written
 */
export function backupSqlite(dataDir: string, file: string): void {
  const source = sqliteFile(dataDir);
  if (!existsSync(source))
    throw new RapportError("config_invalid", "there is no database in the data folder");
  if (existsSync(file)) throw new RapportError("config_invalid", "the backup's file exists already");
  const unfinished = `${file}.unfinished`;
  const connection = connect(source);
  try {
    rmSync(unfinished, { force: true });
    connection.prepare("vacuum into ?").run(unfinished);
    chmodSync(unfinished, 0o600);
    sync(unfinished);
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw new RapportError("config_invalid", "the backup can't be written", { cause: error });
  } finally {
    connection.close();
  }
}

/**
 * Puts a backup in the database's place. What stood there is kept beside it until the next restore; whoever it had
 * erased is remembered, so that the backup does not bring them back.
 * @returns where the former database is kept; `undefined` if there was none
 * @throws RapportError `config_invalid` if the file is no backup of ours, if it was encrypted under another master
 * key, or if a process has the database open
 */
export function restoreSqlite(dataDir: string, file: string, vault: Vault): string | undefined {
  const target = sqliteFile(dataDir);
  refuseOthers(file, vault);
  refuseWhileInUse(dataDir);
  const erased = existsSync(target) ? tombstonesOf(target) : [];
  const incoming = `${target}.incoming`;
  copyFileSync(file, incoming);
  chmodSync(incoming, 0o600);
  rememberErased(incoming, erased);
  sync(incoming);
  const former = `${target}.before-restore`;
  const hadOne = existsSync(target);
  // Copied, not moved: whatever happens next, there is a database in its place.
  if (hadOne) {
    copyFileSync(target, former);
    sync(former);
  }
  for (const rest of ["-wal", "-shm"]) rmSync(`${target}${rest}`, { force: true });
  renameSync(incoming, target);
  return hadOne ? former : undefined;
}

/**
 * @throws RapportError `config_invalid` if another process has the embedded database open
 */
export function refuseWhileInUse(dataDir: string): void {
  const file = sqliteFile(dataDir);
  if (!existsSync(file)) return;
  const connection = connect(file);
  try {
    connection.pragma(`busy_timeout = ${IN_USE_AFTER_MS}`);
    // Leaving WAL is granted only to whoever has the file alone (sqlite.org, "Write-Ahead Logging"), and puts what
    // waits in the log into the file. The next opening goes back to WAL.
    connection.pragma("journal_mode = DELETE");
  } catch (error) {
    // One that is too damaged to be locked is what a backup is for.
    if (!isDatabaseTrouble(error)) return;
    throw new RapportError("config_invalid", "the database is in use: stop the server first", {
      cause: error,
    });
  } finally {
    connection.close();
  }
}

function refuseOthers(file: string, vault: Vault): void {
  if (!existsSync(file)) throw new RapportError("config_invalid", "there is no such backup");
  const connection = connect(file);
  try {
    const [check] = connection.prepare("pragma integrity_check").all() as { integrity_check: string }[];
    if (check?.integrity_check !== "ok") throw new Error("damaged");
    const tenants = connection.prepare("select tenant_id, wrapped_key from tenants").all();
    for (const { tenant_id, wrapped_key } of tenants as TenantKey[]) {
      if (!opens(vault, tenant_id, toBuffer(wrapped_key))) throw OTHER_KEY;
    }
  } catch (error) {
    if (error === OTHER_KEY) throw error;
    throw new RapportError("config_invalid", "the file is damaged, or no backup of Rapport's", {
      cause: error,
    });
  } finally {
    connection.close();
  }
}

const OTHER_KEY = new RapportError(
  "config_invalid",
  "the backup was encrypted under another master key: put the keys.json of its time in place first",
);

function opens(vault: Vault, tenantId: string, wrappedKey: Buffer): boolean {
  try {
    vault.seal(wrappedKey, tenantId, "check", "");
    return true;
  } catch {
    return false;
  }
}

function tombstonesOf(file: string): readonly Tombstone[] {
  const connection = connect(file);
  try {
    return connection
      .prepare("select tenant_id, identifier_hash, erased_at from tombstones")
      .all() as Tombstone[];
  } catch {
    // A database that is too damaged to be read is what a backup is for.
    return [];
  } finally {
    connection.close();
  }
}

function rememberErased(file: string, erased: readonly Tombstone[]): void {
  if (erased.length === 0) return;
  const connection = connect(file);
  try {
    const tenants = new Set(
      (connection.prepare("select tenant_id from tenants").all() as { tenant_id: string }[]).map(
        (row) => row.tenant_id,
      ),
    );
    const insert = connection.prepare("insert or ignore into tombstones values (?, ?, ?)");
    connection.transaction(() => {
      for (const { tenant_id, identifier_hash, erased_at } of erased) {
        if (tenants.has(tenant_id)) insert.run(tenant_id, identifier_hash, erased_at);
      }
    })();
  } catch (error) {
    throw new RapportError(
      "config_invalid",
      "the backup is of an earlier version: restore it into an empty folder",
      {
        cause: error,
      },
    );
  } finally {
    connection.close();
  }
}

function connect(file: string): Libsql.Database {
  try {
    return new Libsql(file);
  } catch (error) {
    throw new RapportError("config_invalid", "the file can't be opened", { cause: error });
  }
}

/** On disk before it is called by its name. */
function sync(file: string): void {
  const handle = openSync(file, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
