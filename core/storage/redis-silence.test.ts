import { once } from "node:events";
import { createConnection, createServer, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openRedis, type Redis } from "./redis-client.js";
import { type BreakableRedis, startBreakableRedis } from "./test-breakable-redis.js";

const WAITING = { timeout: 10_000, interval: 10 };

/** A way to a server on which connections can fall silent, as behind a firewall that forgot them. */
async function startRelay(target: string) {
  const inside: Socket[] = [];
  const relay = createServer((outer) => {
    const inner = createConnection(Number(new URL(target).port), "127.0.0.1");
    inside.push(outer, inner);
    outer.on("error", () => inner.destroy()).pipe(inner);
    inner.on("error", () => outer.destroy()).pipe(outer);
  });
  relay.listen(0, "127.0.0.1");
  await once(relay, "listening");
  const address = relay.address();
  return {
    url: `redis://127.0.0.1:${typeof address === "object" ? address?.port : ""}`,
    /** Those that stand carry nothing any more; new ones do. */
    silence() {
      for (const socket of inside) socket.unpipe().pause();
    },
    stop() {
      for (const socket of inside) socket.destroy();
      relay.close();
    },
  };
}

describe("a connection that fell silent, to a server that is well", () => {
  let server: BreakableRedis;
  let relay: Awaited<ReturnType<typeof startRelay>>;
  let redis: Redis;
  let told: string[];

  beforeEach(async () => {
    told = [];
    server = await startBreakableRedis();
    relay = await startRelay(server.url);
    redis = await openRedis({
      url: relay.url,
      onLost: (reason) => told.push(reason),
      onConnected: () => told.push("connected"),
    });
    relay.silence();
  });

  afterEach(async () => {
    await redis.close();
    relay.stop();
    await server.kill();
  });

  it("is made anew by the first step that gets no answer", async () => {
    await expect(redis.check()).rejects.toMatchObject({ code: "vendor_unavailable" });
    await vi.waitUntil(() => redis.isConnected(), WAITING);
    await redis.check();
    expect(told).toEqual(["connected", "SilentServerError", "connected"]);
  });

  it("is made anew though nobody asks anything", async () => {
    await vi.waitUntil(() => told.length === 3, WAITING);
    await redis.check();
    expect(told).toEqual(["connected", "SocketTimeoutError", "connected"]);
  });
});
