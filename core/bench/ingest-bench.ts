import { copyFileSync } from "node:fs";
import { join } from "node:path";
import type Libsql from "libsql";
import { systemClock } from "../clock.js";
import { applyBatch } from "../events/apply-batch.js";
import type { IncomingEvent } from "../events/inbox-row.js";
import { openPipeline, type Pipeline } from "../events/pipeline.js";
import type { ProfileEvent } from "../events/profile-event.js";
import { OWN_SOURCE } from "../events/segment-shifts.js";
import { createMetrics } from "../metrics.js";
import { LOCAL_LANES } from "../open-shared.js";
import { createLocalJobQueue } from "../queue/local-job-queue.js";
import { seededRandom } from "../seeded-random.js";
import { connectSqlite, sqliteFile } from "../storage/open-sqlite.js";
import { bareWriter, notingStores, type Written } from "./application-bench.js";
import { type BenchTenant, openBenchTenant, TENANT } from "./bench-tenant.js";
import { laterEvent } from "./customer-events.js";
import { fillPeople } from "./fill-people.js";
import { type Comparison, compare, percentile, prove, rounded, sum, type Turn } from "./timing.js";
import { openTimeAccount, type TimeShare } from "./where-time-goes.js";

/** From an event's acknowledgement until it is applied, in milliseconds. */
export interface Lag {
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** What one process does with events, from the call to the profile, against `libsql` that writes the same. */
export interface EmbeddedIngest extends Comparison {
  readonly profiles: number;
  /** Applied events that lie in the inbox already, for each profile. */
  readonly history: number;
  /** On disk, as fast as they are taken. */
  readonly acknowledgedPerSecond: number;
  /** While events come as fast as they are taken. */
  readonly lagAtFullSpeed: Lag;
  /** While a third as many come. */
  readonly lagAtAThird: Lag;
  readonly microsecondsPerEvent: number;
  readonly whereTimeGoes: readonly TimeShare[];
}

export interface IngestOptions {
  readonly dataDir: string;
  readonly profiles: number;
  readonly history: number;
  /** How many turns each side has; each of `EVENTS_PER_TURN`. */
  readonly turns: number;
  readonly onProgress: (line: string) => void;
}

const EVENTS_PER_TURN = 2_000;
const EVENTS_PER_CALL = 100;
/** Calls under way at the same time, as of as many senders. */
const SENDERS = 8;
const WARM_UP_TURNS = 2;
const SEED = 20_261_127;

/** Measures ingestion in one process on an embedded database. @throws Error if an event is lost or doubled */
export async function benchEmbeddedIngest(options: IngestOptions): Promise<EmbeddedIngest> {
  const { dataDir, profiles, history, turns, onProgress } = options;
  const nowMs = systemClock.nowMs();
  const filling = await openBenchTenant(dataDir);
  await fillPeople(filling, { profiles, nowMs, onProgress });
  await filling.scrub();
  await filling.close();
  if (history > 0) fillHistory(sqliteFile(dataDir), profiles * history, nowMs, onProgress);
  const bareFile = join(dataDir, "bare.db");
  copyFileSync(sqliteFile(dataDir), bareFile);
  const bare = connectSqlite(bareFile);
  const tenant = await openBenchTenant(dataDir);
  const source = eventSource(profiles, nowMs);
  const road = await openRoad(tenant);
  const insertBare = bareInserter(bare, tenant);
  const writeBare = bareWriter(bare);

  const taken: Turn[] = [];
  const acknowledged: number[] = [];
  const lags: number[] = [];
  for (let turn = 0; turn < WARM_UP_TURNS + turns; turn++) {
    const calls = callsOf(source, EVENTS_PER_TURN);
    road.forget();
    const from = performance.now();
    await sendAll(road.pipeline, calls);
    const untilAcknowledged = performance.now();
    await road.pipeline.drained();
    const until = performance.now();
    const { writes, batches, lagsMs } = road.seen();
    prove(
      sum(batches.map(({ events }) => events.length)) === EVENTS_PER_TURN,
      "an event was lost or doubled",
    );
    // What a part looked like in between is what the next batch built on, so all is written once more.
    const rows = writes.map((events) => insertBare.prepare(events));
    const bareFrom = performance.now();
    for (const prepared of rows) insertBare.insert(prepared);
    for (const batch of batches) writeBare(batch);
    const bareUntil = performance.now();
    if (turn < WARM_UP_TURNS) continue;
    taken.push({ ours: [until - from], bare: [bareUntil - bareFrom] });
    acknowledged.push(untilAcknowledged - from);
    lags.push(...lagsMs);
  }
  bare.close();
  const comparison = compare(taken, EVENTS_PER_TURN);
  onProgress(`${turns} turns of ${EVENTS_PER_TURN} events, and as many bare ones`);
  const lagAtAThird = await paced(road, source, comparison.ours.perSecond / 3);
  await road.close();
  const { api } = await tenant.stores.inbox.countsBySource();
  prove(api?.pending === 0 && api.dead === 0, "events wait or are dead");
  prove(api?.applied === source.made() + profiles * history, "not every event was applied once");
  await tenant.close();
  return {
    ...comparison,
    profiles,
    history,
    acknowledgedPerSecond: Math.round((1_000 * turns * EVENTS_PER_TURN) / sum(acknowledged)),
    lagAtFullSpeed: lagOf(lags),
    lagAtAThird,
    microsecondsPerEvent: rounded(1_000_000 / comparison.ours.perSecond),
    whereTimeGoes: await watched(options, nowMs),
  };
}

/** Events that were written together, and their numbers. */
interface Write {
  readonly events: readonly IncomingEvent[];
  readonly numbers: readonly (number | undefined)[];
}

/** The product's road over a tenant, and what went over it. */
interface Road {
  readonly pipeline: Pipeline;
  seen(): {
    readonly writes: readonly Write[];
    readonly batches: readonly Written[];
    readonly lagsMs: readonly number[];
  };
  forget(): void;
  close(): Promise<void>;
}

async function openRoad({ stores, setup, inTransaction, segmentation }: BenchTenant): Promise<Road> {
  const log = { info() {}, warn() {}, error() {} };
  const queue = createLocalJobQueue({ log, random: seededRandom(SEED) });
  const acknowledgedAt = new Map<number, number>();
  let writes: Write[] = [];
  let batches: Written[] = [];
  let lagsMs: number[] = [];
  const pipeline = openPipeline({
    inbox: stores.inbox,
    hash: (identifier) => stores.people.hash(identifier),
    blocked: setup.blocked,
    inventory: setup.inventory,
    queue,
    lanes: LOCAL_LANES,
    maxBacklog: 1_000_000,
    async write(events, nowMs) {
      const numbers = await inTransaction(({ inbox }) => inbox.add(events, nowMs));
      const atMs = performance.now();
      writes.push({ events, numbers });
      for (const number of numbers) if (number !== undefined) acknowledgedAt.set(number, atMs);
      return numbers;
    },
    async apply(filter, nowMs) {
      const written: Written = { parts: [], events: [] };
      const erase = () => Promise.reject(new Error("nobody is erased here"));
      const batch = await inTransaction((stores) => {
        const noting = {
          ...stores,
          ...notingStores(stores, setup, written),
          erase,
          segmentation: () => segmentation(stores),
        };
        return applyBatch(noting, setup, filter, nowMs);
      });
      const atMs = performance.now();
      // What follows from events is not counted as events, though it takes its time.
      const events = written.events.filter(({ source }) => source !== OWN_SOURCE);
      if (batch.applied.length > 0) batches.push({ ...written, events });
      for (const { sequence } of batch.applied) lagsMs.push(atMs - (acknowledgedAt.get(sequence) ?? atMs));
      return batch;
    },
    bury: () => Promise.reject(new Error("no event fails here")),
    metrics: createMetrics(),
    clock: systemClock,
    log,
  });
  await pipeline.work();
  return {
    pipeline,
    seen: () => ({ writes, batches, lagsMs }),
    forget() {
      [writes, batches, lagsMs] = [[], [], []];
      acknowledgedAt.clear();
    },
    async close() {
      await pipeline.stop();
      await queue.close();
    },
  };
}

/** What happens to known customers, without end. */
export function eventSource(profiles: number, nowMs: number) {
  const random = seededRandom(SEED);
  let made = 0;
  return {
    next(): ProfileEvent {
      made++;
      return laterEvent(`bench-${made}`, Math.floor(random() * profiles), random, nowMs);
    },
    made: () => made,
  };
}

export function callsOf(source: ReturnType<typeof eventSource>, events: number): readonly ProfileEvent[][] {
  return Array.from({ length: events / EVENTS_PER_CALL }, () =>
    Array.from({ length: EVENTS_PER_CALL }, () => source.next()),
  );
}

/** Several senders, each of which waits for the acknowledgement of one call before it makes the next. */
export async function sendAll(
  { ingest }: Pick<Pipeline, "ingest">,
  calls: readonly (readonly ProfileEvent[])[],
): Promise<void> {
  const left = [...calls];
  await Promise.all(
    Array.from({ length: SENDERS }, async () => {
      for (let events = left.shift(); events !== undefined; events = left.shift()) {
        const { accepted } = await ingest(events, "api");
        prove(accepted === events.length, "an event was taken for one that is known");
      }
    }),
  );
}

const PACED_MS = 4_000;
const EVENTS_PER_BEAT = 10;

async function paced(
  road: Road,
  source: ReturnType<typeof eventSource>,
  eventsPerSecond: number,
): Promise<Lag> {
  road.forget();
  const beatMs = (1_000 * EVENTS_PER_BEAT) / eventsPerSecond;
  const startMs = performance.now();
  const calls: Promise<unknown>[] = [];
  for (let beat = 0; performance.now() - startMs < PACED_MS; beat++) {
    const events = Array.from({ length: EVENTS_PER_BEAT }, () => source.next());
    calls.push(road.pipeline.ingest(events, "api"));
    const waitMs = startMs + (beat + 1) * beatMs - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
  await Promise.all(calls);
  await road.pipeline.drained();
  return lagOf(road.seen().lagsMs);
}

/** The product's inserts by `libsql` alone: prepared, one a row, the same bytes, each write synced to disk. */
function bareInserter(bare: Libsql.Database, { setup }: BenchTenant) {
  const begin = bare.prepare("begin immediate");
  const commit = bare.prepare("commit");
  const insert = bare.prepare(
    `insert into inbox
        (sequence, tenant_id, message_hash, source, payload_sealed, received_at, state, subject_hash, attempts)
      values (?, ?, ?, ?, ?, ?, 'pending', ?, 0)`,
  );
  type Row = readonly [number | null, string, string, string, Buffer, number, string | null];
  return {
    prepare: ({ events, numbers }: Write): readonly Row[] =>
      events.map(({ event, source, subjectHash }, n) => [
        numbers[n] ?? null,
        TENANT,
        setup.index.hash(`${TENANT}|message`, event.messageId),
        source,
        Buffer.alloc(Buffer.byteLength(JSON.stringify(event)) + 28, 1),
        systemClock.nowMs(),
        subjectHash ?? null,
      ]),
    insert(rows: readonly Row[]): void {
      begin.run();
      for (const row of rows) insert.run([...row]);
      commit.run();
    },
  };
}

const HISTORY_BATCH = 20_000;

/** Applied events of long ago: rows as applying leaves them, with bytes that nobody will read. */
function fillHistory(file: string, rows: number, nowMs: number, onProgress: (line: string) => void): void {
  const bare = connectSqlite(file);
  const parts = (
    bare.prepare("select part_id from profile_parts").all() as { readonly part_id: string }[]
  ).map(({ part_id }) => part_id);
  const insert = bare.prepare(
    `insert into inbox (tenant_id, message_hash, source, payload_sealed, received_at, state, subject_hash, attempts,
        part_id, module, occurred_at)
      values (?, ?, 'api', ?, ?, 'applied', ?, 0, ?, 'behaviour', ?)`,
  );
  const random = seededRandom(SEED + 1);
  const hash = () =>
    Array.from({ length: 8 }, () =>
      Math.floor(random() * 2 ** 32)
        .toString(16)
        .padStart(8, "0"),
    ).join("");
  const sealed = Buffer.alloc(160, 1);
  for (let done = 0; done < rows; ) {
    bare.exec("begin immediate");
    const until = Math.min(rows, done + HISTORY_BATCH);
    for (; done < until; done++) {
      const part = parts[done % parts.length] ?? "";
      insert.run([TENANT, hash(), sealed, nowMs, hash(), part, nowMs - done]);
    }
    bare.exec("commit");
    if (done % 500_000 === 0) onProgress(`${done} of ${rows} events of long ago`);
  }
  bare.pragma("wal_checkpoint(TRUNCATE)");
  bare.close();
}

/** A pass that is not timed, with instruments in. */
async function watched({ dataDir, profiles }: IngestOptions, nowMs: number): Promise<readonly TimeShare[]> {
  const account = openTimeAccount();
  try {
    const tenant = await openBenchTenant(dataDir, account);
    const road = await openRoad(tenant);
    const random = seededRandom(SEED + 2);
    const calls = Array.from({ length: (2 * EVENTS_PER_TURN) / EVENTS_PER_CALL }, (_, call) =>
      Array.from({ length: EVENTS_PER_CALL }, (_event, n) =>
        laterEvent(`watched-${call}-${n}`, Math.floor(random() * profiles), random, nowMs),
      ),
    );
    await account.during(async () => {
      await sendAll(road.pipeline, calls);
      await road.pipeline.drained();
    });
    await road.close();
    await tenant.close();
    return account.shares(2 * EVENTS_PER_TURN);
  } finally {
    account.close();
  }
}

function lagOf(lagsMs: readonly number[]): Lag {
  return { p50Ms: rounded(percentile(lagsMs, 0.5)), p99Ms: rounded(percentile(lagsMs, 0.99)) };
}
