import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import pg from "pg";
import { systemClock } from "../clock.js";
import { openCore } from "../open-core.js";
import { startRedisServer } from "../queue/redis-server.js";
import { startPostgresServer } from "../storage/postgres-server.js";
import { TENANT } from "./bench-tenant.js";
import { callsOf, eventSource, type Lag, sendAll } from "./ingest-bench.js";
import { prove, rounded } from "./timing.js";

/** Several processes on PostgreSQL and Redis, against `pg` that writes as many rows of the same size. */
export interface ScaledIngest {
  readonly profiles: number;
  readonly workers: number;
  readonly events: number;
  readonly acknowledgedPerSecond: number;
  readonly appliedPerSecond: number;
  readonly barePerSecond: number;
  /** Applied per second over bare per second. */
  readonly ratio: number;
  /** While events come as fast as they are taken; upper bounds of a histogram's buckets. */
  readonly lagAtFullSpeed: Lag;
}

export interface ScaledIngestOptions {
  readonly dataDir: string;
  readonly profiles: number;
  readonly events: number;
  readonly onProgress: (line: string) => void;
}

const WORKERS = 2;
const PROGRAM = fileURLToPath(new URL("../../service/rapport.js", import.meta.url));
const MASTER_KEY = "5a".repeat(32);
const POLL_MS = 20;

/** Starts a Postgres, a Redis and two workers of its own. @throws Error if an event is lost or doubled */
export async function benchScaledIngest(options: ScaledIngestOptions): Promise<ScaledIngest> {
  const { dataDir, profiles, events, onProgress } = options;
  const postgres = await startPostgresServer({ durable: true });
  const redis = await startRedisServer();
  const workers: ChildProcess[] = [];
  try {
    const settings = {
      RAPPORT_DATA_DIR: dataDir,
      RAPPORT_MASTER_KEY: MASTER_KEY,
      RAPPORT_TENANT: TENANT,
      DATABASE_URL: postgres.url,
      REDIS_URL: redis.url,
      LOG_LEVEL: "fatal",
    };
    const core = await openCore({
      dataDir,
      databaseUrl: postgres.url,
      redisUrl: redis.url,
      works: false,
      maxBacklog: 10_000_000,
      masterKey: MASTER_KEY,
      tenantId: TENANT,
      clock: systemClock,
      log: { info() {}, warn() {}, error() {} },
    });
    const urls: string[] = [];
    for (let n = 0; n < WORKERS; n++) {
      const { child, url } = await startWorker(settings);
      workers.push(child);
      urls.push(url);
    }
    // Looked at often, so it must cost little.
    const isWaiting = async () =>
      (await core.storage.db
        .selectFrom("inbox")
        .select("sequence")
        .where("tenant_id", "=", TENANT)
        .where("state", "=", sql.lit("pending"))
        .limit(1)
        .executeTakeFirst()) !== undefined;
    const source = eventSource(profiles, systemClock.nowMs());
    const ingest = {
      ingest: (batch: Parameters<typeof core.ingest>[1]) => core.ingest(TENANT, batch, "api"),
    };
    // Everybody once, so that what is measured finds them.
    await sendAll(ingest, callsOf(source, profiles));
    while (await isWaiting()) await pause(POLL_MS);
    onProgress(`${profiles} people, ${WORKERS} workers`);

    const before = await histogramOf(urls);
    const from = performance.now();
    await sendAll(ingest, callsOf(source, events));
    const untilAcknowledged = performance.now();
    while (await isWaiting()) await pause(POLL_MS);
    const until = performance.now();
    const { applied, dead } = (await core.status()).sources.api ?? { applied: 0, dead: 0 };
    prove(applied === source.made() && dead === 0, `${applied} of ${source.made()} events were applied`);
    const lag = lagBetween(before, await histogramOf(urls));
    onProgress(`${events} events through the queue`);
    await core.close();

    const bareMs = await bare(postgres.url, events);
    onProgress(`${events} bare ones`);
    const appliedPerSecond = (1_000 * events) / (until - from);
    const barePerSecond = (1_000 * events) / bareMs;
    return {
      profiles,
      workers: WORKERS,
      events,
      acknowledgedPerSecond: Math.round((1_000 * events) / (untilAcknowledged - from)),
      appliedPerSecond: Math.round(appliedPerSecond),
      barePerSecond: Math.round(barePerSecond),
      ratio: rounded(appliedPerSecond / barePerSecond),
      lagAtFullSpeed: lag,
    };
  } finally {
    for (const child of workers) {
      child.kill("SIGTERM");
      if (child.exitCode === null) await once(child, "exit");
    }
    await redis.stop();
    await postgres.stop();
  }
}

async function startWorker(settings: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, [PROGRAM, "work", "--port", "0"], {
    env: settings,
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\/\/[\d.:]+/.exec(line)?.[0];
    if (url !== undefined) return { child, url };
  }
  throw new Error("a worker ended before it worked");
}

/** Counts by upper bound in seconds, of all workers. */
async function histogramOf(urls: readonly string[]): Promise<ReadonlyMap<number, number>> {
  const counts = new Map<number, number>();
  for (const url of urls) {
    const text = await (await fetch(`${url}/metrics`)).text();
    for (const [, bound = "", count] of text.matchAll(
      /^rapport_lag_seconds_bucket\{le="([\d.]+|\+Inf)",source="api"\} (\d+)$/gm,
    )) {
      const seconds = bound === "+Inf" ? Number.POSITIVE_INFINITY : Number(bound);
      counts.set(seconds, (counts.get(seconds) ?? 0) + Number(count));
    }
  }
  return counts;
}

function lagBetween(before: ReadonlyMap<number, number>, after: ReadonlyMap<number, number>): Lag {
  const counts = [...after]
    .map(([bound, count]) => [bound, count - (before.get(bound) ?? 0)] as const)
    .sort(([a], [b]) => a - b);
  const total = counts.at(-1)?.[1] ?? 0;
  const bound = (share: number) =>
    1_000 * (counts.find(([, count]) => count >= share * total)?.[0] ?? Number.NaN);
  return { p50Ms: bound(0.5), p99Ms: bound(0.99) };
}

const BARE_BATCH = 250;

/** As many rows of the sizes that the product wrote: one connection that inserts, and two that update afterwards. */
async function bare(databaseUrl: string, events: number): Promise<number> {
  const connect = async () => {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    await client.query("select set_config('rapport.tenant', $1, false)", [TENANT]);
    return client;
  };
  const [writer, ...updaters] = await Promise.all([connect(), connect(), connect()]);
  if (writer === undefined) throw new Error("there is a connection");
  const source = await writer.query<{ sequence: string; part_id: string; sealed: Buffer }>(
    `select sequence, part_id, payload_sealed as sealed from inbox
      where part_id is not null order by sequence desc limit $1`,
    [events],
  );
  await writer.query("create table bare_inbox (like inbox including all)");
  await writer.query("create table bare_parts (like profile_parts including all)");
  await writer.query("insert into bare_parts select * from profile_parts");
  await writer.query("analyze bare_parts");
  const batches = Array.from({ length: Math.ceil(source.rows.length / BARE_BATCH) }, (_, n) =>
    source.rows.slice(n * BARE_BATCH, (n + 1) * BARE_BATCH),
  );
  const from = performance.now();
  for (const rows of batches) {
    await writer.query(
      `insert into bare_inbox (tenant_id, message_hash, source, payload_sealed, received_at, state, subject_hash, attempts)
        select $1, 'hash' || lpad(sequence::text, 60, '0'), 'api', payload, $4, 'pending',
          lpad(sequence::text, 64, '0'), 0
        from unnest($2::bigint[], $3::bytea[]) as event (sequence, payload)`,
      [
        TENANT,
        rows.map(({ sequence }) => sequence),
        rows.map(({ sealed }) => Buffer.alloc(sealed.length + 200, 1)),
        systemClock.nowMs(),
      ],
    );
  }
  await Promise.all(
    updaters.map(async (client, which) => {
      for (const rows of batches.filter((_, n) => n % updaters.length === which)) {
        const parts = [...new Set(rows.map(({ part_id }) => part_id))].sort();
        await client.query("begin");
        await client.query(
          `update bare_parts set updated_at = $3, identity_sealed = identity_sealed || ''::bytea,
              behaviour_sealed = behaviour_sealed || ''::bytea
            where tenant_id = $1 and part_id = any($2)`,
          [TENANT, parts, systemClock.nowMs()],
        );
        await client.query(
          `update bare_inbox set state = 'applied', payload_sealed = event.payload, module = 'behaviour',
              part_id = event.part_id, occurred_at = $5
            from unnest($2::bigint[], $3::bytea[], $4::text[]) as event (sequence, payload, part_id)
            where tenant_id = $1 and message_hash = 'hash' || lpad(event.sequence::text, 60, '0')`,
          [
            TENANT,
            rows.map(({ sequence }) => sequence),
            rows.map(({ sealed }) => sealed),
            rows.map(({ part_id }) => part_id),
            systemClock.nowMs(),
          ],
        );
        await client.query("commit");
      }
    }),
  );
  const ms = performance.now() - from;
  const { rows } = await writer.query<{ count: string }>(
    "select count(*) as count from bare_inbox where state = 'applied'",
  );
  prove(Number(rows[0]?.count) === source.rows.length, "the bare loop lost a row");
  await Promise.all([writer, ...updaters].map((client) => client.end()));
  return (ms * events) / source.rows.length;
}
