import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createVault } from "../privacy/vault.js";
import type { PartId } from "../profiles/profile.js";
import { openRedis, type Redis } from "../storage/redis-client.js";
import { openRedisConversationStore } from "../storage/redis-conversation-store.js";
import { type BreakableRedis, startBreakableRedis } from "../storage/test-breakable-redis.js";
import { everythingIn } from "../storage/test-conversation-stores.js";
import { tenantId } from "../tenant-id.js";
import { NEW_CONVERSATION } from "./conversation-context.js";
import type { ConversationStore } from "./conversation-store.js";
import {
  type DegradingConversationStore,
  degradingConversationStore,
} from "./degrading-conversation-store.js";

const NOW_MS = Date.parse("2026-11-24T00:00:00Z");
const OPEN_MS = 5_000;
const WAITING = { timeout: 10_000, interval: 10 };
/** What a customer waits at most for a context that does not come. */
const PATIENCE_MS = 500;
const TENANT = tenantId("own");
const PART = "p" as PartId;
const [HASH, OTHER_HASH] = ["a".repeat(64), "b".repeat(64)];

describe("conversations when Redis fails", () => {
  let server: BreakableRedis;
  let redis: Redis;
  let inner: ConversationStore;
  let store: DegradingConversationStore;
  let told: string[];
  let nowMs: number;

  beforeEach(async () => {
    nowMs = NOW_MS;
    told = [];
    server = await startBreakableRedis();
    redis = await openRedis({ url: server.url });
    const vault = createVault({ current: Buffer.alloc(32, 7) });
    inner = openRedisConversationStore(redis, vault, TENANT, vault.newDataKey(TENANT));
    store = degradingConversationStore(inner, {
      nowMs: () => nowMs,
      openMs: OPEN_MS,
      onDegraded: () => told.push("degraded"),
      onRestored: () => told.push("restored"),
    });
  });

  afterEach(async () => {
    await redis.close();
    await server.kill();
  });

  /** A turn's calls: the context counts one turn more. Returns what was remembered; no call may take long. */
  async function turn(hash = HASH): Promise<number> {
    const startedAtMs = performance.now();
    const context = await store.load(hash, nowMs);
    const loadedAtMs = performance.now();
    await store.save(hash, { ...context, turns: context.turns + 1 }, PART, nowMs);
    expect(loadedAtMs - startedAtMs).toBeLessThan(PATIENCE_MS);
    expect(performance.now() - loadedAtMs).toBeLessThan(PATIENCE_MS);
    return context.turns;
  }

  async function turns(count: number): Promise<readonly number[]> {
    const remembered: number[] = [];
    for (let n = 0; n < count; n++) remembered.push(await turn());
    return remembered;
  }

  async function expectRightsRefused(): Promise<void> {
    const refused = { code: "vendor_unavailable", kind: "transient", retry: true };
    await expect(store.of([PART], nowMs)).rejects.toMatchObject(refused);
    await expect(store.forget([PART])).rejects.toMatchObject(refused);
    await expect(store.forgetOne(HASH)).rejects.toMatchObject(refused);
  }

  async function back(): Promise<void> {
    await vi.waitUntil(() => redis.isConnected(), WAITING);
    nowMs += OPEN_MS;
  }

  it("hung: turns go on without context, rights are refused, and what was remembered comes back", async () => {
    expect(await turns(3)).toEqual([0, 1, 2]);
    server.hang();
    expect(await turns(10)).toEqual(Array(10).fill(0));
    expect(store.standing()).toBe("degraded");
    await expectRightsRefused();
    server.wake();
    await back();
    expect(await turns(2)).toEqual([3, 4]);
    expect(store.standing()).toBe("ok");
    expect(told).toEqual(["degraded", "restored"]);
    expect(await store.forget([PART])).toBe(1);
  });

  it("killed and started again, empty: turns go on, and what is said from then on is remembered", async () => {
    expect(await turns(2)).toEqual([0, 1]);
    await server.kill();
    expect(await turns(10)).toEqual(Array(10).fill(0));
    expect(store.standing()).toBe("degraded");
    await expectRightsRefused();
    await server.start();
    await back();
    expect(await turns(2)).toEqual([0, 1]);
    expect(store.standing()).toBe("ok");
    expect(told).toEqual(["degraded", "restored"]);
  });

  it("killed with turns under way: all of them end", async () => {
    const underWay = Array.from({ length: 100 }, (_, n) => turn(n.toString(16).padStart(64, "0")));
    await server.kill();
    expect(await Promise.all(underWay)).toEqual(Array(100).fill(0));
  });

  it("flushed: it is as if nobody had said anything, and no failure", async () => {
    expect(await turns(2)).toEqual([0, 1]);
    await redis.run((commands) => commands.flushAll());
    expect(await turns(2)).toEqual([0, 1]);
    expect(store.failures()).toBe(0);
    expect(await store.forget([PART])).toBe(1);
  });

  it("full: what is remembered is read, and nothing is added", async () => {
    expect(await turns(2)).toEqual([0, 1]);
    await redis.run((commands) => commands.configSet("maxmemory", "1"));
    expect(await turns(2)).toEqual([2, 2]);
    expect(store.failures()).toBe(2);
    expect(store.standing()).toBe("ok");
  });

  it("asks Redis no more after failures in a row, and tries once when the time is over", async () => {
    server.hang();
    await turns(10);
    const failures = store.failures();
    expect(failures).toBe(3);
    nowMs += OPEN_MS;
    await turns(2);
    expect(store.failures()).toBe(failures + 1);
    server.wake();
  });

  it("a turn that went without context does not replace what is remembered", async () => {
    expect(await turns(2)).toEqual([0, 1]);
    server.hang();
    const context = await store.load(HASH, nowMs);
    expect(context).toEqual(NEW_CONVERSATION);
    server.wake();
    await vi.waitUntil(() => redis.isConnected(), WAITING);
    await store.save(HASH, { ...context, turns: 1 }, PART, nowMs);
    expect((await inner.load(HASH, nowMs)).turns).toBe(2);
    expect(await turn()).toBe(2);
  });

  it("leaves nothing readable, and nothing that does not vanish by itself", async () => {
    const marked = {
      ...NEW_CONVERSATION,
      turns: 1,
      recent: [{ replyKey: "marker_reply", input: "marker" }],
      offered: ["marker_offer"],
      askedVersion: "marker",
    };
    await store.save(HASH, marked, PART, nowMs);
    await store.save(OTHER_HASH, marked, undefined, nowMs);
    const stored = await everythingIn(redis);
    expect(stored).toContain(HASH);
    expect(stored).not.toContain("marker");
    for (const key of await redis.run((commands) => commands.keys("*"))) {
      expect(String(key)).toMatch(/^rapport:\{own\}:conversation(s-of)?:/);
      const leftMs = await redis.run((commands) => commands.pTTL(key));
      expect(leftMs).toBeGreaterThan(86_000_000);
      expect(leftMs).toBeLessThanOrEqual(86_400_000);
    }
  });

  it("lets go of a part's conversations that are long over, and of one that moved", async () => {
    const members = () =>
      redis.run((commands) => commands.zRange(`rapport:{own}:conversations-of:${PART}`, 0, -1));
    await turn(HASH);
    await turn(OTHER_HASH);
    expect(await members()).toHaveLength(2);
    await store.save(HASH, { ...NEW_CONVERSATION, turns: 2 }, "q" as PartId, nowMs);
    expect((await members()).map(String)).toEqual([OTHER_HASH]);
    nowMs += 3 * 86_400_000;
    await turn(HASH);
    expect((await members()).map(String)).toEqual([HASH]);
  });

  it("believes an entry, not a set, about whose it is", async () => {
    await store.save(HASH, { ...NEW_CONVERSATION, turns: 1 }, "q" as PartId, nowMs);
    const stale = { score: nowMs, value: HASH };
    await redis.run((commands) => commands.zAdd(`rapport:{own}:conversations-of:${PART}`, stale));
    expect(await store.of([PART], nowMs)).toEqual([]);
    expect(await store.forget([PART])).toBe(0);
    expect(await store.of(["q" as PartId], nowMs)).toHaveLength(1);
  });
});
