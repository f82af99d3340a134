import type { Vault } from "../privacy/vault.js";
import type { Database } from "../storage/database.js";
import { toBuffer } from "../storage/schema.js";
import type { TenantId } from "../tenant-id.js";

/** What is remembered of a conversation: never a word of what was written. */
export interface ConversationContext {
  readonly turns: number;
  /** Keys of the replies given so far, newest last, at most 10. */
  readonly replyKeys: readonly string[];
  /** Keys of the choices offered last. */
  readonly offered: readonly string[];
}

/** One tenant's conversation contexts, each forgotten `ttlMs` after it was last written. */
export interface ConversationStore {
  load(conversationHash: string, nowMs: number): Promise<ConversationContext>;
  save(conversationHash: string, context: ConversationContext, nowMs: number): Promise<void>;
}

const TTL_MS = 24 * 3_600_000;

const NEW_CONVERSATION: ConversationContext = { turns: 0, replyKeys: [], offered: [] };

/** Conversation contexts in SQL, encrypted under the tenant's key. */
export function openConversationStore(
  db: Database,
  vault: Vault,
  tenantId: TenantId,
  tenantKey: Buffer,
): ConversationStore {
  return {
    async load(conversationHash, nowMs) {
      const row = await db
        .selectFrom("conversations")
        .select("context_sealed")
        .where("tenant_id", "=", tenantId)
        .where("conversation_hash", "=", conversationHash)
        .where("expires_at", ">", nowMs)
        .executeTakeFirst();
      if (row === undefined) return NEW_CONVERSATION;
      const json = vault.open(tenantKey, tenantId, conversationHash, toBuffer(row.context_sealed));
      return JSON.parse(json) as ConversationContext;
    },

    async save(conversationHash, context, nowMs) {
      const context_sealed = vault.seal(tenantKey, tenantId, conversationHash, JSON.stringify(context));
      const expires_at = nowMs + TTL_MS;
      await db.deleteFrom("conversations").where("expires_at", "<=", nowMs).execute();
      await db
        .insertInto("conversations")
        .values({ tenant_id: tenantId, conversation_hash: conversationHash, context_sealed, expires_at })
        .onConflict((conflict) =>
          conflict.columns(["tenant_id", "conversation_hash"]).doUpdateSet({ context_sealed, expires_at }),
        )
        .execute();
    },
  };
}
