import { createHash, randomBytes } from "node:crypto";
import type { PartId } from "../profiles/profile.js";
import type { Database } from "../storage/database.js";
import type { TenantId } from "../tenant-id.js";

/** Tickets by which people fetch what is held of them: each good once, and not for long. */
export interface DownloadStore {
  /** Returns the ticket: 43 characters of base64url. Only its hash is stored. */
  create(partId: PartId, expiresAtMs: number): Promise<string>;
  /** Whose ticket it is, once; `undefined` if it is unknown, used, or expired. Run it in a transaction. */
  take(ticket: string, nowMs: number): Promise<PartId | undefined>;
  forget(partIds: readonly PartId[]): Promise<number>;
  forgetExpired(nowMs: number): Promise<number>;
}

export function openDownloadStore(db: Database, tenantId: TenantId): DownloadStore {
  const hash = (ticket: string) => createHash("sha256").update(ticket).digest("hex");
  return {
    async create(partId, expiresAtMs) {
      const ticket = randomBytes(32).toString("base64url");
      await db
        .insertInto("downloads")
        .values({
          ticket_hash: hash(ticket),
          tenant_id: tenantId,
          part_id: partId,
          expires_at: expiresAtMs,
        })
        .execute();
      return ticket;
    },

    async take(ticket, nowMs) {
      const row = await db
        .deleteFrom("downloads")
        .where("tenant_id", "=", tenantId)
        .where("ticket_hash", "=", hash(ticket))
        .returning(["part_id", "expires_at"])
        .executeTakeFirst();
      return row !== undefined && row.expires_at > nowMs ? (row.part_id as PartId) : undefined;
    },

    async forget(partIds) {
      if (partIds.length === 0) return 0;
      const result = await db
        .deleteFrom("downloads")
        .where("tenant_id", "=", tenantId)
        .where("part_id", "in", partIds)
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },

    async forgetExpired(nowMs) {
      const result = await db
        .deleteFrom("downloads")
        .where("tenant_id", "=", tenantId)
        .where("expires_at", "<=", nowMs)
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}
