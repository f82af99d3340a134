import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
} from "node:fs";
import { join } from "node:path";
import Libsql from "libsql";
import { RapportError } from "../error.js";
import { makeFolder } from "../keys.js";
import type { Vault } from "../privacy/vault.js";
import type { IdentifierType } from "../profiles/identity/identifier.js";
import { isShared } from "../profiles/identity/identifier-rules.js";
import type { TenantId } from "../tenant-id.js";
import { isDatabaseTrouble } from "./database-trouble.js";
import { sqliteFile } from "./open-sqlite.js";
import { openStorage } from "./open-storage.js";
import { toBuffer } from "./schema.js";

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

export interface RestoreOptions {
  readonly dataDir: string;
  /** The backup. */
  readonly file: string;
  readonly vault: Vault;
  /** Any tenant's: a backup of an earlier version is brought up to date. */
  readonly tenantId: TenantId;
}

/**
 * Puts a backup in the database's place. What stood there is kept beside it until the next restore; whoever it had
 * erased is remembered, so that the backup does not bring them back: `Privacy.eraseTombstoned` erases them again.
 * @returns where the former database is kept, if there was one, and how many tickets of erased people went
 * @throws RapportError `config_invalid` if the file is no backup of ours or the live database itself, if it was
 * encrypted under another master key, or if a process has the database open
 */
export async function restoreSqlite(
  options: RestoreOptions,
): Promise<{ readonly former: string | undefined; readonly tickets: number }> {
  const { dataDir, file, vault } = options;
  const target = sqliteFile(dataDir);
  refuseOthers(file, target, vault);
  refuseWhileInUse(dataDir);
  makeFolder(dataDir);
  const hadOne = existsSync(target);
  const aside = join(dataDir, "restoring");
  const incoming = `${target}.incoming`;
  try {
    rmSync(aside, { recursive: true, force: true });
    makeFolder(aside);
    const prepared = sqliteFile(aside);
    copyFileSync(file, prepared);
    chmodSync(prepared, 0o600);
    const storage = await openStorage({ dataDir: aside, vault, tenantId: options.tenantId });
    await storage.close();
    const tickets = rememberErased(prepared, hadOne ? erasuresIn(target) : undefined);
    // A copy: `libsql` may hold what was closed open for a while, with a log that goes by its former name.
    copyFileSync(prepared, incoming);
    chmodSync(incoming, 0o600);
    sync(incoming);
    const former = `${target}.before-restore`;
    // Copied, not moved: whatever happens next, there is a database in its place.
    if (hadOne) {
      copyFileSync(target, former);
      sync(former);
    }
    for (const rest of ["-wal", "-shm"]) rmSync(`${target}${rest}`, { force: true });
    renameSync(incoming, target);
    return { former: hadOne ? former : undefined, tickets };
  } finally {
    rmSync(aside, { recursive: true, force: true });
    rmSync(incoming, { force: true });
  }
}

/**
 * @throws RapportError `config_invalid` if another process has the embedded database open
 */
export function refuseWhileInUse(dataDir: string): void {
  const file = sqliteFile(dataDir);
  if (!existsSync(file)) return;
  try {
    leaveLog(file);
  } catch (error) {
    // One that is too damaged to be locked is what a backup is for.
    if (!isDatabaseTrouble(error)) return;
    throw new RapportError("config_invalid", "the database is in use: stop the server first", {
      cause: error,
    });
  }
}

/**
 * Leaving WAL is granted only to whoever has the file alone (sqlite.org, "Write-Ahead Logging"), and puts what waits
 * in the log into the file. The next opening goes back to WAL.
 */
function leaveLog(file: string): void {
  const connection = connect(file);
  try {
    connection.pragma(`busy_timeout = ${IN_USE_AFTER_MS}`);
    connection.pragma("journal_mode = DELETE");
  } finally {
    connection.close();
  }
}

function refuseOthers(file: string, target: string, vault: Vault): void {
  if (!existsSync(file)) throw new RapportError("config_invalid", "there is no such backup");
  if (existsSync(target) && realpathSync(file) === realpathSync(target)) {
    throw new RapportError("config_invalid", "the file is the live database itself: name a backup of it");
  }
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

/**
 * Carries over, in one transaction, what the former database knows of erasures. Those that the backup does not know
 * happened after it was made, so whatever it holds under their identifiers is from before: tickets go at once, and
 * parts are marked to be erased. Nobody is who is still in the former database, and nobody is for an identifier that
 * is only claimed or that several people may have.
 * @returns how many tickets went
 */
function rememberErased(file: string, memory: ReturnType<typeof erasuresIn>): number {
  const connection = connect(file);
  connection.pragma("secure_delete = ON");
  try {
    const all = (sql: string) => connection.prepare(sql).all() as Readonly<Record<string, string>>[];
    const run = (sql: string, ...values: readonly unknown[]) =>
      connection.prepare(sql).run(...values).changes;
    const forgotten: number = connection.transaction(() => {
      const tenants = new Set(all("select tenant_id from tenants").map((row) => row.tenant_id));
      const key = (...parts: readonly unknown[]) => parts.join("|");
      const known = new Set(
        all("select tenant_id, identifier_hash, erased_at from tombstones").map((row) =>
          key(row.tenant_id, row.identifier_hash, row.erased_at),
        ),
      );
      let tickets = 0;
      if (memory === undefined) return tickets;
      for (const part of memory.parts) {
        if (!tenants.has(part.tenant_id)) continue;
        run(REMEMBER_PART, part.tenant_id, part.part_id, part.identifier_hash, part.erased_at);
      }
      for (const tombstone of memory.tombstones) {
        const { tenant_id, identifier_hash, erased_at, lifted_at, reach, profile_id } = tombstone;
        if (!tenants.has(tenant_id)) continue;
        run(REMEMBER, tenant_id, identifier_hash, erased_at, lifted_at, reach, profile_id);
        if (known.has(key(tenant_id, identifier_hash, erased_at))) continue;
        tickets += run(FORGET_TICKETS, tenant_id, identifier_hash, identifier_hash);
        if (reach === "ticket") continue;
        run(FORGET_WAITING, tenant_id, identifier_hash);
        run(FORGET_RELAYS, tenant_id, tenant_id, identifier_hash);
        run(FORGET_HANDOFFS, tenant_id, identifier_hash);
        for (const holder of connection.prepare(HOLDERS).all(tenant_id, identifier_hash) as Holder[]) {
          const isWhole = reach === "person";
          if (isWhole && (isShared(holder) || memory.holdsPart(tenant_id, holder.part_id))) continue;
          run(REMEMBER_PART, tenant_id, holder.part_id, isWhole ? "" : identifier_hash, erased_at);
        }
      }
      return tickets;
    })();
    // The file alone is taken from here on, so nothing may wait in its log.
    const [{ busy } = { busy: 1 }] = connection.pragma("wal_checkpoint(TRUNCATE)") as { busy: number }[];
    if (busy !== 0) throw new RapportError("storage_failed", "the backup could not be made ready");
    return forgotten;
  } finally {
    memory?.close();
    connection.close();
  }
}

const REMEMBER_PART = "insert or ignore into erased_parts values (?, ?, ?, ?)";
const REMEMBER = `insert into tombstones (tenant_id, identifier_hash, erased_at, lifted_at, reach, profile_id)
  values (?, ?, ?, ?, ?, ?)
  on conflict do update set lifted_at = coalesce(lifted_at, excluded.lifted_at)`;
const FORGET_TICKETS = "delete from tickets where tenant_id = ? and (customer_hash = ? or email_hash = ?)";
/** What waited when the backup was made was said before the erasure too. */
const FORGET_WAITING = `update inbox set payload_sealed = null,
    state = case state when 'pending' then 'applied' else state end
  where tenant_id = ? and state in ('pending', 'dead') and subject_hash = ?`;
const FORGET_RELAYS = `delete from relays where tenant_id = ? and handoff_id in
  (select handoff_id from handoffs where tenant_id = ? and subject_hash = ?)`;
const FORGET_HANDOFFS = "delete from handoffs where tenant_id = ? and subject_hash = ?";
const HOLDERS =
  "select part_id, type from identifiers where tenant_id = ? and identifier_hash = ? and standing <> 'claimed'";

interface Holder {
  readonly part_id: string;
  readonly type: IdentifierType;
}

/** One erasure, whoever's. */
interface Tombstone {
  readonly tenant_id: string;
  readonly identifier_hash: string;
  readonly erased_at: number;
  readonly lifted_at: number | null;
  readonly reach: string;
  readonly profile_id: string | null;
}

interface ErasedPart {
  readonly tenant_id: string;
  readonly part_id: string;
  readonly identifier_hash: string;
  readonly erased_at: number;
}

/**
 * What a database, of this or an earlier version, knows of erasures.
 * @returns `undefined` if it is too damaged to be read: that is what a backup is for
 */
function erasuresIn(file: string) {
  const connection = connect(file);
  try {
    const tombstones = (connection.prepare("select * from tombstones").all() as Partial<Tombstone>[]).map(
      (row) => ({ lifted_at: null, reach: "person", profile_id: null, ...row }) as Tombstone,
    );
    const [remembers] = connection
      .prepare("select name from sqlite_master where type = 'table' and name = 'erased_parts'")
      .all();
    const parts =
      remembers === undefined
        ? []
        : (connection.prepare("select * from erased_parts").all() as readonly ErasedPart[]);
    const holding = connection.prepare("select 1 from profile_parts where tenant_id = ? and part_id = ?");
    return {
      tombstones,
      parts,
      holdsPart: (tenantId: string, partId: string) => holding.get(tenantId, partId) !== undefined,
      close: () => connection.close(),
    };
  } catch {
    connection.close();
    return undefined;
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
