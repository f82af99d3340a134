import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Analytics } from "@segment/analytics-node";
import { afterEach, describe, expect, it } from "vitest";
import {
  freePort,
  openTestCore,
  type RedisServer,
  startRedisServer,
  TEST_DATABASES,
  TEST_MASTER_KEY,
} from "../core/testing.js";
import { type ProductProcess, type Settings, startProduct } from "./test-processes.js";
import { until } from "./testing.js";

const WRITE_KEY = "write-key-of-the-delivery-test";
const EVENTS = 10_000;
const USERS = 100;
const KILLS = 5;
const STEP_MS = 60_000;
/** Sent between two kills. */
const WAVE = EVENTS / KILLS;

const ending: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
});

/** What profiles must say in the end, found by simple sums over what was acknowledged. */
interface Oracle {
  orders: number;
  spent: number;
  pages: number;
  plan: string | undefined;
  planAtMs: number;
}

/** Segment's own library, and what it was told of each event. */
function sender(host: string) {
  const analytics = new Analytics({
    writeKey: WRITE_KEY,
    host,
    flushAt: 40,
    flushInterval: 20,
    maxRetries: 1_000,
    httpRequestTimeout: 5_000,
  });
  const users = Array.from(
    { length: USERS },
    (): Oracle => ({ orders: 0, spent: 0, pages: 0, plan: undefined, planAtMs: 0 }),
  );
  const counts = { sent: 0, acknowledged: 0, refused: 0 };
  // The server corrects the sender's clock by how long a request was under way, which is long here: far less than
  // what lies between two events of one person.
  const startMs = Date.now() - EVENTS * STEP_MS;

  function told(apply: (oracle: Oracle) => void, user: number) {
    return (error: unknown) => {
      if (error !== undefined && error !== null) {
        counts.refused++;
        return;
      }
      counts.acknowledged++;
      const oracle = users[user];
      if (oracle !== undefined) apply(oracle);
    };
  }

  function send(n: number): void {
    counts.sent++;
    const user = (n * 7) % USERS;
    const userId = `customer-${user}`;
    const atMs = startMs + n * STEP_MS;
    const timestamp = new Date(atMs);
    const context = { consent: { categoryPreferences: { personalization: true } } };
    switch (n % 4) {
      case 0: {
        const plan = ["trail", "ridge", "summit"][n % 3] ?? "";
        const apply = (oracle: Oracle) => {
          if (atMs > oracle.planAtMs) Object.assign(oracle, { plan, planAtMs: atMs });
        };
        analytics.identify({ userId, traits: { plan }, timestamp, context }, told(apply, user));
        return;
      }
      case 1: {
        const apply = (oracle: Oracle) => {
          oracle.pages++;
        };
        analytics.page({ userId, name: "Tents", timestamp, context }, told(apply, user));
        return;
      }
      default: {
        const total = (n % 9) + 1;
        const properties = { order_id: `O-${n}`, total, currency: "EUR" };
        const apply = (oracle: Oracle) => {
          oracle.orders++;
          oracle.spent += total;
        };
        analytics.track(
          { userId, event: "Order Completed", properties, timestamp, context },
          told(apply, user),
        );
      }
    }
  }

  return { analytics, users, counts, send };
}

/** Sends all, and lets something happen in the middle of each wave: events are on their way then. */
async function sendInWaves(host: string, disturb: (wave: number) => Promise<void>) {
  const { analytics, users, counts, send } = sender(host);
  for (let wave = 0; wave < KILLS; wave++) {
    const before = counts.acknowledged;
    for (let n = wave * WAVE; n < (wave + 1) * WAVE; n++) send(n);
    await until(() => counts.acknowledged >= before + WAVE / 4, "a quarter of the wave is acknowledged");
    await disturb(wave);
  }
  await until(() => counts.acknowledged + counts.refused === EVENTS, "the library knows of all", 90_000);
  await analytics.closeAndFlush();
  expect(counts).toEqual({ sent: EVENTS, acknowledged: EVENTS, refused: 0 });
  return users;
}

/** Each event once, and each person as the oracle says. */
async function compare(
  where: { readonly dataDir: string; readonly databaseUrl?: string | undefined },
  users: readonly Oracle[],
): Promise<void> {
  const test = await openTestCore({ ...where, tenant: "default", stocked: false });
  try {
    await test.core.drained();
    const { events, sources } = await test.core.status();
    expect(events).toMatchObject({ pending: 0, dead: 0 });
    expect(sources.api).toEqual({ pending: 0, applied: EVENTS, dead: 0 });
    for (const [user, oracle] of users.entries()) {
      const identifier = { type: "user_id", value: `customer-${user}` } as const;
      const all = await test.core.privacy.exportData({ identifier }, "cli");
      expect(all?.fields, `customer ${user}`).toMatchObject({
        ...(oracle.orders === 0
          ? {}
          : { "purchases.orders_total": oracle.orders, "purchases.spend_12m": oracle.spent }),
        ...(oracle.pages === 0 ? {} : { "behaviour.pages": oracle.pages }),
        ...(oracle.plan === undefined ? {} : { "purchases.plan": oracle.plan }),
      });
    }
  } finally {
    await test.close();
  }
}

describe("10,000 events of Segment's own library", { timeout: 240_000 }, () => {
  it("are applied exactly once by a server that is killed five times", async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "rapport-delivery-"));
    ending.push(() => rm(dataDir, { recursive: true, force: true }));
    const port = await freePort();
    const settings: Settings = {
      PORT: String(port),
      RAPPORT_DATA_DIR: dataDir,
      RAPPORT_MASTER_KEY: TEST_MASTER_KEY,
      RAPPORT_WRITE_KEY: WRITE_KEY,
    };
    const start = () => startProduct(["serve", "--no-demo"], settings);
    let server = await start();
    ending.push(() => server.end("SIGKILL"));
    const users = await sendInWaves(server.url, async () => {
      expect(await server.end("SIGKILL")).toBeNull();
      server = await start();
    });
    expect(await server.end("SIGTERM")).toBe(0);
    await compare({ dataDir }, users);
  });

  it("are applied exactly once by servers and workers while Redis, a server and a worker are killed", async () => {
    const postgres = TEST_DATABASES.find(({ name }) => name === "postgres");
    if (postgres === undefined) throw new Error("the product runs on Postgres");
    const { dataDir, databaseUrl, drop } = await postgres.create();
    ending.push(drop);
    let redis: RedisServer = await startRedisServer();
    ending.push(() => redis.stop("SIGKILL"));
    const port = await freePort();
    const settings: Settings = {
      PORT: String(port),
      RAPPORT_DATA_DIR: dataDir,
      RAPPORT_MASTER_KEY: TEST_MASTER_KEY,
      RAPPORT_WRITE_KEY: WRITE_KEY,
      DATABASE_URL: databaseUrl,
      REDIS_URL: redis.url,
    };
    const serve = () => startProduct(["serve", "--no-demo"], settings);
    const work = () => startProduct(["work"], settings);
    let server = await serve();
    const workers: ProductProcess[] = [await work(), await work()];
    ending.push(() => Promise.all([server, ...workers].map((each) => each.end("SIGKILL"))));

    const users = await sendInWaves(server.url, async (wave) => {
      if (wave === 0) {
        await server.end("SIGKILL");
        server = await serve();
      } else if (wave === 1) {
        // With a batch in its hands: two thousand events are on their way.
        await workers[0]?.end("SIGKILL");
      } else if (wave === 2) await flush(redis.port);
      else if (wave === 3) {
        await redis.stop("SIGKILL");
        redis = await startRedisServer({ port: redis.port });
      } else {
        workers[0] = await work();
        await server.end("SIGKILL");
        server = await serve();
      }
    });
    await until(
      async () => JSON.parse(await (await fetch(`${server.url}/readyz`)).text()).status === "ready",
      "all is well again",
    );
    // The workers, and nobody else, work off what is left.
    await until(async () => (await waitingIn(server.url)) === 0, "nothing waits any more", 60_000);
    expect(await Promise.all(workers.map((worker) => worker.end("SIGTERM")))).toEqual([0, 0]);
    expect(await server.end("SIGTERM")).toBe(0);
    await compare({ dataDir, databaseUrl }, users);
  });
});

/** Redis forgets everything (redis.io, "Redis serialization protocol specification", inline commands). */
async function flush(port: number): Promise<void> {
  const socket = connect(port, "127.0.0.1");
  socket.write("FLUSHALL\r\n");
  const [answer] = await once(socket, "data");
  expect(String(answer)).toBe("+OK\r\n");
  socket.destroy();
}

async function waitingIn(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^rapport_backlog_events (\d+)$/m.exec(text)?.[1] ?? Number.NaN);
}
