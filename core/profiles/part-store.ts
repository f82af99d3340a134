import type { Database } from "../storage/database.js";
import { inChunks, listQuery } from "../storage/list-query.js";
import { toBuffer } from "../storage/schema.js";
import type { TenantId } from "../tenant-id.js";
import type { IdentifierType, Standing } from "./identity/identifier.js";
import type { PartRow } from "./part-sealing.js";
import type { PartId, ProfileId } from "./profile.js";
import { type PartWrite, putParts } from "./put-parts-store.js";

export interface IdentifierRow {
  readonly identifier_hash: string;
  readonly type: IdentifierType;
  readonly standing: Standing;
  readonly part_id: PartId;
}

export interface MergeRow {
  readonly merge_id: string;
  readonly kept_part_id: PartId;
  readonly merged_part_id: PartId;
  readonly cause: string;
  readonly merged_at: number;
  readonly undone_at: number | null;
}

export interface TombstonedPart {
  readonly partId: PartId;
  /** The one that was erased, with its type; absent: the whole part was. */
  readonly identifier?: { readonly hash: string; readonly type: IdentifierType };
}

/** One tenant's parts, identifiers and merges, as rows. Who they belong to is decided by `people.ts`. */
export interface PartStore {
  /** The tenant's wrapped key as it is in this transaction: new keys are wrapped by the same master key. */
  tenantKey(): Promise<Buffer>;
  identifiers(hashes: readonly string[]): Promise<readonly IdentifierRow[]>;
  parts(partIds: readonly PartId[]): Promise<readonly PartRow[]>;
  /** These parts and all others of the same profiles. */
  partsWith(partIds: readonly PartId[]): Promise<readonly PartRow[]>;
  /** All parts of these profiles. */
  partsOf(profileIds: readonly ProfileId[]): Promise<readonly PartRow[]>;
  /** All parts of the profiles that hold one of these identifiers as their own: not those that only claim it. */
  partsNamed(hashes: readonly string[]): Promise<readonly PartRow[]>;
  /** Parts that have no row yet. */
  addParts(parts: readonly PartWrite[]): Promise<void>;
  /** Parts that have one: their documents, and when they are looked at. */
  putParts(parts: readonly PartWrite[]): Promise<void>;
  putIdentifiers(rows: readonly IdentifierRow[]): Promise<void>;
  setProfile(partIds: readonly PartId[], profileId: ProfileId): Promise<void>;
  setRestricted(partIds: readonly PartId[], restricted: boolean): Promise<void>;
  addMerge(merge: MergeRow): Promise<void>;
  /** Merges that join any of these parts; without `partIds` all of the tenant. Oldest first. */
  merges(partIds?: readonly PartId[]): Promise<readonly MergeRow[]>;
  merge(mergeId: string): Promise<MergeRow | undefined>;
  undoMerge(mergeId: string, nowMs: number): Promise<void>;
  /** Parts whose retention has something to look at. */
  due(nowMs: number, limit: number): Promise<readonly PartId[]>;
  /** How many parts there are. */
  size(): Promise<number>;
  /** A page of all parts in the order of their ids. */
  page(after: string, limit: number): Promise<readonly PartId[]>;
  /**
   * A part that was erased and is there again, from a backup; or one of which an identifier was erased. By their
   * ids alone: an identifier may be another person's by now.
   */
  tombstoned(): Promise<TombstonedPart | undefined>;
  deleteIdentifiers(hashes: readonly string[]): Promise<number>;
  /** Rows and keys; identifiers and merges go with them. */
  deleteParts(
    partIds: readonly PartId[],
  ): Promise<{ readonly parts: number; readonly identifiers: number; readonly merges: number }>;
}

const PART_COLUMNS = [
  "part_id",
  "profile_id",
  "wrapped_key",
  "identity_sealed",
  "demographics_sealed",
  "interactions_sealed",
  "purchases_sealed",
  "behaviour_sealed",
  "preferences_sealed",
  "restricted",
  "created_at",
] as const;

/** Opens the parts of one tenant. */
export function openPartStore(db: Database, tenantId: TenantId): PartStore {
  const parts = () => db.selectFrom("profile_parts").select(PART_COLUMNS).where("tenant_id", "=", tenantId);

  return {
    async tenantKey() {
      const row = await db
        .selectFrom("tenants")
        .select("wrapped_key")
        .where("tenant_id", "=", tenantId)
        .executeTakeFirstOrThrow();
      return toBuffer(row.wrapped_key);
    },

    identifiers: (hashes) =>
      listQuery(
        db,
        "identifiers",
        hashes,
        (list) =>
          db
            .selectFrom("identifiers")
            .select(["identifier_hash", "type", "standing", "part_id"])
            .where("tenant_id", "=", tenantId)
            .where("identifier_hash", "in", list)
            .$castTo<IdentifierRow>(),
        (list) => [tenantId, ...list],
      ),

    parts: (partIds) => inChunks(partIds, (chunk) => parts().where("part_id", "in", chunk).execute()),

    partsWith: (partIds) =>
      listQuery(
        db,
        "parts with",
        partIds,
        (list) =>
          parts().where("profile_id", "in", (query) =>
            query
              .selectFrom("profile_parts as named")
              .select("named.profile_id")
              .where("named.tenant_id", "=", tenantId)
              .where("named.part_id", "in", list),
          ),
        (list) => [tenantId, tenantId, ...list],
      ),

    partsOf: async (profileIds) =>
      inOrder(
        await listQuery(
          db,
          "parts of",
          profileIds,
          (list) => parts().where("profile_id", "in", list),
          (list) => [tenantId, ...list],
        ),
      ),

    partsNamed: async (hashes) =>
      inOrder(
        await listQuery(
          db,
          "parts named",
          hashes,
          (list) =>
            parts().where("profile_id", "in", (query) =>
              query
                .selectFrom("identifiers")
                .innerJoin("profile_parts as named", (join) =>
                  join
                    .onRef("named.tenant_id", "=", "identifiers.tenant_id")
                    .onRef("named.part_id", "=", "identifiers.part_id"),
                )
                .select("named.profile_id")
                .where("identifiers.tenant_id", "=", tenantId)
                .where("identifiers.identifier_hash", "in", list)
                .where("identifiers.standing", "!=", "claimed"),
            ),
          (list) => [tenantId, tenantId, ...list, "claimed"],
        ),
      ),

    async addParts(rows) {
      await inChunks(rows, async (chunk) => {
        await db
          .insertInto("profile_parts")
          .values(chunk.map((row) => ({ ...row, tenant_id: tenantId })))
          .execute();
        return [];
      });
    },

    putParts: (rows) => putParts(db, tenantId, rows),

    async putIdentifiers(rows) {
      await inChunks(rows, async (chunk) => {
        await db
          .insertInto("identifiers")
          .values(chunk.map((row) => ({ ...row, tenant_id: tenantId })))
          .onConflict((conflict) =>
            conflict.columns(["tenant_id", "identifier_hash"]).doUpdateSet((row) => ({
              part_id: row.ref("excluded.part_id"),
              standing: row.ref("excluded.standing"),
            })),
          )
          .execute();
        return [];
      });
    },

    async setProfile(partIds, profileId) {
      await inChunks(partIds, async (chunk) => {
        await db
          .updateTable("profile_parts")
          .set({ profile_id: profileId })
          .where("tenant_id", "=", tenantId)
          .where("part_id", "in", chunk)
          .execute();
        return [];
      });
    },

    async setRestricted(partIds, restricted) {
      await inChunks(partIds, async (chunk) => {
        await db
          .updateTable("profile_parts")
          .set({ restricted: restricted ? 1 : 0 })
          .where("tenant_id", "=", tenantId)
          .where("part_id", "in", chunk)
          .execute();
        return [];
      });
    },

    async addMerge(merge) {
      await db
        .insertInto("merges")
        .values({ ...merge, tenant_id: tenantId })
        .execute();
    },

    async merges(partIds) {
      if (partIds?.length === 0) return [];
      const rows = await db
        .selectFrom("merges")
        .select(["merge_id", "kept_part_id", "merged_part_id", "cause", "merged_at", "undone_at"])
        .where("tenant_id", "=", tenantId)
        .$if(partIds !== undefined, (query) =>
          query.where((where) =>
            where.or([
              where("kept_part_id", "in", partIds ?? []),
              where("merged_part_id", "in", partIds ?? []),
            ]),
          ),
        )
        .orderBy("merged_at")
        .orderBy("merge_id")
        .execute();
      return rows.map(toMerge);
    },

    async merge(mergeId) {
      const row = await db
        .selectFrom("merges")
        .select(["merge_id", "kept_part_id", "merged_part_id", "cause", "merged_at", "undone_at"])
        .where("tenant_id", "=", tenantId)
        .where("merge_id", "=", mergeId)
        .executeTakeFirst();
      return row && toMerge(row);
    },

    async undoMerge(mergeId, nowMs) {
      await db
        .updateTable("merges")
        .set({ undone_at: nowMs })
        .where("tenant_id", "=", tenantId)
        .where("merge_id", "=", mergeId)
        .execute();
    },

    async due(nowMs, limit) {
      const rows = await db
        .selectFrom("profile_parts")
        .select("part_id")
        .where("tenant_id", "=", tenantId)
        .where("sweep_at", "<=", nowMs)
        .orderBy("sweep_at")
        .limit(limit)
        .execute();
      return rows.map((row) => row.part_id as PartId);
    },

    async size() {
      const { count } = await db
        .selectFrom("profile_parts")
        .select((builder) => builder.fn.countAll<number>().as("count"))
        .where("tenant_id", "=", tenantId)
        .executeTakeFirstOrThrow();
      return Number(count);
    },

    async page(after, limit) {
      const rows = await db
        .selectFrom("profile_parts")
        .select("part_id")
        .where("tenant_id", "=", tenantId)
        .where("part_id", ">", after)
        .orderBy("part_id")
        .limit(limit)
        .execute();
      return rows.map((row) => row.part_id as PartId);
    },

    async tombstoned() {
      const row = await db
        .selectFrom("erased_parts")
        .innerJoin("profile_parts", (join) =>
          join
            .onRef("profile_parts.tenant_id", "=", "erased_parts.tenant_id")
            .onRef("profile_parts.part_id", "=", "erased_parts.part_id"),
        )
        .leftJoin("identifiers", (join) =>
          join
            .onRef("identifiers.tenant_id", "=", "erased_parts.tenant_id")
            .onRef("identifiers.part_id", "=", "erased_parts.part_id")
            .onRef("identifiers.identifier_hash", "=", "erased_parts.identifier_hash"),
        )
        .select(["erased_parts.part_id", "identifiers.identifier_hash", "identifiers.type"])
        .where("erased_parts.tenant_id", "=", tenantId)
        .where((where) =>
          where.or([
            where("erased_parts.identifier_hash", "=", ""),
            where("identifiers.identifier_hash", "is not", null),
          ]),
        )
        .limit(1)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const partId = row.part_id as PartId;
      const { identifier_hash: hash, type } = row;
      return hash === null || type === null
        ? { partId }
        : { partId, identifier: { hash, type: type as IdentifierType } };
    },

    async deleteIdentifiers(hashes) {
      if (hashes.length === 0) return 0;
      const result = await db
        .deleteFrom("identifiers")
        .where("tenant_id", "=", tenantId)
        .where("identifier_hash", "in", hashes)
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },

    async deleteParts(partIds) {
      if (partIds.length === 0) return { parts: 0, identifiers: 0, merges: 0 };
      const identifiers = await db
        .deleteFrom("identifiers")
        .where("tenant_id", "=", tenantId)
        .where("part_id", "in", partIds)
        .executeTakeFirst();
      const merges = await db
        .deleteFrom("merges")
        .where("tenant_id", "=", tenantId)
        .where((where) =>
          where.or([where("kept_part_id", "in", partIds), where("merged_part_id", "in", partIds)]),
        )
        .executeTakeFirst();
      const deleted = await db
        .deleteFrom("profile_parts")
        .where("tenant_id", "=", tenantId)
        .where("part_id", "in", partIds)
        .executeTakeFirst();
      return {
        parts: Number(deleted.numDeletedRows),
        identifiers: Number(identifiers.numDeletedRows),
        merges: Number(merges.numDeletedRows),
      };
    },
  };
}

function toMerge(
  row: Omit<MergeRow, "kept_part_id" | "merged_part_id"> & Record<"kept_part_id" | "merged_part_id", string>,
): MergeRow {
  return { ...row, kept_part_id: row.kept_part_id as PartId, merged_part_id: row.merged_part_id as PartId };
}

/** By their ids. Asked to sort, SQLite would walk through all parts in that order instead of looking these up. */
function inOrder(rows: readonly PartRow[]): readonly PartRow[] {
  return rows.length < 2 ? rows : [...rows].sort((a, b) => (a.part_id < b.part_id ? -1 : 1));
}
