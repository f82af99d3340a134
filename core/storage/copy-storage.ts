import { type RawBuilder, sql } from "kysely";
import { RapportError } from "../error.js";
import type { Vault } from "../privacy/vault.js";
import { type TenantId, tenantId } from "../tenant-id.js";
import { refuseWhileInUse } from "./backup.js";
import type { Database } from "./database.js";
import type { Dialect } from "./migrations.js";
import { openStorage } from "./open-storage.js";
import type { Schema } from "./schema.js";

export interface CopyOptions {
  /** Folder of the embedded database. */
  readonly dataDir: string;
  /** `postgres://…` */
  readonly databaseUrl: string;
  readonly vault: Vault;
  /** The tenant of the folder's configuration; all others in the database go too. */
  readonly tenantId: TenantId;
  readonly onProgress: (done: number, total: number) => void;
}

/** How many rows of each tenant were copied and found equal. */
export type CopiedRows = Readonly<Record<string, number>>;

type Row = Readonly<Record<string, unknown>>;

/** All tables, those that others point at first, each with the columns that order it. */
const TABLES: Readonly<Record<keyof Schema, readonly string[]>> = {
  tenants: ["tenant_id"],
  profile_parts: ["part_id"],
  identifiers: ["identifier_hash"],
  merges: ["merge_id"],
  tombstones: ["identifier_hash", "erased_at"],
  erased_parts: ["part_id", "identifier_hash"],
  audit: ["sequence"],
  drops: ["attribute", "source"],
  admin_tokens: ["token_hash"],
  downloads: ["ticket_hash"],
  inbox: ["sequence"],
  conversations: ["conversation_hash"],
  deliveries: ["channel", "delivery_hash"],
  handoffs: ["handoff_id"],
  relays: ["relay_id"],
  replies: ["reply_key"],
  tickets: ["ticket_hash"],
  items: ["kind", "item_key"],
  segment_settings: ["tenant_id"],
  segment_runs: ["run_id"],
  segment_standings: ["profile_id"],
  segment_shifts: ["shift_id"],
  models: ["kind"],
  decisions: ["decision_id"],
  feedback: ["decision_id", "kind"],
  decision_inputs: ["input_id"],
  reply_versions: ["digest"],
  reply_counts: ["reply_key", "segment", "outcome", "place"],
  reply_proposals: ["proposal_id"],
  reply_settings: ["tenant_id"],
};

const NUMBERS: ReadonlySet<string> = new Set(["sequence", "erased_at", "place"]);

const PAGE = 500;

/**
 * Copies all tenants of an embedded database into Postgres, each in one transaction, and compares every row. Cut
 * short, nothing of that tenant is there. The source is left as it is.
 * @throws RapportError `config_invalid` if the source is in use, if the target holds one of the tenants, or if it
 * can't be reached; `storage_failed` if a row is not the same afterwards
 */
export async function copyStorage(options: CopyOptions): Promise<CopiedRows> {
  const { dataDir, databaseUrl, vault, onProgress } = options;
  refuseWhileInUse(dataDir);
  const source = await openStorage({ dataDir, vault, tenantId: options.tenantId });
  try {
    const tenants = await source.db.selectFrom("tenants").select("tenant_id").orderBy("tenant_id").execute();
    const ids = tenants.map((row) => tenantId(row.tenant_id));
    const total = await countRows(source.db, ids);
    let done = 0;
    const copied: Record<string, number> = {};
    for (const id of ids) {
      const target = await openStorage({ dataDir, databaseUrl, vault, tenantId: id });
      try {
        copied[id] = await target.db.transaction().execute((transaction) =>
          copyTenant(source.db, transaction, id, (rows) => {
            done += rows;
            onProgress(done, 2 * total);
          }),
        );
      } finally {
        await target.close();
      }
    }
    return copied;
  } finally {
    await source.close();
  }
}

async function copyTenant(
  source: Database,
  target: Database,
  id: TenantId,
  onRows: (rows: number) => void,
): Promise<number> {
  const taken = await target.selectFrom("tenants").select("tenant_id").where("tenant_id", "=", id).execute();
  if (taken.length > 0) {
    throw new RapportError("config_invalid", `the target holds the tenant ${id} already`);
  }
  for (const [table, order] of Object.entries(TABLES)) {
    for await (const rows of pages(source, "sqlite", table, order, id)) {
      await insert(target, table, rows);
      onRows(rows.length);
    }
  }
  let copied = 0;
  for (const [table, order] of Object.entries(TABLES)) {
    const arrived = pages(target, "postgres", table, order, id);
    for await (const rows of pages(source, "sqlite", table, order, id)) {
      const { value: others } = await arrived.next();
      rows.forEach((row, n) => {
        if (contentOf(row) !== contentOf(others?.[n])) throw unequal(table);
      });
      copied += rows.length;
      onRows(rows.length);
    }
    if (!(await arrived.next()).done) throw unequal(table);
  }
  return copied;
}

function unequal(table: string): RapportError {
  return new RapportError(
    "storage_failed",
    `after copying, the table ${table} was not the same: nothing was kept`,
  );
}

/** Pages of one tenant's rows; without the number that the database itself gives to rows of the inbox. */
async function* pages(
  db: Database,
  dialect: Dialect,
  table: string,
  order: readonly string[],
  id: TenantId,
): AsyncGenerator<readonly Row[], undefined> {
  const by = sql.join(order.map((column) => inByteOrder(column, dialect)));
  for (let offset = 0; ; offset += PAGE) {
    const { rows } = await sql<Row>`
      select * from ${sql.table(table)} where tenant_id = ${id} order by ${by} limit ${PAGE} offset ${offset}
    `.execute(db);
    if (rows.length > 0) yield table === "inbox" ? rows.map(({ sequence: _own, ...row }) => row) : rows;
    if (rows.length < PAGE) return undefined;
  }
}

/** Postgres sorts text by the language of the database, SQLite by its bytes. */
function inByteOrder(column: string, dialect: Dialect): RawBuilder<unknown> {
  return dialect === "sqlite" || NUMBERS.has(column)
    ? sql`${sql.ref(column)}`
    : sql`${sql.ref(column)} collate "C"`;
}

async function insert(db: Database, table: string, rows: readonly Row[]): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.keys(first);
  const values = rows.map((row) => sql`(${sql.join(columns.map((column) => plain(row[column])))})`);
  await sql`
    insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
    values ${sql.join(values)}
  `.execute(db);
}

/** Bytes as both drivers take them. */
function plain(value: unknown): unknown {
  return value instanceof ArrayBuffer ? Buffer.from(value) : value;
}

/** The same text for the same content, whichever driver read it. */
function contentOf(row: Row | undefined): string {
  if (row === undefined) return "";
  const entries = Object.entries(row).map(([column, value]) => {
    const bytes = plain(value);
    return [column, bytes instanceof Uint8Array ? Buffer.from(bytes).toString("base64") : bytes];
  });
  return JSON.stringify(entries.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
}

async function countRows(db: Database, ids: readonly TenantId[]): Promise<number> {
  let total = 0;
  for (const table of Object.keys(TABLES)) {
    const { rows } = await sql<{ readonly count: number }>`
      select count(*) as count from ${sql.table(table)} where tenant_id in (${sql.join(ids)})
    `.execute(db);
    total += Number(rows[0]?.count ?? 0);
  }
  return total;
}
