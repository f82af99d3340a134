import { mkdirSync } from "node:fs";
import { join } from "node:path";
import {
  Kysely,
  Migrator,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteStatement,
  type Transaction,
} from "kysely";
import Libsql from "libsql";
import { RapportError } from "../error.js";
import { MIGRATIONS } from "./migrations.js";
import type { Schema } from "./schema.js";

/** A connection or a transaction on it: every store function takes either. */
export type Database = Kysely<Schema> | Transaction<Schema>;

/**
 * A transaction that reads before it writes fails at once if another process wrote in between; one that
 * takes the write lock first waits for its turn instead (sqlite.org, "Transactions", section 2.2).
 */
function takingTurns(connection: Libsql.Database): SqliteDatabase {
  return {
    prepare: (sql) =>
      connection.prepare(sql === "begin" ? "begin immediate" : sql) as unknown as SqliteStatement,
    close: () => connection.close(),
  };
}

/**
 * Opens the embedded database `rapport.db` in `dataDir` (made if missing, mode 0700) and brings its tables up
 * to date. WAL with `synchronous=FULL`: a committed transaction survives the loss of power.
 */
export async function openDatabase(dataDir: string): Promise<Kysely<Schema>> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const connection = new Libsql(join(dataDir, "rapport.db"));
  connection.pragma("busy_timeout = 10000");
  connection.pragma("journal_mode = WAL");
  connection.pragma("synchronous = FULL");
  connection.pragma("foreign_keys = ON");
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: takingTurns(connection) }) });
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) {
    await db.destroy();
    throw new RapportError("storage_failed", "The database could not be brought up to date", {
      cause: error,
    });
  }
  return db;
}
