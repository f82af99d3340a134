import { type Kysely, PostgresAdapter, type Transaction } from "kysely";
import type { Schema } from "./schema.js";

/** A connection or a transaction on it: every store function takes either. */
export type Database = Kysely<Schema> | Transaction<Schema>;

/** Whether it is Postgres: there several transactions run at the same time, and rows can be locked. */
export function isPostgres(db: Database): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}
