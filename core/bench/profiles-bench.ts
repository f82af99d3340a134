import { randomBytes } from "node:crypto";
import Libsql from "libsql";
import { systemClock } from "../clock.js";
import { applyBatch } from "../events/apply-batch.js";
import type { ProfileEvent } from "../events/profile-event.js";
import { openStores, type Stores } from "../open-stores.js";
import { createInventory } from "../privacy/data-inventory.js";
import { createVault } from "../privacy/vault.js";
import { applyEvent } from "../profiles/apply-event.js";
import { eventIdentifiers } from "../profiles/identity/event-identifiers.js";
import { emptyProfile } from "../profiles/profile.js";
import { openProfileReader, type ReaderSetup } from "../profiles/profile-reader.js";
import { seededRandom } from "../seeded-random.js";
import { sqliteFile } from "../storage/open-sqlite.js";
import { openStorage, type Storage } from "../storage/open-storage.js";
import { toBuffer } from "../storage/schema.js";
import { openTenant } from "../storage/tenant-store.js";
import { tenantId } from "../tenant-id.js";
import { customerEvents, laterEvent } from "./customer-events.js";

/** Times of many runs of one thing. */
interface Timing {
  readonly perSecond: number;
  readonly medianMs: number;
  readonly p99Ms: number;
}

interface Measured extends Timing {
  /** The same with nothing but `libsql` on the same rows and bytes. */
  readonly bare: Timing;
  /** Ours per second over bare per second. */
  readonly ratio: number;
}

export interface ProfilesResult {
  readonly profiles: number;
  /** Mean size of a profile's row, in bytes. */
  readonly bytesPerProfile: number;
  /** One person by one identifier for personalization: look-up, consent, decryption, fields. */
  readonly reads: Measured;
  /** Events from the inbox into profiles and their history, 250 a transaction, synced to disk. */
  readonly application: Measured & { readonly batchSize: number; readonly batchMedianMs: number };
}

const TENANT = tenantId("bench");
const READS = 20_000;
const WARM_UP = 2_000;
const BATCH_SIZE = 250;
const BATCHES = 40;
const PEOPLE_PER_TRANSACTION = 500;
const SEED = 20_261_124;

/** Measures reading and applying over `profiles` people of the size that a shop's customers have. */
export async function benchProfiles(options: {
  readonly dataDir: string;
  readonly profiles: number;
  readonly onProgress: (line: string) => void;
}): Promise<ProfilesResult> {
  const { dataDir, profiles, onProgress } = options;
  const vault = createVault({ current: randomBytes(32) });
  const storage = await openStorage({ dataDir, tenantId: TENANT, vault });
  try {
    const tenant = await openTenant(storage.db, vault, TENANT, {});
    const setup: ReaderSetup = {
      tenantId: TENANT,
      vault,
      index: vault.openIndex(tenant.indexKey, TENANT),
      inventory: createInventory(),
      regime: "gdpr",
      consentTextVersion: "1",
      blocked: new Set(),
    };
    const inTransaction = <T>(work: (stores: Stores) => Promise<T>) =>
      storage.inTransaction((db) => work(openStores(db, setup, tenant)));
    const nowMs = systemClock.nowMs();
    await fill(inTransaction, setup, profiles, nowMs, onProgress);
    const bare = new Libsql(sqliteFile(dataDir));
    for (const pragma of ["busy_timeout = 10000", "synchronous = FULL", "secure_delete = ON"])
      bare.pragma(pragma);
    const bytesPerProfile = meanBytes(bare);
    const stores = openStores(storage.db, setup, tenant);
    const reads = await measureReads(stores, setup, bare, profiles, nowMs, onProgress);
    const application = await measureApplication(
      inTransaction,
      storage,
      setup,
      bare,
      profiles,
      nowMs,
      onProgress,
    );
    bare.close();
    return { profiles, bytesPerProfile, reads, application };
  } finally {
    await storage.close();
  }
}

/** The result for a reader. */
export function profilesInWords({ profiles, bytesPerProfile, reads, application }: ProfilesResult): string {
  const row = (name: string, { perSecond, medianMs, p99Ms, bare, ratio }: Measured) =>
    `${name.padEnd(22)} ${perSecond.toFixed(0).padStart(7)}/s  median ${medianMs.toFixed(3)} ms  p99 ${p99Ms.toFixed(3)} ms  ` +
    `bare libsql ${bare.perSecond.toFixed(0)}/s  ratio ${ratio.toFixed(2)}`;
  return [
    `${profiles} profiles of ${bytesPerProfile} bytes`,
    row("purpose-checked reads", reads),
    row(`events, ${application.batchSize} at once`, application),
  ].join("\n");
}

type InTransaction = <T>(work: (stores: Stores) => Promise<T>) => Promise<T>;

async function fill(
  inTransaction: InTransaction,
  { inventory }: ReaderSetup,
  profiles: number,
  nowMs: number,
  onProgress: (line: string) => void,
): Promise<void> {
  const random = seededRandom(SEED);
  for (let start = 0; start < profiles; start += PEOPLE_PER_TRANSACTION) {
    await inTransaction(async ({ people }) => {
      for (let n = start; n < Math.min(start + PEOPLE_PER_TRANSACTION, profiles); n++) {
        const events = customerEvents(n, random, nowMs);
        const [first] = events;
        const settlement = first && (await people.settle(eventIdentifiers(first), true, nowMs));
        if (settlement === undefined) throw new Error("every customer has identifiers");
        const { identifiers } = people.part(settlement.partId).profile;
        const profile = events.reduce(
          (so, event) => applyEvent(so, event, "api", inventory),
          emptyProfile(nowMs),
        );
        people.change(settlement.partId, { ...profile, identifiers });
      }
      await people.flush(nowMs);
    });
    const done = Math.min(start + PEOPLE_PER_TRANSACTION, profiles);
    if (done % 10_000 === 0 || done === profiles) onProgress(`filled ${done} of ${profiles}`);
  }
}

async function measureReads(
  stores: Stores,
  setup: ReaderSetup,
  bare: Libsql.Database,
  profiles: number,
  nowMs: number,
  onProgress: (line: string) => void,
): Promise<Measured> {
  onProgress("reading");
  const random = seededRandom(SEED + 1);
  const userIds = Array.from({ length: READS + WARM_UP }, () => `u-${Math.floor(random() * profiles)}`);
  const reader = openProfileReader(stores.parts, setup);
  const ours = await times(userIds, WARM_UP, async (value) => {
    const { person } = await reader.read([{ type: "user_id", value }], ["personalization"], nowMs);
    if (person === undefined) throw new Error("everybody asked for is recorded");
  });
  const statement = bare.prepare(
    `select p.* from profile_parts p where p.tenant_id = ? and p.profile_id in (
       select named.profile_id from identifiers i
       join profile_parts named on named.tenant_id = i.tenant_id and named.part_id = i.part_id
       where i.tenant_id = ? and i.identifier_hash = ?)`,
  );
  const hashes = userIds.map((value) => setup.index.hash(`${TENANT}|user_id`, value));
  const plain = await times(hashes, WARM_UP, async (hash) => {
    if (statement.all(TENANT, TENANT, hash).length !== 1) throw new Error("everybody asked for is recorded");
  });
  return measured(timing(ours), timing(plain));
}

async function measureApplication(
  inTransaction: InTransaction,
  storage: Storage,
  setup: ReaderSetup,
  bare: Libsql.Database,
  profiles: number,
  nowMs: number,
  onProgress: (line: string) => void,
): Promise<ProfilesResult["application"]> {
  onProgress("applying events");
  const random = seededRandom(SEED + 2);
  const batches = Array.from({ length: BATCHES }, (_, batch) =>
    Array.from(
      { length: BATCH_SIZE },
      (_event, n): ProfileEvent =>
        laterEvent(`later-${batch}-${n}`, Math.floor(random() * profiles), random, nowMs),
    ),
  );
  const ours: number[] = [];
  for (const events of batches) {
    await inTransaction(({ inbox }) => inbox.add(events, "api", nowMs));
    const startMs = performance.now();
    const applied = await inTransaction((stores) =>
      applyBatch({ ...stores, erase: async () => [] }, setup, BATCH_SIZE, nowMs),
    );
    ours.push(performance.now() - startMs);
    if (applied !== BATCH_SIZE) throw new Error("the whole batch should have been applied");
  }
  // The same rows once more, with nothing in between.
  const rows = await storage.db.selectFrom("inbox").selectAll().orderBy("sequence").execute();
  const parts = new Map(
    (await storage.db.selectFrom("profile_parts").selectAll().execute()).map((part) => [part.part_id, part]),
  );
  const writes = rows.map(({ part_id, sequence, payload_sealed, module, occurred_at }) => {
    const part = parts.get(part_id ?? "");
    if (part === undefined) throw new Error("every applied event belongs to a part");
    const documents = [
      part.identity_sealed,
      part.demographics_sealed,
      part.interactions_sealed,
      part.purchases_sealed,
      part.behaviour_sealed,
      part.preferences_sealed,
    ].map(bytes);
    return {
      part: [...documents, part.sweep_at, part.updated_at, TENANT, part.part_id],
      inbox: [bytes(payload_sealed), part_id, module, occurred_at, TENANT, sequence],
    };
  });
  const updatePart = bare.prepare(
    `update profile_parts set identity_sealed = ?, demographics_sealed = ?, interactions_sealed = ?,
       purchases_sealed = ?, behaviour_sealed = ?, preferences_sealed = ?, sweep_at = ?, updated_at = ?
     where tenant_id = ? and part_id = ?`,
  );
  const updateInbox = bare.prepare(
    `update inbox set state = 'applied', payload_sealed = ?, part_id = ?, module = ?, occurred_at = ?
     where tenant_id = ? and sequence = ?`,
  );
  const plain: number[] = [];
  for (let start = 0; start < writes.length; start += BATCH_SIZE) {
    const batch = writes.slice(start, start + BATCH_SIZE);
    const startMs = performance.now();
    bare.exec("begin immediate");
    for (const { part, inbox } of batch) {
      updatePart.run(part);
      updateInbox.run(inbox);
    }
    bare.exec("commit");
    plain.push(performance.now() - startMs);
  }
  const perEvent = (batchMs: readonly number[]) => batchMs.map((ms) => ms / BATCH_SIZE);
  return {
    ...measured(timing(perEvent(ours)), timing(perEvent(plain))),
    batchSize: BATCH_SIZE,
    batchMedianMs: quantile(
      [...ours].sort((a, b) => a - b),
      0.5,
    ),
  };
}

function bytes(value: ArrayBuffer | Uint8Array | null): Buffer | null {
  return value === null ? null : toBuffer(value);
}

async function times<T>(
  inputs: readonly T[],
  warmUp: number,
  run: (input: T) => Promise<void>,
): Promise<readonly number[]> {
  const taken: number[] = [];
  for (const [n, input] of inputs.entries()) {
    const startMs = performance.now();
    await run(input);
    if (n >= warmUp) taken.push(performance.now() - startMs);
  }
  return taken;
}

function timing(taken: readonly number[]): Timing {
  const sorted = [...taken].sort((a, b) => a - b);
  const total = taken.reduce((sum, ms) => sum + ms, 0);
  return {
    perSecond: Math.round((1000 * taken.length) / total),
    medianMs: quantile(sorted, 0.5),
    p99Ms: quantile(sorted, 0.99),
  };
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

function measured(ours: Timing, bare: Timing): Measured {
  return { ...ours, bare, ratio: Math.round((100 * ours.perSecond) / bare.perSecond) / 100 };
}

function meanBytes(bare: Libsql.Database): number {
  const columns = ["identity", "demographics", "interactions", "purchases", "behaviour", "preferences"];
  const sizes = columns.map((name) => `coalesce(length(${name}_sealed), 0)`).join(" + ");
  const row = bare.prepare(`select avg(length(wrapped_key) + ${sizes}) as bytes from profile_parts`).get();
  return Math.round((row as { readonly bytes: number }).bytes);
}
