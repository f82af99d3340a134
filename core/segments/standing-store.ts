import { randomUUID } from "node:crypto";
import type { Vault } from "../privacy/vault.js";
import type { PartId, ProfileId } from "../profiles/profile.js";
import type { Database } from "../storage/database.js";
import { toBuffer } from "../storage/schema.js";
import type { TenantId } from "../tenant-id.js";

/** Where a person stands. */
export interface Standing {
  readonly segment: string;
  readonly sinceMs: number;
  /** In [0,1]. */
  readonly confidence: number;
  /** Put there by an agent: nothing moves them before `untilMs`. */
  readonly pin?: { readonly untilMs: number; readonly by: string } | undefined;
}

/** What keeps somebody where an agent put them, as long as it does. */
export function activePin(standing: Standing | undefined, nowMs: number): Standing["pin"] {
  return standing?.pin !== undefined && nowMs < standing.pin.untilMs ? standing.pin : undefined;
}

/** A change of place, with its cause in plain words. */
export interface Shift {
  readonly shiftId: string;
  readonly profileId: ProfileId;
  readonly from: string;
  readonly to: string;
  readonly cause: string;
  readonly confidence: number;
  readonly atMs: number;
  readonly undoneAtMs?: number | undefined;
}

/** Where the people of one tenant stand, and how they came there. */
export interface StandingStore {
  of(profileId: ProfileId): Promise<Standing | undefined>;
  /** Moves somebody, or only notes how sure it is; a shift is kept beside it. */
  put(
    profileId: ProfileId,
    standing: Standing,
    shift: Omit<Shift, "shiftId" | "profileId" | "atMs"> | undefined,
    nowMs: number,
  ): Promise<Shift | undefined>;
  /** A page of all who were moved, in the order of their ids. */
  page(after: string, limit: number): Promise<readonly (readonly [ProfileId, Standing])[]>;
  /** Whom the help desk was not told of since they moved, in the order of their ids. */
  untagged(after: string, limit: number): Promise<readonly (readonly [ProfileId, Standing])[]>;
  /** Notes that it was told, unless they moved meanwhile. */
  tagged(profileId: ProfileId, segment: string, nowMs: number): Promise<void>;
  /** Of one person, the newest first. */
  shifts(profileId: ProfileId, limit: number): Promise<readonly Shift[]>;
  shift(shiftId: string): Promise<Shift | undefined>;
  /** @returns false if it was undone before: of several who undo it at once one does */
  undone(shiftId: string, nowMs: number): Promise<boolean>;
  forget(partIds: readonly PartId[]): Promise<number>;
  /** What these became since then: they were taken for one person, and are not. */
  forgetSince(profileIds: readonly ProfileId[], sinceMs: number): Promise<void>;
  /** Shifts from before are of no use any more. */
  forgetOlder(nowMs: number): Promise<number>;
}

/** Two years: what an admin may compare a season with. */
const REMEMBERED_MS = 730 * 86_400_000;

type Document = Pick<Shift, "from" | "to" | "cause" | "confidence">;

/** Standings and shifts in SQL, sealed under the tenant's key: they say something about a person. */
export function openStandingStore(
  db: Database,
  vault: Vault,
  tenantId: TenantId,
  tenantKey: Buffer,
): StandingStore {
  const seal = (name: string, document: unknown) =>
    vault.seal(tenantKey, tenantId, name, JSON.stringify(document));
  const open = (name: string, sealed: ArrayBuffer | Uint8Array) =>
    JSON.parse(vault.open(tenantKey, tenantId, name, toBuffer(sealed)));
  const toShift = (row: {
    shift_id: string;
    profile_id: string;
    document_sealed: ArrayBuffer | Uint8Array;
    shifted_at: number;
    undone_at: number | null;
  }): Shift => ({
    shiftId: row.shift_id,
    profileId: row.profile_id as ProfileId,
    ...(open(`shift|${row.shift_id}`, row.document_sealed) as Document),
    atMs: row.shifted_at,
    undoneAtMs: row.undone_at ?? undefined,
  });
  const pageAfter = (after: string, limit: number) =>
    db
      .selectFrom("segment_standings")
      .select(["profile_id", "document_sealed"])
      .where("tenant_id", "=", tenantId)
      .where("profile_id", ">", after)
      .orderBy("profile_id")
      .limit(limit);
  const toEntry = ({
    profile_id,
    document_sealed,
  }: {
    readonly profile_id: string;
    readonly document_sealed: ArrayBuffer | Uint8Array;
  }) => [profile_id as ProfileId, open(`standing|${profile_id}`, document_sealed) as Standing] as const;
  const shifts = () => db.selectFrom("segment_shifts").selectAll().where("tenant_id", "=", tenantId);

  return {
    async of(profileId) {
      const row = await db
        .selectFrom("segment_standings")
        .select("document_sealed")
        .where("tenant_id", "=", tenantId)
        .where("profile_id", "=", profileId)
        .executeTakeFirst();
      return row && (open(`standing|${profileId}`, row.document_sealed) as Standing);
    },

    async put(profileId, standing, shift, nowMs) {
      const document_sealed = seal(`standing|${profileId}`, standing);
      await db
        .insertInto("segment_standings")
        .values({
          tenant_id: tenantId,
          profile_id: profileId,
          document_sealed,
          updated_at: nowMs,
          tagged_at: null,
        })
        .onConflict((conflict) =>
          conflict
            .columns(["tenant_id", "profile_id"])
            .doUpdateSet({ document_sealed, updated_at: nowMs, tagged_at: null }),
        )
        .execute();
      if (shift === undefined) return undefined;
      const shiftId = randomUUID();
      const { from, to, cause, confidence } = shift;
      await db
        .insertInto("segment_shifts")
        .values({
          tenant_id: tenantId,
          shift_id: shiftId,
          profile_id: profileId,
          document_sealed: seal(`shift|${shiftId}`, { from, to, cause, confidence }),
          shifted_at: nowMs,
          undone_at: null,
        })
        .execute();
      return { shiftId, profileId, from, to, cause, confidence, atMs: nowMs };
    },

    page: async (after, limit) => (await pageAfter(after, limit).execute()).map(toEntry),

    untagged: async (after, limit) =>
      (await pageAfter(after, limit).where("tagged_at", "is", null).execute()).map(toEntry),

    async tagged(profileId, segment, nowMs) {
      const now = await this.of(profileId);
      if (now?.segment !== segment) return;
      await db
        .updateTable("segment_standings")
        .set({ tagged_at: nowMs })
        .where("tenant_id", "=", tenantId)
        .where("profile_id", "=", profileId)
        .execute();
    },

    async shifts(profileId, limit) {
      const rows = await shifts()
        .where("profile_id", "=", profileId)
        .orderBy("shifted_at", "desc")
        .orderBy("shift_id")
        .limit(limit)
        .execute();
      return rows.map(toShift);
    },

    async shift(shiftId) {
      const row = await shifts().where("shift_id", "=", shiftId).executeTakeFirst();
      return row && toShift(row);
    },

    async undone(shiftId, nowMs) {
      const { numUpdatedRows } = await db
        .updateTable("segment_shifts")
        .set({ undone_at: nowMs })
        .where("tenant_id", "=", tenantId)
        .where("shift_id", "=", shiftId)
        .where("undone_at", "is", null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async forget(partIds) {
      if (partIds.length === 0) return 0;
      let gone = 0;
      for (const table of ["segment_standings", "segment_shifts"] as const) {
        const { numDeletedRows } = await db
          .deleteFrom(table)
          .where("tenant_id", "=", tenantId)
          .where("profile_id", "in", partIds)
          .executeTakeFirst();
        gone += Number(numDeletedRows);
      }
      return gone;
    },

    async forgetSince(profileIds, sinceMs) {
      await db
        .deleteFrom("segment_standings")
        .where("tenant_id", "=", tenantId)
        .where("profile_id", "in", profileIds)
        .where("updated_at", ">=", sinceMs)
        .execute();
      await db
        .deleteFrom("segment_shifts")
        .where("tenant_id", "=", tenantId)
        .where("profile_id", "in", profileIds)
        .where("shifted_at", ">=", sinceMs)
        .execute();
    },

    async forgetOlder(nowMs) {
      const { numDeletedRows } = await db
        .deleteFrom("segment_shifts")
        .where("tenant_id", "=", tenantId)
        .where("shifted_at", "<", nowMs - REMEMBERED_MS)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}
