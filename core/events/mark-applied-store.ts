import { type Database, isPostgres } from "../storage/database.js";
import { compiledOnce, inChunks } from "../storage/list-query.js";
import type { TenantId } from "../tenant-id.js";
import type { AppliedRow } from "./inbox-row.js";

/** Takes events out of line, each with what is kept of it. */
export async function markApplied(
  db: Database,
  tenantId: TenantId,
  applied: readonly AppliedRow[],
): Promise<void> {
  if (isPostgres(db)) await markInOneStatement(db, tenantId, applied);
  else for (const row of applied) await markOne(db, tenantId, row);
}

/** In the embedded database a statement costs no round trip, and one that is prepared costs less than a long one. */
async function markOne(db: Database, tenantId: TenantId, { sequence, kept }: AppliedRow): Promise<void> {
  const query = compiledOnce(db, "mark applied", () =>
    db
      .updateTable("inbox")
      .set({ state: "applied", payload_sealed: null, part_id: null, module: null, occurred_at: null })
      .where("sequence", "=", sequence)
      .where("tenant_id", "=", tenantId),
  );
  const parameters = [
    "applied",
    kept?.sealed ?? null,
    kept?.partId ?? null,
    kept?.module ?? null,
    kept?.occurredAtMs ?? null,
    sequence,
    tenantId,
  ];
  await db.executeQuery({ ...query, parameters });
}

/** The rows exist: this is one update of many rows. */
async function markInOneStatement(
  db: Database,
  tenantId: TenantId,
  applied: readonly AppliedRow[],
): Promise<void> {
  await inChunks(applied, async (chunk) => {
    await db
      .insertInto("inbox")
      .values(
        chunk.map(({ sequence, source, messageHash, receivedAtMs, kept }) => ({
          sequence,
          tenant_id: tenantId,
          message_hash: messageHash,
          source,
          received_at: receivedAtMs,
          state: "applied" as const,
          attempts: 0,
          payload_sealed: kept?.sealed ?? null,
          part_id: kept?.partId ?? null,
          module: kept?.module ?? null,
          occurred_at: kept?.occurredAtMs ?? null,
        })),
      )
      .onConflict((conflict) =>
        conflict.column("sequence").doUpdateSet((row) => ({
          state: row.ref("excluded.state"),
          payload_sealed: row.ref("excluded.payload_sealed"),
          part_id: row.ref("excluded.part_id"),
          module: row.ref("excluded.module"),
          occurred_at: row.ref("excluded.occurred_at"),
        })),
      )
      .execute();
    return [];
  });
}
