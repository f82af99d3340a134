import type { Vault } from "../privacy/vault.js";
import type { PartId } from "../profiles/profile.js";
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
  /** Version of the question of consent that was asked here: it is asked once a conversation. */
  readonly askedVersion?: string;
}

/** One tenant's conversation contexts, each forgotten `ttlMs` after it was last written. */
export interface ConversationStore {
  load(conversationHash: string, nowMs: number): Promise<ConversationContext>;
  /** @param partId whose conversation it is; `undefined` for a stranger */
  save(
    conversationHash: string,
    context: ConversationContext,
    partId: PartId | undefined,
    nowMs: number,
  ): Promise<void>;
  /** What is remembered of these people's conversations. */
  of(partIds: readonly PartId[], nowMs: number): Promise<readonly ConversationContext[]>;
  forget(partIds: readonly PartId[]): Promise<number>;
  forgetOne(conversationHash: string): Promise<number>;
  forgetExpired(nowMs: number): Promise<number>;
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

    async save(conversationHash, context, partId, nowMs) {
      const context_sealed = vault.seal(tenantKey, tenantId, conversationHash, JSON.stringify(context));
      const expires_at = nowMs + TTL_MS;
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
      return rows.map(
        (row) =>
          JSON.parse(
            vault.open(tenantKey, tenantId, row.conversation_hash, toBuffer(row.context_sealed)),
          ) as ConversationContext,
      );
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
