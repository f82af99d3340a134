import type { Database } from "../storage/database.js";
import type { TenantId } from "../tenant-id.js";
import type { ReplyRecord } from "./reply-record.js";

/** One tenant's reply library. */
export interface ReplyStore {
  /** Adds or replaces by key; false if it stood there already, the same. */
  put(reply: ReplyRecord, nowMs: number): Promise<boolean>;
  /** All replies by key. */
  all(): Promise<ReadonlyMap<string, ReplyRecord>>;
  count(): Promise<number>;
}

/** The reply library in SQL: the tenant's own texts, no personal data, not encrypted. */
export function openReplyStore(db: Database, tenantId: TenantId): ReplyStore {
  return {
    async put(reply, nowMs) {
      const document = JSON.stringify(reply);
      const result = await db
        .insertInto("replies")
        .values({ tenant_id: tenantId, reply_key: reply.key, document, updated_at: nowMs })
        .onConflict((conflict) =>
          conflict
            .columns(["tenant_id", "reply_key"])
            .doUpdateSet({ document, updated_at: nowMs })
            .where("replies.document", "!=", document),
        )
        .executeTakeFirst();
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
    async all() {
      const rows = await db
        .selectFrom("replies")
        .select(["reply_key", "document"])
        .where("tenant_id", "=", tenantId)
        .orderBy("reply_key")
        .execute();
      return new Map(rows.map((row) => [row.reply_key, JSON.parse(row.document) as ReplyRecord]));
    },
    async count() {
      const row = await db
        .selectFrom("replies")
        .select((builder) => builder.fn.countAll<number>().as("count"))
        .where("tenant_id", "=", tenantId)
        .executeTakeFirst();
      return Number(row?.count ?? 0);
    },
  };
}
