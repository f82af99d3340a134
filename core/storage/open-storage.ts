import { randomInt } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { type Kysely, Migrator, sql } from "kysely";
import { RapportError } from "../error.js";
import type { Vault } from "../privacy/vault.js";
import type { TenantId } from "../tenant-id.js";
import type { Database } from "./database.js";
import { isConflict } from "./database-trouble.js";
import { type Dialect, migrations } from "./migrations.js";
import { openPostgres } from "./open-postgres.js";
import { openSqlite } from "./open-sqlite.js";
import type { Schema } from "./schema.js";

export interface StorageOptions {
  readonly dataDir: string;
  /** `postgres://…`; without it the embedded database `rapport.db` in `dataDir`. */
  readonly databaseUrl?: string | undefined;
  readonly tenantId: TenantId;
  readonly vault: Vault;
}

/** An open database, its tables up to date. */
export interface Storage {
  readonly db: Kysely<Schema>;
  readonly dialect: Dialect;
  /**
   * Runs `work` as if no other transaction ran: SQLite's take turns, Postgres' are serializable and run again
   * when one stood in another's way. So `work` may run several times.
   */
  inTransaction<T>(work: (db: Database) => Promise<T>): Promise<T>;
  /**
   * The same for wide transactions that would stand in each other's way: on Postgres those of a tenant take turns over
   * all processes, before they look at anything.
   */
  inTurn<T>(work: (db: Database) => Promise<T>): Promise<T>;
  /** Overwrites on disk what was deleted. Postgres does so in its own time (autovacuum). */
  scrub(): Promise<void>;
  close(): Promise<void>;
}

const MAX_TRIES = 40;
const MAX_PAUSE_MS = 500;

/**
 * Opens the database and brings its tables up to date.
 * @throws RapportError `config_invalid` if it can't be reached, `storage_failed` if it is damaged or its tables
 * can't be brought up to date
 */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const { databaseUrl, vault, tenantId } = options;
  const dialect: Dialect = databaseUrl === undefined ? "sqlite" : "postgres";
  const opened =
    databaseUrl === undefined ? await openSqlite(options.dataDir) : await openPostgres(databaseUrl, tenantId);
  try {
    await migrateToLatest(opened.migrating, vault, dialect);
    await opened.migrated();
  } catch (error) {
    await opened.close();
    throw error;
  }
  const { db } = opened;

  async function serializable<T>(work: (db: Database) => Promise<T>, on: Kysely<Schema> = db): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await on.transaction().setIsolationLevel("serializable").execute(work);
      } catch (error) {
        if (!isConflict(error) || tries === MAX_TRIES) throw error;
        await pause(randomInt(1, Math.min(MAX_PAUSE_MS, 5 * 2 ** tries) + 1));
      }
    }
  }

  const inTransaction: Storage["inTransaction"] = (work) =>
    dialect === "postgres"
      ? serializable(work)
      : db.transaction().execute((transaction) => work(transaction));

  /** The lock is the connection's, so that a process that dies lets go of it. */
  const inTurn: Storage["inTurn"] = (work) =>
    db.connection().execute(async (connection) => {
      await sql`select pg_advisory_lock(hashtext('rapport in turn'), hashtext(${tenantId}))`.execute(
        connection,
      );
      try {
        return await serializable(work, connection);
      } finally {
        await sql`select pg_advisory_unlock(hashtext('rapport in turn'), hashtext(${tenantId}))`.execute(
          connection,
        );
      }
    });

  return {
    db,
    dialect,
    inTransaction,
    inTurn: dialect === "postgres" ? inTurn : inTransaction,
    scrub: opened.scrub,
    close: opened.close,
  };
}

async function migrateToLatest(db: Kysely<Schema>, vault: Vault, dialect: Dialect): Promise<void> {
  const all = migrations({ vault, dialect });
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: async () => all },
  }).migrateToLatest();
  if (error === undefined) return;
  if (error instanceof RapportError) throw error;
  throw new RapportError("storage_failed", "The database could not be brought up to date", { cause: error });
}
