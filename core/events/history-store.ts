import type { PartId } from "../profiles/profile.js";
import { restrictedProfile } from "../profiles/restricted-profile-store.js";
import type { Database } from "../storage/database.js";
import { toBuffer } from "../storage/schema.js";
import type { TenantId } from "../tenant-id.js";

/** An event in a person's history, still sealed. */
export interface HistoryRow {
  readonly partId: PartId;
  readonly messageHash: string;
  readonly source: string;
  readonly occurredAtMs: number;
  readonly sealed: Buffer;
}

/** What is kept of applied events: one tenant's histories, each event under the key of its person's part. */
export interface HistoryStore {
  /** Oldest first. */
  of(partIds: readonly PartId[]): Promise<readonly HistoryRow[]>;
  /** @returns how many went, of those that `only` names */
  forget(
    partIds: readonly PartId[],
    only?: { readonly module?: string; readonly beforeMs?: number; readonly source?: string },
  ): Promise<number>;
  /** What happened in a module before `beforeMs`, whoever's it is, unless their data is restricted. */
  forgetOlder(module: string, beforeMs: number): Promise<number>;
}

export function openHistoryStore(db: Database, tenantId: TenantId): HistoryStore {
  return {
    async of(partIds) {
      if (partIds.length === 0) return [];
      const found = await db
        .selectFrom("inbox")
        .select(["part_id", "message_hash", "source", "occurred_at", "payload_sealed"])
        .where("tenant_id", "=", tenantId)
        .where("part_id", "in", partIds)
        .orderBy("occurred_at")
        .orderBy("sequence")
        .execute();
      return found.flatMap(({ part_id, message_hash, source, occurred_at, payload_sealed }) =>
        part_id === null || occurred_at === null || payload_sealed === null
          ? []
          : {
              partId: part_id as PartId,
              messageHash: message_hash,
              source,
              occurredAtMs: occurred_at,
              sealed: toBuffer(payload_sealed),
            },
      );
    },

    async forget(partIds, { module, beforeMs, source } = {}) {
      if (partIds.length === 0) return 0;
      const result = await db
        .updateTable("inbox")
        .set({ payload_sealed: null, part_id: null, module: null, occurred_at: null })
        .where("tenant_id", "=", tenantId)
        .where("part_id", "in", partIds)
        .$if(module !== undefined, (query) => query.where("module", "=", module ?? ""))
        .$if(beforeMs !== undefined, (query) => query.where("occurred_at", "<", beforeMs ?? 0))
        .$if(source !== undefined, (query) => query.where("source", "=", source ?? ""))
        .executeTakeFirst();
      return Number(result.numUpdatedRows);
    },

    async forgetOlder(module, beforeMs) {
      const result = await db
        .updateTable("inbox")
        .set({ payload_sealed: null, part_id: null, module: null, occurred_at: null })
        .where("tenant_id", "=", tenantId)
        .where("module", "=", module)
        .where("occurred_at", "<", beforeMs)
        .where((where) => where.not(where.exists(restrictedProfile(db, tenantId, "inbox.part_id"))))
        .executeTakeFirst();
      return Number(result.numUpdatedRows);
    },
  };
}
