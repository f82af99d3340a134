import { type CompiledQuery, Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { RapportError } from "../error.js";
import type { TenantId } from "../tenant-id.js";
import type { OpenDatabase } from "./open-sqlite.js";
import type { Schema } from "./schema.js";

/** The role that queries run as: bound by row-level security, and without the right to change the audit. */
export const APPLICATION_ROLE = "rapport_app";

const MAX_CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 10_000;
const STATEMENT_TIMEOUT_MS = 30_000;
const BIGINT = 20;

/** Counts and times of ours are far below 2^53, so a bigint is read as a number. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    oid === BIGINT ? Number : pg.types.getTypeParser(oid, format)) as pg.CustomTypesConfig["getTypeParser"],
};

/**
 * A pool whose connections see one tenant's rows only.
 * @throws RapportError `config_invalid` if the server can't be reached or refuses; the message holds no password
 */
export async function openPostgres(databaseUrl: string, tenantId: TenantId): Promise<OpenDatabase> {
  // As the login role, which owns the tables; the policies hold for it too, so the tenant is set here as well.
  const migrating = connect(databaseUrl, 1, [tenantSetting(tenantId)]);
  const db = connect(databaseUrl, MAX_CONNECTIONS, [
    tenantSetting(tenantId),
    sql`set role ${sql.ref(APPLICATION_ROLE)}`.compile(migrating),
  ]);
  const close = async () => {
    await Promise.all([db.destroy(), migrating.destroy()]);
  };
  try {
    await sql`select 1`.execute(migrating);
  } catch (error) {
    await close();
    throw new RapportError("config_invalid", `DATABASE_URL: ${reasonOf(error)}`, { cause: error });
  }
  return {
    db,
    migrating,
    migrated: () => migrating.destroy(),
    scrub: async () => {},
    close,
  };
}

function tenantSetting(tenantId: TenantId): CompiledQuery {
  const builder = sql`select set_config('rapport.tenant', ${tenantId}, false)`;
  return builder.compile(COMPILER);
}

function connect(databaseUrl: string, max: number, first: readonly CompiledQuery[]): Kysely<Schema> {
  return new Kysely<Schema>({
    dialect: new PostgresDialect({
      pool: poolOf(databaseUrl, max),
      onCreateConnection: async (connection) => {
        for (const query of first) await connection.executeQuery(query);
      },
    }),
  });
}

function poolOf(connectionString: string, max: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    types,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    application_name: "rapport",
  });
  // A connection that the server closed is replaced at the next query, and a query that was under way rejects;
  // unheard, the error ends the process. The pool hears of idle connections only.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

/** Compiles without connecting. */
const COMPILER = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: async () => new pg.Pool() }) });

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code.startsWith("28")) return "the server refuses the user or the password";
  if (code === "3D000") return "there is no such database on the server";
  if (code === "42704" || code === "42501") return `the role ${APPLICATION_ROLE} may not be used`;
  return "the server can't be reached";
}
