import { type Database, isPostgres } from "../storage/database.js";
import { compiledOnce, inChunks } from "../storage/list-query.js";
import type { TenantId } from "../tenant-id.js";
import type { SealedPart } from "./part-sealing.js";
import type { PartId, ProfileId } from "./profile.js";

/** A part's row to be written. */
export interface PartWrite extends SealedPart {
  readonly part_id: PartId;
  readonly profile_id: ProfileId;
  readonly wrapped_key: Buffer;
  readonly restricted: number;
  readonly sweep_at: number | null;
  readonly created_at: number;
  readonly updated_at: number;
}

/** Writes the documents of parts that have a row, and when they are looked at. */
export async function putParts(db: Database, tenantId: TenantId, rows: readonly PartWrite[]): Promise<void> {
  if (isPostgres(db)) await putInOneStatement(db, tenantId, rows);
  else for (const row of rows) await putPart(db, tenantId, row);
}

/** In the embedded database a statement costs no round trip, and one that is prepared costs less than a long one. */
async function putPart(db: Database, tenantId: TenantId, row: PartWrite): Promise<void> {
  const query = compiledOnce(db, "put part", () =>
    db
      .updateTable("profile_parts")
      .set({
        identity_sealed: row.identity_sealed,
        demographics_sealed: row.demographics_sealed,
        interactions_sealed: row.interactions_sealed,
        purchases_sealed: row.purchases_sealed,
        behaviour_sealed: row.behaviour_sealed,
        preferences_sealed: row.preferences_sealed,
        sweep_at: row.sweep_at,
        updated_at: row.updated_at,
      })
      .where("tenant_id", "=", tenantId)
      .where("part_id", "=", row.part_id),
  );
  const parameters = [
    row.identity_sealed,
    row.demographics_sealed,
    row.interactions_sealed,
    row.purchases_sealed,
    row.behaviour_sealed,
    row.preferences_sealed,
    row.sweep_at,
    row.updated_at,
    tenantId,
    row.part_id,
  ];
  await db.executeQuery({ ...query, parameters });
}

/** The rows exist: this is one update of many rows. */
async function putInOneStatement(
  db: Database,
  tenantId: TenantId,
  rows: readonly PartWrite[],
): Promise<void> {
  await inChunks(rows, async (chunk) => {
    await db
      .insertInto("profile_parts")
      .values(chunk.map((row) => ({ ...row, tenant_id: tenantId })))
      .onConflict((conflict) =>
        conflict.columns(["tenant_id", "part_id"]).doUpdateSet((row) => ({
          identity_sealed: row.ref("excluded.identity_sealed"),
          demographics_sealed: row.ref("excluded.demographics_sealed"),
          interactions_sealed: row.ref("excluded.interactions_sealed"),
          purchases_sealed: row.ref("excluded.purchases_sealed"),
          behaviour_sealed: row.ref("excluded.behaviour_sealed"),
          preferences_sealed: row.ref("excluded.preferences_sealed"),
          sweep_at: row.ref("excluded.sweep_at"),
          updated_at: row.ref("excluded.updated_at"),
        })),
      )
      .execute();
    return [];
  });
}
