import { randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type RedisServer, startRedisServer, TEST_DATABASES, TEST_MASTER_KEY } from "../core/testing.js";
import { type ProductProcess, startProduct } from "./test-processes.js";
import { sendRaw, until } from "./testing.js";

const WRITE_KEY = "write-key-of-the-live-shift-test";
const SHARED_SECRET = "zendesk-app-shared-secret-of-the-live-shift-test";
const REQUESTER = { id: "4711", email: "tom@customers.example", emailVerified: true, name: "Tom Ashdown" };
const USER_ID = "u-tom";
const DAY_MS = 86_400_000;
/** How soon an agent learns of a move, with a queue and another process between. */
const LIVE_MS = 2_000;

/** Two companies' servers on one database and one Redis; a worker applies what the first one's customers do. */
let server: ProductProcess;
let otherServer: ProductProcess;
const ending: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  const postgres = TEST_DATABASES.find(({ name }) => name === "postgres");
  if (postgres === undefined) throw new Error("the product runs on Postgres");
  const { dataDir, databaseUrl, drop } = await postgres.create();
  ending.push(drop);
  const redis: RedisServer = await startRedisServer();
  ending.push(() => redis.stop("SIGKILL"));
  const settings = (tenant: string) => ({
    PORT: "0",
    RAPPORT_TENANT: tenant,
    RAPPORT_DATA_DIR: dataDir,
    RAPPORT_MASTER_KEY: TEST_MASTER_KEY,
    RAPPORT_WRITE_KEY: WRITE_KEY,
    ZENDESK_SUBDOMAIN: "acme",
    ZENDESK_APP_SHARED_SECRET: SHARED_SECRET,
    DATABASE_URL: databaseUrl,
    REDIS_URL: redis.url,
  });
  const start = async (command: readonly string[], tenant: string) => {
    const started = await startProduct(command, settings(tenant));
    ending.push(() => started.end("SIGKILL"));
    return started;
  };
  server = await start(["serve", "--no-demo"], "larkfell");
  await start(["work"], "larkfell");
  otherServer = await start(["serve", "--no-demo"], "otherfell");
});

afterAll(async () => {
  for (const end of ending.splice(0).reverse()) await end();
});

/** A call of the sidebar app, signed as Zendesk's proxy does. */
async function app(action: "suggestions" | "watch" | "undo", body: unknown, at: ProductProcess = server) {
  const token = await new SignJWT({ jti: randomUUID() })
    .setProtectedHeader({ alg: "HS256" })
    .setIssuer("rapport-zendesk-app")
    .setSubject(action)
    .setExpirationTime("60s")
    .sign(new TextEncoder().encode(SHARED_SECRET));
  const { status, body: text } = await sendRaw(at.url, {
    method: "POST",
    path: `/zendesk/app/${action}`,
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  return { status, json: JSON.parse(text) };
}

async function card() {
  const { status, json } = await app("suggestions", {
    ticketId: "42",
    requester: REQUESTER,
    text: "Where is my order?",
  });
  expect(status).toBe(200);
  return json.customer;
}

async function tell(...calls: readonly Record<string, unknown>[]): Promise<void> {
  const batch = calls.map((call) => ({
    userId: USER_ID,
    messageId: randomUUID(),
    timestamp: new Date().toISOString(),
    ...call,
  }));
  const { status } = await sendRaw(server.url, {
    method: "POST",
    path: "/v1/batch",
    headers: {
      authorization: `Basic ${Buffer.from(`${WRITE_KEY}:`).toString("base64")}`,
      "content-type": "application/json",
    },
    body: JSON.stringify({ batch }),
  });
  expect(status).toBe(200);
}

it("an event that a worker applies is seen in the sidebar of a server, and an agent takes it back", async () => {
  await tell({
    type: "identify",
    traits: { email: REQUESTER.email, firstName: "Tom", plan: "trail" },
    context: { consent: { categoryPreferences: { personalization: true } } },
  });
  await until(async () => (await card()).segment.key === "new", "the customer is known");
  expect((await card()).shift).toBeUndefined();

  const watching = app("watch", { requester: REQUESTER, segment: "new" });
  await tell(
    { type: "track", event: "Subscription Upgraded", properties: { plan: "summit" } },
    { type: "identify", traits: { plan: "summit" } },
  );
  const toldMs = performance.now();
  expect(await watching).toEqual({ status: 200, json: { changed: true } });
  expect(performance.now() - toldMs).toBeLessThan(LIVE_MS);

  const moved = await card();
  expect(moved).toMatchObject({
    segment: { key: "vip", name: "VIP" },
    shift: { from: "New", to: "VIP", cause: "Subscription Upgraded: plan is summit" },
  });
  const { shiftId } = moved.shift;

  // Another company's agent can't take it back, and a shift that never was can't be.
  const press = { shiftId, agentId: "7" };
  expect(await app("undo", press, otherServer)).toEqual({ status: 404, json: { outcome: "unknown" } });
  const unheardOf = { shiftId: randomUUID(), agentId: "7" };
  expect(await app("undo", unheardOf)).toEqual({ status: 404, json: { outcome: "unknown" } });
  expect((await card()).segment.key).toBe("vip");

  const watchingVip = app("watch", { requester: REQUESTER, segment: "vip" });
  expect(await app("undo", press)).toEqual({ status: 200, json: { outcome: "undone" } });
  expect(await watchingVip).toEqual({ status: 200, json: { changed: true } });
  const back = await card();
  expect(back).toMatchObject({ segment: { key: "new", name: "New" } });
  expect(back.shift).toBeUndefined();
  expect(Date.parse(back.pinnedUntil) - Date.now()).toBeGreaterThan(29 * DAY_MS);
  expect(Date.parse(back.pinnedUntil) - Date.now()).toBeLessThanOrEqual(30 * DAY_MS);
  expect(await app("undo", press)).toEqual({ status: 200, json: { outcome: "undone before" } });
  expect((await card()).segment.key).toBe("new");
});
