import { copyFileSync } from "node:fs";
import { join } from "node:path";
import type Libsql from "libsql";
import { applyBatch } from "../events/apply-batch.js";
import type { AppliedRow } from "../events/inbox-row.js";
import type { Stores } from "../open-stores.js";
import { People } from "../profiles/people.js";
import type { PartWrite } from "../profiles/put-parts-store.js";
import { seededRandom } from "../seeded-random.js";
import { shuffled } from "../shuffled.js";
import { connectSqlite, sqliteFile } from "../storage/open-sqlite.js";
import { type BenchTenant, openBenchTenant, TENANT } from "./bench-tenant.js";
import { laterEvent } from "./customer-events.js";
import { type Comparison, compare, prove, type Turn } from "./timing.js";
import { openTimeAccount, type TimeShare } from "./where-time-goes.js";

export interface ApplicationResult extends Comparison {
  readonly batchSize: number;
  /** Of further batches, which are not timed. */
  readonly whereTimeGoes: readonly TimeShare[];
}

interface ApplicationOptions {
  /** Holds the product's database; bare `libsql` gets a copy of it there. */
  readonly dataDir: string;
  readonly profiles: number;
  readonly nowMs: number;
  readonly onProgress: (line: string) => void;
}

/** What the projector takes at once. */
const BATCH_SIZE = 250;
const WARM_UP_BATCHES = 10;
const TIMED_BATCHES = 100;
const WATCHED_BATCHES = 40;
const SEED = 20_261_126;

/** What a batch wrote, for bare `libsql` to write the same. */
export interface Written {
  readonly parts: PartWrite[];
  readonly events: AppliedRow[];
}

/**
 * Waiting events into profiles and their history, against prepared updates of the same rows by `libsql` alone. Both
 * commit each batch in a transaction that is synced to disk, in turn, each in a file of its own.
 */
export async function measureApplication(options: ApplicationOptions): Promise<ApplicationResult> {
  const { dataDir, nowMs, onProgress } = options;
  let tenant = await openBenchTenant(dataDir);
  const batches = WARM_UP_BATCHES + TIMED_BATCHES + WATCHED_BATCHES;
  await addEvents(tenant, batches * BATCH_SIZE, options);
  await tenant.scrub();
  const bareFile = join(dataDir, "bare.db");
  copyFileSync(sqliteFile(dataDir), bareFile);
  onProgress(`${batches * BATCH_SIZE} events wait`);

  const bare = connectSqlite(bareFile);
  const writeBare = bareWriter(bare);
  const turns: Turn[] = [];
  for (let batch = 0; batch < WARM_UP_BATCHES + TIMED_BATCHES; batch++) {
    const written: Written = { parts: [], events: [] };
    const from = performance.now();
    await apply(tenant, nowMs, written);
    const until = performance.now();
    const bareFrom = performance.now();
    writeBare(written);
    const bareUntil = performance.now();
    prove(written.events.length === BATCH_SIZE, "a batch was not applied as a whole");
    if (batch >= WARM_UP_BATCHES) turns.push({ ours: [until - from], bare: [bareUntil - bareFrom] });
  }
  proveEqual(bare, sqliteFile(dataDir));
  bare.close();
  await tenant.close();
  onProgress(`${TIMED_BATCHES} batches, and as many bare ones that left equal rows`);

  const account = openTimeAccount();
  try {
    tenant = await openBenchTenant(dataDir, account);
    await account.during(async () => {
      for (let batch = 0; batch < WATCHED_BATCHES; batch++) await apply(tenant, nowMs);
    });
    await tenant.close();
  } finally {
    account.close();
  }
  return {
    ...compare(turns, BATCH_SIZE),
    batchSize: BATCH_SIZE,
    whereTimeGoes: account.shares(WATCHED_BATCHES * BATCH_SIZE),
  };
}

/** Each person has a later event before anybody has a second one. */
async function addEvents(
  { inTransaction, setup }: BenchTenant,
  count: number,
  { profiles, nowMs }: ApplicationOptions,
): Promise<void> {
  const random = seededRandom(SEED);
  const order = shuffled(profiles, random);
  const events = Array.from({ length: count }, (_, n) => {
    const customer = order[n % profiles] ?? 0;
    return {
      event: laterEvent(`later-${n}`, customer, random, nowMs),
      source: "api",
      subjectHash: setup.index.hash(`${TENANT}|user_id`, `u-${customer}`),
      trace: undefined,
      dropped: [],
    };
  });
  await inTransaction(({ inbox }) => inbox.add(events, nowMs));
}

/** What the projector does with a batch. */
function apply(
  { inTransaction, setup, segmentation }: BenchTenant,
  nowMs: number,
  written?: Written,
): Promise<unknown> {
  return inTransaction((stores) => {
    const erase = () => Promise.reject(new Error("nobody is erased here"));
    const noting = written === undefined ? stores : { ...stores, ...notingStores(stores, setup, written) };
    // What follows from events is new rows, which bare `libsql` has not: it is found, and not recorded here.
    const inbox = { ...noting.inbox, add: async () => [] };
    const ports = { ...noting, inbox, erase, segmentation: () => segmentation(stores) };
    return applyBatch(ports, setup, { limit: BATCH_SIZE }, nowMs);
  });
}

/** Stores that note what is written through them. */
export function notingStores(
  { parts, inbox }: Stores,
  setup: BenchTenant["setup"],
  written: Written,
): Pick<Stores, "people" | "inbox"> {
  const people = new People(
    {
      ...parts,
      putParts(rows) {
        written.parts.push(...rows);
        return parts.putParts(rows);
      },
    },
    setup,
  );
  return {
    people,
    inbox: {
      ...inbox,
      markApplied(rows) {
        written.events.push(...rows);
        return inbox.markApplied(rows);
      },
    },
  };
}

/** A transaction of prepared updates, one a row. */
export function bareWriter(bare: Libsql.Database): (written: Written) => void {
  const begin = bare.prepare("begin immediate");
  const commit = bare.prepare("commit");
  const part = bare.prepare(
    `update profile_parts set identity_sealed = ?, demographics_sealed = ?, interactions_sealed = ?,
      purchases_sealed = ?, behaviour_sealed = ?, preferences_sealed = ?, sweep_at = ?, updated_at = ?
      where tenant_id = ? and part_id = ?`,
  );
  const event = bare.prepare(
    `update inbox set state = 'applied', payload_sealed = ?, part_id = ?, module = ?, occurred_at = ?
      where sequence = ?`,
  );
  return ({ parts, events }) => {
    begin.run();
    for (const row of parts) {
      part.run([
        row.identity_sealed,
        row.demographics_sealed,
        row.interactions_sealed,
        row.purchases_sealed,
        row.behaviour_sealed,
        row.preferences_sealed,
        row.sweep_at,
        row.updated_at,
        TENANT,
        row.part_id,
      ]);
    }
    for (const { sequence, kept } of events) {
      event.run([
        kept?.sealed ?? null,
        kept?.partId ?? null,
        kept?.module ?? null,
        kept?.occurredAtMs ?? null,
        sequence,
      ]);
    }
    commit.run();
  };
}

/** Both files hold the same, and nothing waits that should not. */
function proveEqual(bare: Libsql.Database, productFile: string): void {
  bare.prepare("attach database ? as product").run(productFile);
  for (const table of ["profile_parts", "inbox", "identifiers", "audit", "drops"]) {
    for (const [some, others] of [
      ["product", "main"],
      ["main", "product"],
    ]) {
      const { count } = bare
        .prepare(
          `select count(*) as count from (select * from ${some}.${table} except select * from ${others}.${table})`,
        )
        .get() as { readonly count: number };
      prove(count === 0, `${count} rows of ${table} differ between product and bare libsql`);
    }
  }
  const { waiting } = bare
    .prepare("select count(*) as waiting from main.inbox where state = 'pending'")
    .get() as { readonly waiting: number };
  prove(waiting === WATCHED_BATCHES * BATCH_SIZE, `${waiting} events wait`);
}
