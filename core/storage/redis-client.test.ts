import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openRedis, type Redis, reconnectDelayMs } from "./redis-client.js";
import { type BreakableRedis, startBreakableRedis } from "./test-breakable-redis.js";

/** How long something took, in milliseconds, however it ended. */
async function duration(work: Promise<unknown>): Promise<number> {
  const startedAtMs = performance.now();
  await work.catch(() => {});
  return performance.now() - startedAtMs;
}

/** A step's 250 ms, and what a busy machine adds. */
const IN_TIME_MS = 500;
const AT_ONCE_MS = 150;
const WAITING = { timeout: 10_000, interval: 10 };

describe("a connection to Redis", () => {
  let server: BreakableRedis;
  let redis: Redis;
  let told: string[];

  const open = () =>
    openRedis({
      url: server.url,
      onLost: (reason) => told.push(reason),
      onConnected: () => told.push("connected"),
    });
  const connected = () => vi.waitUntil(() => redis.isConnected(), WAITING);
  const get = () => redis.run((commands) => commands.get("key"));

  beforeEach(async () => {
    told = [];
    server = await startBreakableRedis();
    redis = await open();
  });

  afterEach(async () => {
    await redis.close();
    await server.kill();
  });

  it("runs steps, and gives strings as bytes", async () => {
    await redis.run((commands) => commands.set("key", Buffer.from([0, 255])));
    expect(await get()).toEqual(Buffer.from([0, 255]));
    await redis.check();
    expect(told).toEqual(["connected"]);
  });

  it("ends a step in time when the server hangs, those after it at once, and comes back", async () => {
    server.hang();
    const steps = Array.from({ length: 20 }, get);
    for (const ms of await Promise.all(steps.map(duration))) expect(ms).toBeLessThan(IN_TIME_MS);
    for (const step of await Promise.allSettled(steps)) {
      expect(step).toMatchObject({ status: "rejected", reason: { code: "vendor_unavailable" } });
    }
    expect(await duration(get())).toBeLessThan(AT_ONCE_MS);
    expect(redis.isConnected()).toBe(false);
    expect(told).toEqual(["connected", "SilentServerError"]);
    server.wake();
    await connected();
    expect(await get()).toBeNull();
    expect(told).toEqual(["connected", "SilentServerError", "connected"]);
  });

  it("fails at once when the server is gone, tells it once, and comes back", async () => {
    const underWay = get().catch(() => {});
    await server.kill();
    await underWay;
    await vi.waitUntil(() => !redis.isConnected(), WAITING);
    await expect(get()).rejects.toMatchObject({ code: "vendor_unavailable", retry: true });
    expect(await duration(get())).toBeLessThan(AT_ONCE_MS);
    await server.start();
    await connected();
    expect(await get()).toBeNull();
    expect(told).toHaveLength(3);
  });

  it("does not take an answer for late because this process was busy", async () => {
    const step = get();
    const untilMs = performance.now() + 400;
    while (performance.now() < untilMs);
    expect(await step).toBeNull();
    expect(told).toEqual(["connected"]);
  });

  it("says what Redis refuses by its own word", async () => {
    await redis.run((commands) => commands.configSet("maxmemory", "1"));
    const set = redis.run((commands) => commands.set("key", "value"));
    await expect(set).rejects.toMatchObject({ code: "vendor_unavailable", message: "redis failed: OOM" });
    const transaction = redis.run((commands) => commands.multi().set("key", "value").exec());
    await expect(transaction).rejects.toMatchObject({ message: "redis failed: OOM" });
    expect(await get()).toBeNull();
  });

  it("opens, closes and opens again while the server hangs or is away", async () => {
    await redis.close();
    told = [];
    server.hang();
    const startedAtMs = performance.now();
    redis = await open();
    expect(performance.now() - startedAtMs).toBeLessThan(2_500);
    expect(told).toEqual(["SilentServerError"]);
    expect(await duration(redis.close())).toBeLessThan(AT_ONCE_MS);
    await server.kill();
    redis = await open();
    expect(redis.isConnected()).toBe(false);
    expect(told).toEqual(["SilentServerError", "ECONNREFUSED"]);
    await server.start();
    await connected();
    expect(await get()).toBeNull();
  });

  it("closes in time with a step under way at a server that hangs, and runs nothing afterwards", async () => {
    server.hang();
    const step = expect(get()).rejects.toMatchObject({ code: "vendor_unavailable" });
    expect(await duration(redis.close())).toBeLessThan(IN_TIME_MS);
    await step;
    await expect(redis.check()).rejects.toMatchObject({ code: "vendor_unavailable" });
    await redis.close();
  });
});

describe("the configuration of Redis", () => {
  it.each(["http://localhost", "redis://localhost:port", "localhost:6379", ""])(
    "refuses %j and does not repeat it",
    async (url) => {
      const opening = openRedis({ url: url.replace("localhost", "user:secret@localhost") });
      await expect(opening).rejects.toMatchObject({ code: "config_invalid" });
      await expect(opening).rejects.not.toThrow("secret");
    },
  );

  it("waits longer with each try, and never the same for all", () => {
    for (let retries = 0; retries < 40; retries++) {
      const whole = Math.min(2_000, 50 * 2 ** Math.min(retries, 10));
      const delays = Array.from({ length: 50 }, () => reconnectDelayMs(retries));
      expect(Math.min(...delays)).toBeGreaterThanOrEqual(whole / 2);
      expect(Math.max(...delays)).toBeLessThanOrEqual(whole + 1);
      expect(new Set(delays).size).toBeGreaterThan(5);
    }
  });
});
