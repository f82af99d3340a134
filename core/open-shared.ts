import { randomInt } from "node:crypto";
import type { Clock } from "./clock.js";
import type { ConversationStore } from "./conversations/conversation-store.js";
import { degradingConversationStore } from "./conversations/degrading-conversation-store.js";
import type { Logger } from "./logger.js";
import type { Vault } from "./privacy/vault.js";
import type { JobQueue } from "./queue/job-queue.js";
import { createLocalJobQueue } from "./queue/local-job-queue.js";
import type { TenantId } from "./tenant-id.js";

/** What the processes of an installation share beside the database; of a single process, its own. */
export interface Shared {
  readonly queue: JobQueue;
  /** Keys that work is spread over. */
  readonly lanes: number;
  /** Conversations' contexts in Redis; `undefined`: they are in the database. */
  readonly conversations: ConversationStore | undefined;
  /** The same for turns, which go on without context when Redis is away. */
  readonly contexts: Pick<ConversationStore, "load" | "save"> | undefined;
  /** Whether turns have their context now. */
  standing(): "ok" | "degraded";
  close(): Promise<void>;
}

export interface SharedOptions {
  readonly redisUrl: string | undefined;
  readonly tenantId: TenantId;
  readonly tenantKey: Buffer;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onContextFailure: () => void;
}

/** Few in one process: each makes transactions of its own, and of a larger one an event costs less. */
export const LOCAL_LANES = 4;
const SHARED_LANES = 16;

/** In [0, 1); for pauses, that nobody can guess either. */
const chance = () => randomInt(2 ** 32) / 2 ** 32;

/** Opens what `redisUrl` names. Redis may be away: then the queue and contexts are, until it is back. */
export async function openShared(options: SharedOptions): Promise<Shared> {
  const { redisUrl, tenantId, tenantKey, vault, clock, log } = options;
  if (redisUrl === undefined) {
    const queue = createLocalJobQueue({ log, random: chance });
    return {
      queue,
      lanes: LOCAL_LANES,
      conversations: undefined,
      contexts: undefined,
      standing: () => "ok",
      close: () => queue.close(),
    };
  }
  // Loaded here: most installations need none of it.
  const [{ openRedis }, { openRedisConversationStore }, { openBullJobQueue }] = await Promise.all([
    import("./storage/redis-client.js"),
    import("./storage/redis-conversation-store.js"),
    import("./queue/bull-job-queue.js"),
  ]);
  const redis = await openRedis({
    url: redisUrl,
    onLost: (reason) => log.warn({ reason }, "redis is away: customers are answered without context"),
    onConnected: () => log.info({}, "redis answers"),
  });
  const queue = openBullJobQueue({ redisUrl, name: `rapport-${tenantId}`, log, random: chance });
  const conversations = openRedisConversationStore(redis, vault, tenantId, tenantKey);
  const contexts = degradingConversationStore(conversations, {
    nowMs: () => clock.nowMs(),
    onFailure: options.onContextFailure,
    onDegraded: () => log.warn({}, "conversations go on without context"),
    onRestored: () => log.info({}, "conversations have their context again"),
  });
  return {
    queue,
    lanes: SHARED_LANES,
    conversations,
    contexts,
    // Where nobody writes, no failure tells.
    standing: () => (redis.isConnected() ? contexts.standing() : "degraded"),
    async close() {
      await queue.close();
      await redis.close();
    },
  };
}
