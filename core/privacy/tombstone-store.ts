import type { PartId } from "../profiles/profile.js";
import type { Database } from "../storage/database.js";
import type { TenantId } from "../tenant-id.js";

/** What an erased identifier stands for: see the table `tombstones`. */
export type TombstoneReach = "person" | "identifier" | "ticket";

export interface Erasure {
  readonly nowMs: number;
  /** By which the audit finds it. */
  readonly profileId?: string | undefined;
  /** Default `person`. */
  readonly reach?: TombstoneReach;
}

/**
 * Keyed hashes of the identifiers of erased people: what remains, so that late events don't bring them back. One
 * entry an erasure, which stays when the person agrees again: backups from before still hold what was erased.
 */
export interface TombstoneStore {
  add(hashes: readonly string[], erasure: Erasure): Promise<void>;
  /** Those of the hashes that are an erased person's: events about them are dropped. */
  any(hashes: readonly string[]): Promise<readonly string[]>;
  /** Those of the hashes by which no ticket may be imported. */
  anyOfTickets(hashes: readonly string[]): Promise<readonly string[]>;
  /** The person agreed again themselves. */
  lift(hashes: readonly string[], nowMs: number): Promise<void>;
  /** Ids of the profiles that were erased under these. */
  profilesOf(hashes: readonly string[]): Promise<readonly string[]>;
  /** Remembers which parts went. */
  rememberParts(partIds: readonly PartId[], nowMs: number): Promise<void>;
  /** The identifier has gone from its part once more: from now on the part may have it again. */
  settlePart(partId: PartId, identifierHash: string): Promise<void>;
}

const ROWS_PER_STATEMENT = 1_000;

export function openTombstoneStore(db: Database, tenantId: TenantId): TombstoneStore {
  const standing = (hashes: readonly string[]) =>
    db
      .selectFrom("tombstones")
      .select("identifier_hash")
      .distinct()
      .where("tenant_id", "=", tenantId)
      .where("lifted_at", "is", null)
      .where("identifier_hash", "in", hashes);

  return {
    async add(hashes, { nowMs, profileId, reach = "person" }) {
      for (const chunk of chunks(hashes)) {
        await db
          .insertInto("tombstones")
          .values(
            chunk.map((identifier_hash) => ({
              tenant_id: tenantId,
              identifier_hash,
              erased_at: nowMs,
              reach,
              profile_id: profileId ?? null,
            })),
          )
          .onConflict((conflict) =>
            // What stands for the person also stands for their tickets, and not the other way round.
            conflict
              .columns(["tenant_id", "identifier_hash", "erased_at"])
              .doUpdateSet(
                reach === "ticket"
                  ? { lifted_at: null }
                  : { lifted_at: null, reach, profile_id: profileId ?? null },
              ),
          )
          .execute();
      }
    },

    async any(hashes) {
      const found: string[] = [];
      for (const chunk of chunks(hashes)) {
        const rows = await standing(chunk).where("reach", "!=", "ticket").execute();
        found.push(...rows.map((row) => row.identifier_hash));
      }
      return found;
    },

    async anyOfTickets(hashes) {
      const found: string[] = [];
      for (const chunk of chunks(hashes)) {
        found.push(...(await standing(chunk).execute()).map((row) => row.identifier_hash));
      }
      return found;
    },

    async lift(hashes, nowMs) {
      for (const chunk of chunks(hashes)) {
        await db
          .updateTable("tombstones")
          .set({ lifted_at: nowMs })
          .where("tenant_id", "=", tenantId)
          .where("lifted_at", "is", null)
          .where("identifier_hash", "in", chunk)
          .execute();
      }
    },

    async profilesOf(hashes) {
      const found = new Set<string>();
      for (const chunk of chunks(hashes)) {
        const rows = await db
          .selectFrom("tombstones")
          .select("profile_id")
          .where("tenant_id", "=", tenantId)
          .where("identifier_hash", "in", chunk)
          .execute();
        for (const { profile_id } of rows) if (profile_id !== null) found.add(profile_id);
      }
      return [...found];
    },

    async rememberParts(partIds, nowMs) {
      for (const chunk of chunks(partIds)) {
        await db
          .insertInto("erased_parts")
          .values(
            chunk.map((part_id) => ({ tenant_id: tenantId, part_id, identifier_hash: "", erased_at: nowMs })),
          )
          .onConflict((conflict) => conflict.columns(["tenant_id", "part_id", "identifier_hash"]).doNothing())
          .execute();
      }
    },

    async settlePart(partId, identifierHash) {
      await db
        .deleteFrom("erased_parts")
        .where("tenant_id", "=", tenantId)
        .where("part_id", "=", partId)
        .where("identifier_hash", "=", identifierHash)
        .execute();
    },
  };
}

function chunks<T>(all: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / ROWS_PER_STATEMENT) }, (_, n) =>
    all.slice(n * ROWS_PER_STATEMENT, (n + 1) * ROWS_PER_STATEMENT),
  );
}
