import type { Kysely, Transaction } from "kysely";
import type { Schema } from "./schema.js";

/** A connection or a transaction on it: every store function takes either. */
export type Database = Kysely<Schema> | Transaction<Schema>;
