import { type ConversationContext, NEW_CONVERSATION } from "../conversations/conversation-context.js";
import { CONVERSATION_TTL_MS, type ConversationStore } from "../conversations/conversation-store.js";
import { packContext, readContext } from "../conversations/stored-context.js";
import type { Vault } from "../privacy/vault.js";
import type { PartId } from "../profiles/profile.js";
import type { TenantId } from "../tenant-id.js";
import type { Redis } from "./redis-client.js";

/** What is sealed under a conversation's key. */
interface Entry {
  /** As `packContext` made it. */
  readonly context: unknown;
  readonly partId?: PartId | undefined;
  readonly expiresAtMs: number;
}

/** Conversations that one step reads or removes: far below a step's time. */
const PAGE = 200;

/**
 * Conversation contexts in Redis.
 *
 * - `rapport:{<tenant>}:conversation:<hash>`: the sealed entry, gone after `CONVERSATION_TTL_MS`.
 * - `rapport:{<tenant>}:conversations-of:<partId>`: sorted set, hashes by expiry; outlives the entries it names.
 *
 * All keys of a tenant lie in one slot. Each change is one transaction (`MULTI`), so an entry that says it is a
 * part's is in that part's set, always. The reverse may fail, when two processes move a conversation at the same
 * time: therefore the entry has the last word, never the set. Redis must not evict (`maxmemory-policy noeviction`):
 * an evicted set would hide what an erasure has to find.
 */
export function openRedisConversationStore(
  redis: Redis,
  vault: Vault,
  tenantId: TenantId,
  tenantKey: Buffer,
): ConversationStore {
  const entryKey = (hash: string) => `rapport:{${tenantId}}:conversation:${hash}`;
  const setKey = (partId: PartId) => `rapport:{${tenantId}}:conversations-of:${partId}`;

  function open(hash: string, sealed: Buffer): Entry {
    return JSON.parse(vault.open(tenantKey, tenantId, hash, sealed)) as Entry;
  }

  /** `undefined` also for what can't be opened: it is about to be replaced or removed. */
  function opened(hash: string, sealed: Buffer | null): Entry | undefined {
    try {
      return sealed === null ? undefined : open(hash, sealed);
    } catch {
      return undefined;
    }
  }

  async function hashesOf(partId: PartId): Promise<readonly string[]> {
    const members = await redis.run((commands) => commands.zRange(setKey(partId), 0, -1));
    return members.map(String);
  }

  /** Sealed entries of a part's set, in pages; an entry may be another part's by now. */
  async function* pagesOf(partId: PartId) {
    const hashes = await hashesOf(partId);
    for (let start = 0; start < hashes.length; start += PAGE) {
      const page = hashes.slice(start, start + PAGE);
      const sealed = await redis.run((commands) => commands.mGet(page.map(entryKey)));
      yield page.map((hash, n) => ({ hash, sealed: sealed[n] ?? null }));
    }
  }

  return {
    async load(hash, nowMs) {
      const sealed = await redis.run((commands) => commands.get(entryKey(hash)));
      if (sealed === null) return NEW_CONVERSATION;
      const { context, expiresAtMs } = open(hash, sealed);
      return expiresAtMs > nowMs ? readContext(context) : NEW_CONVERSATION;
    },

    async save(hash, context, partId, nowMs) {
      const expiresAtMs = nowMs + CONVERSATION_TTL_MS;
      const entry: Entry = { context: packContext(context), partId, expiresAtMs };
      const sealed = vault.seal(tenantKey, tenantId, hash, JSON.stringify(entry));
      await redis.run(async (commands) => {
        const former = opened(hash, await commands.get(entryKey(hash)))?.partId;
        const change = commands
          .multi()
          .set(entryKey(hash), sealed, { expiration: { type: "PX", value: CONVERSATION_TTL_MS } });
        if (former !== undefined && former !== partId) change.zRem(setKey(former), hash);
        if (partId !== undefined) {
          change
            .zAdd(setKey(partId), { score: expiresAtMs, value: hash })
            // A whole day later than need be: a clock that is ahead must not hide what is still there.
            .zRemRangeByScore(setKey(partId), "-inf", nowMs - CONVERSATION_TTL_MS)
            .pExpire(setKey(partId), CONVERSATION_TTL_MS);
        }
        await change.exec();
      });
    },

    async of(partIds, nowMs) {
      const found = new Map<string, ConversationContext>();
      for (const partId of new Set(partIds)) {
        for await (const page of pagesOf(partId)) {
          for (const { hash, sealed } of page) {
            if (sealed === null) continue;
            const entry = open(hash, sealed);
            if (entry.partId === partId && entry.expiresAtMs > nowMs) {
              found.set(hash, readContext(entry.context));
            }
          }
        }
      }
      return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, context]) => context);
    },

    async forget(partIds) {
      let forgotten = 0;
      for (const partId of new Set(partIds)) {
        for await (const page of pagesOf(partId)) {
          const theirs = page.flatMap(({ hash, sealed }) => {
            const entry = opened(hash, sealed);
            // What can't be opened may be theirs. What is another's stays named here: it may be coming back.
            return entry === undefined || entry.partId === partId ? [hash] : [];
          });
          if (theirs.length === 0) continue;
          forgotten += await redis.run(async (commands) => {
            const change = commands.multi().del(theirs.map(entryKey)).zRem(setKey(partId), theirs);
            const [removed] = await change.exec();
            return Number(removed);
          });
        }
      }
      return forgotten;
    },

    async forgetOne(hash) {
      return redis.run(async (commands) => {
        const partId = opened(hash, await commands.get(entryKey(hash)))?.partId;
        const change = commands.multi().del(entryKey(hash));
        if (partId !== undefined) change.zRem(setKey(partId), hash);
        const [removed] = await change.exec();
        return Number(removed);
      });
    },

    async forgetExpired() {
      return 0;
    },
  };
}
