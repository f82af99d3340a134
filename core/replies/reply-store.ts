import type { Database } from "../storage/database.js";
import type { TenantId } from "../tenant-id.js";
import { DECISIONS_REMEMBERED_MS } from "./decision-store.js";
import { documentDigest } from "./reply-digest.js";
import type { ReplyRecord } from "./reply-record.js";

/** One tenant's reply library. */
export interface ReplyStore {
  /** Adds or replaces by key; false if it stood there already, the same. What is replaced is kept for a while. */
  put(reply: ReplyRecord, nowMs: number): Promise<boolean>;
  /** All replies by key. */
  all(): Promise<ReadonlyMap<string, ReplyRecord>>;
  count(): Promise<number>;
  /** What of these, by `replyDigest`, was replaced since. */
  earlier(digests: readonly string[]): Promise<readonly ReplyRecord[]>;
  /** Of what was replaced, what no decision that is kept can rest on. */
  forgetOlder(nowMs: number): Promise<number>;
}

/** The reply library in SQL: the tenant's own texts, no personal data, not encrypted. */
export function openReplyStore(db: Database, tenantId: TenantId): ReplyStore {
  return {
    async put(reply, nowMs) {
      const document = JSON.stringify(reply);
      const before = await db
        .selectFrom("replies")
        .select("document")
        .where("tenant_id", "=", tenantId)
        .where("reply_key", "=", reply.key)
        .executeTakeFirst();
      if (before !== undefined && before.document !== document) {
        const digest = documentDigest(before.document);
        await db
          .insertInto("reply_versions")
          .values({
            tenant_id: tenantId,
            digest,
            reply_key: reply.key,
            document: before.document,
            replaced_at: nowMs,
          })
          .onConflict((conflict) =>
            conflict.columns(["tenant_id", "digest"]).doUpdateSet({ replaced_at: nowMs }),
          )
          .execute();
      }
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
    async earlier(digests) {
      if (digests.length === 0) return [];
      const rows = await db
        .selectFrom("reply_versions")
        .select("document")
        .where("tenant_id", "=", tenantId)
        .where("digest", "in", digests)
        .execute();
      return rows.map((row) => JSON.parse(row.document) as ReplyRecord);
    },
    async forgetOlder(nowMs) {
      const result = await db
        .deleteFrom("reply_versions")
        .where("tenant_id", "=", tenantId)
        .where("replaced_at", "<", nowMs - DECISIONS_REMEMBERED_MS)
        .executeTakeFirst();
      return Number(result.numDeletedRows);
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
