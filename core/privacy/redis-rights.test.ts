import { afterEach, beforeEach, expect, it } from "vitest";
import { type RedisServer, startRedisServer } from "../queue/redis-server.js";
import { openRedis, type Redis } from "../storage/redis-client.js";
import { everythingIn } from "../storage/test-conversation-stores.js";
import { openTestCore, TEST_CUSTOMERS, type TestCore } from "../testing.js";

const MARKER = "Markersentencelarch";

let server: RedisServer;
let redis: Redis;
let test: TestCore;

beforeEach(async () => {
  server = await startRedisServer();
  redis = await openRedis({ url: server.url, stepMs: 10_000 });
  test = await openTestCore({ core: { redisUrl: server.url, works: true } });
});

afterEach(async () => {
  await test.close();
  await redis.close();
  await server.stop();
});

const identifier = { type: "email", value: TEST_CUSTOMERS.vip.email } as const;

async function ask(): Promise<void> {
  await test.core.respond({
    tenantId: test.tenantId,
    channel: "slack",
    conversationId: "D0VIP",
    sender: { identifiers: [identifier] },
    isPrivate: true,
    text: `Where is my order? ${MARKER}`,
  });
}

it("an erasure leaves nothing of a person's conversations in Redis, which never held a word in the clear", async () => {
  await ask();
  const before = await everythingIn(redis);
  expect(before).toContain("conversation");
  for (const telling of [MARKER, TEST_CUSTOMERS.vip.email, TEST_CUSTOMERS.vip.userId, "order_status"])
    expect(before).not.toContain(telling);
  expect(await test.core.privacy.exportData({ identifier }, "cli")).toMatchObject({
    conversations: [{ turns: 1 }],
  });
  const report = await test.core.privacy.erase({ identifier }, "cli", "request");
  expect(report?.places).toContainEqual({ place: "conversation contexts", entries: 1 });
  expect(await everythingIn(redis)).not.toContain(":conversation:");
});

it("an erasure that can't reach Redis is not reported done, and is done once it is back", async () => {
  await ask();
  await server.stop("SIGKILL");
  await expect(test.core.privacy.erase({ identifier }, "cli", "request")).rejects.toMatchObject({
    code: "vendor_unavailable",
  });
  server = await startRedisServer({ port: server.port });
  await expect
    .poll(() => test.core.privacy.erase({ identifier }, "cli", "request").catch(() => undefined), {
      timeout: 10_000,
    })
    .toMatchObject({ places: expect.anything() });
  expect(await test.core.privacy.exportData({ identifier }, "cli")).toBeUndefined();
});
