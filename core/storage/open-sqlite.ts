import { chmodSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { Kysely, type SqliteDatabase, SqliteDialect, type SqliteStatement, sql } from "kysely";
import Libsql from "libsql";
import { RapportError } from "../error.js";
import type { Schema } from "./schema.js";

/** A database that is open, before and after its tables are brought up to date. */
export interface OpenDatabase {
  readonly db: Kysely<Schema>;
  /** What migrations run on. */
  readonly migrating: Kysely<Schema>;
  /** Called once they have run. */
  migrated(): Promise<void>;
  scrub(): Promise<void>;
  close(): Promise<void>;
}

/** Of SQLite's pages. Its own 2 MB hold the inner pages of no large index. */
const CACHE_KIB = 64 * 1024;

/**
 * So many pages of 4 KB the log holds before they are copied into the file, in the midst of whatever write comes next.
 * A turn writes some 25 of them, many of them again and again: copying 4,000 takes less than twice as long as SQLite's
 * own 1,000, for one turn in 170 instead of one in 40.
 */
const LOGGED_PAGES = 4_000;

/** Preparing a statement costs more than running most of ours; there are a few hundred different ones. */
const MAX_PREPARED = 500;

/** The embedded database's file in a data folder. */
export function sqliteFile(dataDir: string): string {
  return join(dataDir, "rapport.db");
}

/**
 * A transaction that reads before it writes fails at once if another process wrote in between; one that
 * takes the write lock first waits for its turn instead (sqlite.org, "Transactions", section 2.2).
 */
function takingTurns(connection: Libsql.Database): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>();
  return {
    prepare(sql) {
      const known = prepared.get(sql);
      if (known !== undefined) return known;
      const text = sql === "begin" ? "begin immediate" : sql;
      const statement = asPrepared(connection.prepare(text) as unknown as SqliteStatement);
      // A statement about tables is used once, and may stand in the way of the next one about them.
      if (!/^\s*(create|alter|drop|pragma|vacuum)/i.test(sql)) {
        if (prepared.size >= MAX_PREPARED) prepared.delete(prepared.keys().next().value ?? "");
        prepared.set(sql, statement);
      }
      return statement;
    },
    close() {
      prepared.clear();
      connection.close();
    },
  };
}

/** Whether it gives rows is asked for at each execution: it stays as it is, and libsql takes its time to say so. */
function asPrepared(statement: SqliteStatement): SqliteStatement {
  return {
    reader: statement.reader,
    all: (parameters) => statement.all(parameters),
    run: (parameters) => statement.run(parameters),
    iterate: (parameters) => statement.iterate(parameters),
  };
}

/**
 * Opens the embedded database in `dataDir` (made if missing, mode 0700; the file 0600). WAL with
 * `synchronous=FULL`: a committed transaction survives the loss of power. `secure_delete`: what is deleted is
 * overwritten.
 * @throws RapportError `storage_failed` if the file is no database of SQLite's
 */
export async function openSqlite(dataDir: string): Promise<OpenDatabase> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = sqliteFile(dataDir);
  const connection = connectSqlite(file);
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: takingTurns(connection) }) });
  return {
    db,
    migrating: db,
    async migrated() {
      for (const each of [file, `${file}-wal`, `${file}-shm`]) if (existsSync(each)) chmodSync(each, 0o600);
    },
    async scrub() {
      // Through the same door as transactions: within another's it would fail.
      await sql`pragma wal_checkpoint(TRUNCATE)`.execute(db);
    },
    close: () => db.destroy(),
  };
}

/**
 * A connection as the product sets it.
 * @throws RapportError `storage_failed` if the file is no database of SQLite's
 */
export function connectSqlite(file: string): Libsql.Database {
  try {
    const connection = new Libsql(file);
    connection.pragma("busy_timeout = 10000");
    connection.pragma("journal_mode = WAL");
    connection.pragma("synchronous = FULL");
    connection.pragma("foreign_keys = ON");
    connection.pragma("secure_delete = ON");
    connection.pragma(`cache_size = -${CACHE_KIB}`);
    connection.pragma(`wal_autocheckpoint = ${LOGGED_PAGES}`);
    return connection;
  } catch (error) {
    throw new RapportError(
      "storage_failed",
      "rapport.db in the data folder can't be opened, or is no database: restore it from a backup",
      { cause: error },
    );
  }
}
