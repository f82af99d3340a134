import { systemClock } from "../clock.js";
import { openProfileReader } from "../profiles/profile-reader.js";
import { seededRandom } from "../seeded-random.js";
import { shuffled } from "../shuffled.js";
import { connectSqlite, sqliteFile } from "../storage/open-sqlite.js";
import { type ApplicationResult, measureApplication } from "./application-bench.js";
import { openBenchTenant, TENANT } from "./bench-tenant.js";
import { customerTraits } from "./customer-events.js";
import { fillPeople } from "./fill-people.js";
import {
  type Comparison,
  compare,
  type Machine,
  machine,
  machineInWords,
  prove,
  type Turn,
} from "./timing.js";
import { sharesInWords } from "./where-time-goes.js";

export interface ProfilesResult {
  readonly machine: Machine;
  readonly profiles: number;
  /** Mean size of a profile's sealed documents and its key, in bytes. */
  readonly bytesPerProfile: number;
  readonly databaseBytes: number;
  /** One person by one identifier for personalization: look-up, decryption, consent, fields. Times of one read. */
  readonly reads: Comparison;
  /** Events from the inbox into profiles and their history. Times of one batch. */
  readonly application: ApplicationResult;
}

const READS = 40_000;
const READS_PER_TURN = 500;
/** Of the people that there are, so many are read before it counts. */
const WARM_UP_SHARE = 0.1;
const SEED = 20_261_124;

/**
 * Measures reading and applying over `profiles` people of the size that a shop's customers have, against nothing
 * but `libsql` on the same rows and bytes, in one thread. Product and bare `libsql` take turns. Nobody is read
 * twice, so no data key is in the vault's memory already.
 * @throws Error if a result is wrong: only right results are timed
 */
export async function benchProfiles(options: {
  /** An empty folder for two databases. */
  readonly dataDir: string;
  readonly profiles: number;
  readonly onProgress: (line: string) => void;
}): Promise<ProfilesResult> {
  const { dataDir, profiles } = options;
  const nowMs = systemClock.nowMs();
  const filling = await openBenchTenant(dataDir);
  await fillPeople(filling, { ...options, nowMs });
  await filling.scrub();
  await filling.close();
  const size = sizeOf(dataDir, profiles);
  const reads = await measureReads({ ...options, nowMs });
  const application = await measureApplication({ ...options, nowMs });
  return { machine: machine(), profiles, ...size, reads, application };
}

/** The result for a reader. */
export function profilesInWords(result: ProfilesResult): string {
  const { profiles, bytesPerProfile, databaseBytes, reads, application } = result;
  const { batchSize } = application;
  return [
    machineInWords(result.machine),
    `${profiles} profiles of ${bytesPerProfile} bytes, ${(databaseBytes / 1_000_000).toFixed(0)} MB`,
    "",
    ...comparisonInWords("Purpose-checked reads", "one read", reads),
    "",
    ...comparisonInWords("Event application", `a batch of ${batchSize}`, application),
    "",
    "Where the time of applying an event goes (further batches, watched):",
    sharesInWords(application.whereTimeGoes),
  ].join("\n");
}

function comparisonInWords(
  title: string,
  run: string,
  { ours, bare, ratio, ratioOfTurns: { least, median, greatest } }: Comparison,
): readonly string[] {
  const side = (name: string, { perSecond, medianMs, p90Ms, p99Ms, maxMs }: Comparison["ours"]) =>
    `  ${name.padEnd(12)} ${String(perSecond).padStart(7)}/s   median ${medianMs.toFixed(3)} ms   p90 ${p90Ms.toFixed(3)}` +
    `   p99 ${p99Ms.toFixed(3)}   max ${maxMs.toFixed(3)}`;
  return [
    `${title}: ${ours.count} of each side; times of ${run}`,
    side("Rapport", ours),
    side("bare libsql", bare),
    `  ratio ${ratio.toFixed(2)} (of single turns ${least.toFixed(2)} to ${greatest.toFixed(2)}, median ${median.toFixed(2)})`,
  ];
}

interface Run {
  readonly dataDir: string;
  readonly profiles: number;
  readonly nowMs: number;
  readonly onProgress: (line: string) => void;
}

function sizeOf(
  dataDir: string,
  profiles: number,
): Pick<ProfilesResult, "bytesPerProfile" | "databaseBytes"> {
  const bare = connectSqlite(sqliteFile(dataDir));
  const sizes = ["identity", "demographics", "interactions", "purchases", "behaviour", "preferences"]
    .map((name) => `coalesce(length(${name}_sealed), 0)`)
    .join(" + ");
  const { count, bytes } = bare
    .prepare(`select count(*) as count, avg(length(wrapped_key) + ${sizes}) as bytes from profile_parts`)
    .get() as { readonly count: number; readonly bytes: number };
  const { size } = bare
    .prepare("select page_count * page_size as size from pragma_page_count, pragma_page_size")
    .get() as { readonly size: number };
  bare.close();
  prove(count === profiles, `${count} people are recorded, and not ${profiles}`);
  return { bytesPerProfile: Math.round(bytes), databaseBytes: size };
}

/** The reader's look-up, written by hand. */
const BARE_READ = `select part_id, profile_id, wrapped_key, identity_sealed, demographics_sealed,
    interactions_sealed, purchases_sealed, behaviour_sealed, preferences_sealed, restricted, created_at
  from profile_parts where tenant_id = ? and profile_id in (
    select named.profile_id from identifiers join profile_parts as named
      on named.tenant_id = identifiers.tenant_id and named.part_id = identifiers.part_id
    where identifiers.tenant_id = ? and identifiers.identifier_hash in (?) and identifiers.standing <> 'claimed')`;

async function measureReads({ dataDir, profiles, nowMs, onProgress }: Run): Promise<Comparison> {
  const tenant = await openBenchTenant(dataDir);
  const { setup } = tenant;
  const reader = openProfileReader(tenant.stores.parts, setup);
  const bare = connectSqlite(sqliteFile(dataDir));
  const select = bare.prepare(BARE_READ);

  async function readOurs(customers: readonly number[]) {
    const times: number[] = [];
    const partIds: string[] = [];
    for (const n of customers) {
      const identifier = { type: "user_id", value: `u-${n}` } as const;
      const from = performance.now();
      const { person } = await reader.read([identifier], ["personalization"], nowMs);
      times.push(performance.now() - from);
      const fields = person?.views.personalization.fields;
      const { city, plan } = customerTraits(n);
      prove(fields?.["demographics.city"] === city, "a read gave another person");
      prove(fields?.["purchases.plan"] === plan, "a read gave another plan");
      partIds.push(person?.partId ?? "");
    }
    return { times, partIds };
  }

  function readBare(customers: readonly number[]) {
    const hashes = customers.map((n) => setup.index.hash(`${TENANT}|user_id`, `u-${n}`));
    const times: number[] = [];
    const partIds: string[] = [];
    for (const hash of hashes) {
      const from = performance.now();
      const rows = select.all([TENANT, TENANT, hash]);
      times.push(performance.now() - from);
      partIds.push(rows.map((row) => (row as { readonly part_id: string }).part_id).join());
    }
    return { times, partIds };
  }

  /** Who comes second finds the bytes in the system's memory, so both do in turn. */
  async function turn(customers: readonly number[], bareFirst: boolean): Promise<Turn> {
    const first = bareFirst ? readBare(customers) : undefined;
    const ours = await readOurs(customers);
    const plain = first ?? readBare(customers);
    prove(ours.partIds.join() === plain.partIds.join(), "bare libsql read other rows");
    return { ours: ours.times, bare: plain.times };
  }

  const order = shuffled(profiles, seededRandom(SEED + 1)).slice(0, READS * (1 + WARM_UP_SHARE));
  const warmUp = Math.floor(order.length * WARM_UP_SHARE);
  await turn(order.slice(0, warmUp), true);
  const turns: Turn[] = [];
  for (let start = warmUp; start < order.length; start += READS_PER_TURN) {
    turns.push(await turn(order.slice(start, start + READS_PER_TURN), turns.length % 2 === 0));
  }
  bare.close();
  await tenant.close();
  onProgress(`${order.length - warmUp} reads, and as many bare ones of the same rows`);
  return compare(turns);
}
