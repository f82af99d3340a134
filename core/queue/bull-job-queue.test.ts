import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RapportError } from "../error.js";
import { seededRandom } from "../seeded-random.js";
import { openRedisGate } from "../storage/test-redis-gate.js";
import { openBullJobQueue } from "./bull-job-queue.js";
import { gate, recordingWorker, until } from "./contract-tools.js";
import type { JobQueue } from "./job-queue.js";
import { type RedisServer, startRedisServer } from "./redis-server.js";

const PATIENCE_MS = 20_000;
const NAME = "rapport-test";
/** What the port's "within seconds" is here, with time for a slow machine. */
const FAST_MS = 2_500;

const program = process.env.REDIS_SERVER_PATH;
const silent = { info() {}, warn() {}, error() {} };

let server: RedisServer;
let queues: JobQueue[] = [];

beforeEach(async () => {
  server = await startRedisServer({ program });
});

afterEach(async () => {
  for (const queue of queues) await queue.close();
  queues = [];
  await server.stop("SIGKILL");
});

function open(redisUrl = server.url): JobQueue {
  const queue = openBullJobQueue({ redisUrl, name: NAME, random: seededRandom(1), log: silent });
  queues.push(queue);
  return queue;
}

async function onServer<T>(ask: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(server.url);
  try {
    return await ask(redis);
  } finally {
    redis.disconnect();
  }
}

const flush = () => onServer((redis) => redis.flushall());

async function restart(): Promise<void> {
  const { port } = server;
  await server.stop("SIGKILL");
  server = await startRedisServer({ program, port });
}

/** Each of them rejects soon, and says why. */
async function expectFailsFast(queue: JobQueue): Promise<void> {
  const asks = [
    () => queue.add([{ id: "x", key: "x" }]),
    () => queue.counts(),
    () => queue.check(),
    () => queue.pause(),
  ];
  const startMs = performance.now();
  const errors = await Promise.all(asks.map((ask) => ask().catch((reason: unknown) => reason)));
  expect(performance.now() - startMs).toBeLessThan(FAST_MS);
  for (const error of errors) {
    expect(error).toBeInstanceOf(RapportError);
    expect(error).toMatchObject({ code: "vendor_unavailable", retry: true });
  }
}

async function added(queue: JobQueue, key: string, id = `${key}-${randomUUID()}`): Promise<string> {
  await until(
    () =>
      queue.add([{ id, key }]).then(
        () => true,
        () => false,
      ),
    PATIENCE_MS,
    "added",
  );
  return id;
}

describe("a queue whose Redis goes away", () => {
  it("opens without it, fails fast, and works once it is there", async () => {
    const { port, url } = server;
    await server.stop("SIGKILL");
    const queue = open(url);
    const worker = recordingWorker();
    await queue.work(worker);
    let runs = 0;
    await queue.repeat("sweep", 50, async () => {
      runs++;
    });
    await expectFailsFast(queue);
    expect(runs).toBe(0);
    server = await startRedisServer({ program, port });
    const id = await added(queue, "a");
    await until(() => worker.handled.includes(id) && runs > 1, PATIENCE_MS, "it works");
  });

  it("fails fast when it stops later, and goes on with an empty one", async () => {
    const queue = open();
    const worker = recordingWorker();
    let runs = 0;
    await queue.work(worker);
    await queue.repeat("sweep", 50, async () => {
      runs++;
    });
    const before = await added(queue, "a");
    await until(() => worker.handled.includes(before), PATIENCE_MS, "handled before");
    const { port } = server;
    await server.stop("SIGKILL");
    await expectFailsFast(queue);
    server = await startRedisServer({ program, port });
    const runsBefore = runs;
    const after = await added(queue, "a");
    await queue.add([{ id: "late", key: "b", delayMs: 20 }]);
    await until(() => worker.handled.includes(after), PATIENCE_MS, "handled after");
    await until(() => worker.handled.includes("late"), PATIENCE_MS, "the delayed one too");
    await until(() => runs > runsBefore + 1, PATIENCE_MS, "repeats go on");
  });

  it("fails fast behind a connection that only looks alive, and finds another", async () => {
    const way = await openRedisGate(server.port);
    const queue = open(way.url);
    const worker = recordingWorker();
    await queue.work(worker);
    const before = await added(queue, "a");
    await until(() => worker.handled.includes(before), PATIENCE_MS, "handled before");
    way.freeze();
    await expectFailsFast(queue);
    await expectFailsFast(queue);
    way.open();
    const after = await added(queue, "a");
    await until(() => worker.handled.includes(after), PATIENCE_MS, "handled after");
    await queue.close();
    await way.close();
  });

  it.each(["at once", "after a drain"])("closes %s without it, and leaves no connection", async (when) => {
    const sockets = () => process.getActiveResourcesInfo().filter((name) => name === "TCPSocketWrap").length;
    const socketsBefore = sockets();
    const queue = open();
    await queue.work(recordingWorker());
    await queue.check();
    await server.stop("SIGKILL");
    const startMs = performance.now();
    if (when === "after a drain") expect(await queue.drain(5_000)).toBe(true);
    await queue.close();
    expect(performance.now() - startMs).toBeLessThan(5_000);
    await until(() => sockets() <= socketsBefore, PATIENCE_MS, "no connection is left");
  });

  it("closes at once with it, and leaves no connection", async () => {
    const sockets = () => process.getActiveResourcesInfo().filter((name) => name === "TCPSocketWrap").length;
    const socketsBefore = sockets();
    const queue = open();
    const worker = recordingWorker();
    await queue.work(worker);
    const id = await added(queue, "a");
    await until(() => worker.handled.includes(id), PATIENCE_MS, "handled");
    await queue.drain(5_000);
    await queue.close();
    await until(() => sockets() <= socketsBefore, PATIENCE_MS, "no connection is left");
  });
});

describe("a queue whose Redis is flushed", () => {
  it("goes on: idle, at work, with repeats and delays", async () => {
    const queue = open();
    const release = gate();
    const worker = recordingWorker(({ key }) => (key === "slow" ? release.opened : undefined));
    let runs = 0;
    await queue.work(worker);
    await queue.repeat("sweep", 50, async () => {
      runs++;
    });
    await queue.check();
    await flush();
    const first = await added(queue, "a");
    await until(() => worker.handled.includes(first), PATIENCE_MS, "handled after an idle flush");
    await added(queue, "slow", "slow-1");
    await until(() => worker.tries.some(({ key }) => key === "slow"), PATIENCE_MS, "at work");
    await flush();
    // Whoever keeps the truth elsewhere adds again, while this process still has the key in its hands.
    await added(queue, "slow", "slow-1");
    await added(queue, "slow", "slow-2");
    const second = await added(queue, "a");
    await queue.add([{ id: "late", key: "b", delayMs: 20 }]);
    await until(() => worker.handled.includes(second), PATIENCE_MS, "handled beside");
    release.open();
    await until(() => worker.handled.includes("slow-2"), PATIENCE_MS, "the slow ones handled");
    await until(() => worker.handled.includes("late"), PATIENCE_MS, "the delayed one handled");
    expect(worker.most.ofOneKey).toBe(1);
    const runsBefore = runs;
    await until(() => runs > runsBefore + 1, PATIENCE_MS, "repeats go on");
  });

  it("knows its scripts again after they are forgotten", async () => {
    const queue = open();
    const worker = recordingWorker();
    await queue.work(worker);
    const first = await added(queue, "a");
    await until(() => worker.handled.includes(first), PATIENCE_MS, "handled");
    await onServer(async (redis) => {
      await redis.flushall();
      await redis.script("FLUSH");
    });
    const second = await added(queue, "a");
    await until(() => worker.handled.includes(second), PATIENCE_MS, "handled with forgotten scripts");
  });
});

describe("a process that dies", () => {
  it("leaves its batch to another, in order, within ten seconds or so", async () => {
    const way = await openRedisGate(server.port);
    const dying = open(way.url);
    const doomed = recordingWorker(() => new Promise<void>(() => {}), { batchSize: 2 });
    await dying.work(doomed);
    const ids = ["a-0", "a-1", "a-2", "a-3"];
    await dying.add([...ids.map((id) => ({ id, key: "a" })), { id: "b-0", key: "b" }]);
    await until(() => doomed.tries.length === 2, PATIENCE_MS, "two batches at work");
    const living = open();
    const worker = recordingWorker();
    await living.work(worker);
    way.cut();
    const startMs = performance.now();
    await until(() => worker.handled.length >= 5, PATIENCE_MS, "taken up");
    expect(performance.now() - startMs).toBeLessThan(12_000);
    expect(worker.handled.filter((id) => id.startsWith("a"))).toEqual(ids);
    expect(worker.handled).toContain("b-0");
    await dying.close();
    await way.close();
  });

  it("between arming a key and adding its bull job strands nothing", async () => {
    const queue = open();
    await queue.add([
      { id: "a-0", key: "a" },
      { id: "b-0", key: "b" },
      { id: "b-1", key: "b" },
    ]);
    await onServer(async (redis) => {
      const bullJobs = (await redis.keys(`{${NAME}}:jobs:*`)).filter((key) => /:\d{16}:/.test(key));
      expect(bullJobs).toHaveLength(2);
      await redis.del(`{${NAME}}:jobs:wait`, ...bullJobs);
    });
    const worker = recordingWorker();
    await queue.work(worker);
    await until(() => worker.handled.length >= 3, PATIENCE_MS, "found by itself");
    expect([...worker.handled].sort()).toEqual(["a-0", "b-0", "b-1"]);
  });
});

describe("what stands in Redis", () => {
  /** Keys and what they hold, as text. */
  async function contents(): Promise<string> {
    return onServer(async (redis) => {
      const parts = (await redis.keys("*")).map(async (key) => {
        const read: Readonly<Record<string, () => Promise<unknown>>> = {
          string: () => redis.get(key),
          hash: () => redis.hgetall(key),
          list: () => redis.lrange(key, 0, -1),
          set: () => redis.smembers(key),
          zset: () => redis.zrange(key, 0, -1, "WITHSCORES"),
        };
        return JSON.stringify([key, await read[await redis.type(key)]?.()]);
      });
      return (await Promise.all(parts)).join("\n");
    });
  }

  it("is ids and keys under one hash tag, and nothing of what went wrong", async () => {
    const queue = open();
    const worker = recordingWorker(
      () => {
        throw new Error("jane@example.com");
      },
      { attempts: 1_000, backoffMs: 2_000, maxBackoffMs: 2_000 },
    );
    await queue.work(worker);
    await queue.add(["a", "b"].flatMap((key) => [0, 1].map((n) => ({ id: `${key}-${n}`, key }))));
    await queue.add([{ id: "c-0", key: "c" }]);
    await until(() => worker.tries.length >= 8, PATIENCE_MS, "failed tries");
    await until(async () => (await queue.counts()).active === 0, PATIENCE_MS, "put off");
    const text = await contents();
    expect(text).toContain("a-0");
    expect(text).not.toMatch(/jane|Error|at .*\.ts/);
    for (const line of text.split("\n")) expect(line.startsWith(`["{${NAME}}:`)).toBe(true);
  });

  it("does not grow with what is done", async () => {
    const queue = open();
    const worker = recordingWorker(({ ids }) => {
      if (ids.some((id) => id.endsWith("7"))) throw new Error("poison");
    });
    await queue.work(worker);
    const jobs = Array.from({ length: 300 }, (_, n) => ({ id: `job-${n}`, key: `key-${n % 70}` }));
    await queue.add(jobs.slice(0, 150));
    await queue.add(jobs.slice(150).map((job) => ({ ...job, delayMs: 5 })));
    const isDone = () => worker.handled.length + worker.buried.length >= 300;
    await until(isDone, PATIENCE_MS, "all done");
    await until(async () => (await queue.counts()).active === 0, PATIENCE_MS, "none at work");
    await until(async () => !/key-\d|job-\d/.test(await contents()), PATIENCE_MS, "nothing is left");
    expect((await contents()).split("\n").length).toBeLessThan(10);
  });
});

it("closes and opens again on the same Redis with what was left", async () => {
  const first = open();
  await first.add([{ id: "a-0", key: "a" }]);
  await first.close();
  await restart().then(flush);
  const second = open();
  await second.add([{ id: "a-1", key: "a" }]);
  await second.close();
  const third = open();
  const worker = recordingWorker();
  await third.work(worker);
  await until(() => worker.handled.length >= 1, PATIENCE_MS, "handled");
  expect(worker.handled).toEqual(["a-1"]);
});
