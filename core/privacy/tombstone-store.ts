import type { Database } from "../storage/database.js";
import type { TenantId } from "../tenant-id.js";

/** Keyed hashes of the identifiers of erased people: what remains, so that late events don't bring them back. */
export interface TombstoneStore {
  add(hashes: readonly string[], nowMs: number): Promise<void>;
  /** Those of the hashes that are an erased person's. */
  any(hashes: readonly string[]): Promise<readonly string[]>;
  /** The person agreed again themselves. */
  lift(hashes: readonly string[]): Promise<void>;
}

const HASHES_PER_STATEMENT = 1_000;

export function openTombstoneStore(db: Database, tenantId: TenantId): TombstoneStore {
  return {
    async add(hashes, nowMs) {
      if (hashes.length === 0) return;
      await db
        .insertInto("tombstones")
        .values(hashes.map((identifier_hash) => ({ tenant_id: tenantId, identifier_hash, erased_at: nowMs })))
        .onConflict((conflict) =>
          conflict.columns(["tenant_id", "identifier_hash"]).doUpdateSet({ erased_at: nowMs }),
        )
        .execute();
    },

    async any(hashes) {
      const found: string[] = [];
      for (let start = 0; start < hashes.length; start += HASHES_PER_STATEMENT) {
        const rows = await db
          .selectFrom("tombstones")
          .select("identifier_hash")
          .where("tenant_id", "=", tenantId)
          .where("identifier_hash", "in", hashes.slice(start, start + HASHES_PER_STATEMENT))
          .execute();
        found.push(...rows.map((row) => row.identifier_hash));
      }
      return found;
    },

    async lift(hashes) {
      if (hashes.length === 0) return;
      await db
        .deleteFrom("tombstones")
        .where("tenant_id", "=", tenantId)
        .where("identifier_hash", "in", hashes)
        .execute();
    },
  };
}
