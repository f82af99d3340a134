import type { Vault } from "../privacy/vault.js";
import type { Database } from "../storage/database.js";
import { toBuffer } from "../storage/schema.js";
import type { TenantId } from "../tenant-id.js";
import { type ConversationContext, NEW_CONVERSATION } from "./conversation-context.js";
import { CONVERSATION_TTL_MS, type ConversationStore } from "./conversation-store.js";
import { packContext, readContext } from "./stored-context.js";

/** Conversation contexts in the database's table `conversations`; a sweep removes what has expired. */
export function openSqlConversationStore(
  db: Database,
  vault: Vault,
  tenantId: TenantId,
  tenantKey: Buffer,
): ConversationStore {
  const seal = (hash: string, context: ConversationContext) =>
    vault.seal(tenantKey, tenantId, hash, JSON.stringify(packContext(context)));
  const open = (hash: string, sealed: ArrayBuffer | Uint8Array) =>
    readContext(JSON.parse(vault.open(tenantKey, tenantId, hash, toBuffer(sealed))));

  return {
    async load(conversationHash, nowMs) {
      const row = await db
        .selectFrom("conversations")
        .select("context_sealed")
        .where("tenant_id", "=", tenantId)
        .where("conversation_hash", "=", conversationHash)
        .where("expires_at", ">", nowMs)
        .executeTakeFirst();
      return row === undefined ? NEW_CONVERSATION : open(conversationHash, row.context_sealed);
    },

    async save(conversationHash, context, partId, nowMs) {
      const context_sealed = seal(conversationHash, context);
      const expires_at = nowMs + CONVERSATION_TTL_MS;
      await db
        .insertInto("conversations")
        .values({
          tenant_id: tenantId,
          conversation_hash: conversationHash,
          context_sealed,
          expires_at,
          part_id: partId ?? null,
        })
        .onConflict((conflict) =>
          conflict
            .columns(["tenant_id", "conversation_hash"])
            .doUpdateSet({ context_sealed, expires_at, part_id: partId ?? null }),
        )
        .execute();
    },

    async of(partIds, nowMs) {
      if (partIds.length === 0) return [];
      const rows = await db
        .selectFrom("conversations")
        .select(["conversation_hash", "context_sealed"])
        .where("tenant_id", "=", tenantId)
        .where("part_id", "in", partIds)
        .where("expires_at", ">", nowMs)
        .orderBy("conversation_hash")
        .execute();
      return rows.map(({ conversation_hash, context_sealed }) => open(conversation_hash, context_sealed));
    },

    async forget(partIds) {
      if (partIds.length === 0) return 0;
      const result = await db
        .deleteFrom("conversations")
        .where("tenant_id", "=", tenantId)
        .where("part_id", "in", partIds)
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },

    async forgetOne(conversationHash) {
      const result = await db
        .deleteFrom("conversations")
        .where("tenant_id", "=", tenantId)
        .where("conversation_hash", "=", conversationHash)
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },

    async forgetExpired(nowMs) {
      const result = await db
        .deleteFrom("conversations")
        .where("tenant_id", "=", tenantId)
        .where("expires_at", "<=", nowMs)
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}
