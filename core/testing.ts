/** The second door: what tests of adapters and of the service need of the core. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Clock, systemClock } from "./clock.js";
import type { ProfileEvent } from "./events/profile-event.js";
import type { ImportLine } from "./imports/import-records.js";
import type { ImportKind } from "./imports/library.js";
import { loadKeys } from "./keys.js";
import type { Logger } from "./logger.js";
import { openCore } from "./open-core.js";
import { createVault } from "./privacy/vault.js";
import type { OpenCoreOptions, RunningCore } from "./running-core.js";
import { openStorage } from "./storage/open-storage.js";
import { type TenantId, tenantId } from "./tenant-id.js";

export { profileEventSchema } from "./events/profile-event.js";
export { freePort } from "./free-port.js";
export { type RedisServer, startRedisServer } from "./queue/redis-server.js";
export { TEST_DATABASES, type TestDatabase } from "./storage/test-databases.js";
export { TEST_INPUTS } from "./storage/test-decision-inputs.js";
export { openTestStores, type TestStores } from "./storage/test-stores.js";

/** A core on a folder of its own, and how to be rid of it. */
export interface TestCore {
  /** The one that is open now. */
  readonly core: RunningCore;
  readonly tenantId: TenantId;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  /** Closes the core and opens it again on the same data, as after a crash. */
  reopen(): Promise<RunningCore>;
  close(): Promise<void>;
}

export const silentLog: Logger = { info() {}, warn() {}, error() {} };

export const TEST_MASTER_KEY = "5a".repeat(32);

/** Who the test company knows: `vip@`, `newcomer@` and `declined@example.com`. */
export const TEST_CUSTOMERS = {
  vip: { email: "vip@example.com", userId: "c-vip" },
  newcomer: { email: "newcomer@example.com", userId: "c-new" },
  declined: { email: "declined@example.com", userId: "c-no" },
} as const;

/** A clock that stands where it was set. */
export function steppedClock(startMs: number): Clock & { set(ms: number): void } {
  let nowMs = startMs;
  return {
    nowMs: () => nowMs,
    set(ms) {
      nowMs = ms;
    },
  };
}

export interface TestCoreOptions {
  readonly clock?: Clock;
  readonly log?: Logger;
  readonly tenant?: string;
  /** A folder of the caller's; by default a temporary one that `close` removes. */
  readonly dataDir?: string;
  /** Postgres; by default the embedded database. */
  readonly databaseUrl?: string | undefined;
  /** False: no library and no customers. */
  readonly stocked?: boolean;
  readonly core?: Partial<OpenCoreOptions>;
}

/** Opens a real core on a temporary folder, with a small trained library and three customers. */
export async function openTestCore(options: TestCoreOptions = {}): Promise<TestCore> {
  const clock = options.clock ?? systemClock;
  const tenant = tenantId(options.tenant ?? "test");
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), "rapport-core-")));
  const open = () =>
    openCore({
      dataDir,
      databaseUrl: options.databaseUrl,
      masterKey: TEST_MASTER_KEY,
      tenantId: tenant,
      tenantName: "Test Outfitters",
      clock,
      log: options.log ?? silentLog,
      ...options.core,
    });
  let core = await open();
  if (options.stocked !== false) await stockTestCompany(core, tenant, clock.nowMs());
  return {
    get core() {
      return core;
    },
    tenantId: tenant,
    dataDir,
    databaseUrl: options.databaseUrl,
    async reopen() {
      await core.close();
      core = await open();
      return core;
    },
    async close() {
      await core.close();
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** How many events of a data folder are in which state, without a core that would go on applying them. */
export async function inboxStates(dataDir: string): Promise<Readonly<Record<string, number>>> {
  const tenant = tenantId("default");
  const { masterKey } = loadKeys(dataDir, false, tenant);
  const vault = createVault({ current: Buffer.from(masterKey, "hex") });
  const storage = await openStorage({ dataDir, tenantId: tenant, vault });
  try {
    const rows = await storage.db.selectFrom("inbox").select("state").execute();
    const states: Record<string, number> = {};
    for (const { state } of rows) states[state] = (states[state] ?? 0) + 1;
    return states;
  } finally {
    await storage.close();
  }
}

/** Gives a core the test company: its replies, what was learnt from its tickets, and three customers. */
export async function stockTestCompany(core: RunningCore, tenant: TenantId, nowMs: number): Promise<void> {
  await importAll(core, "replies", REPLIES);
  await importAll(core, "tickets", TICKETS);
  await core.ingest(tenant, customerEvents(nowMs), "api");
  await core.library.train(() => {});
  await core.drained();
}

/** Imports values as if they were the lines of a file; throws if a line is rejected. */
async function importAll(core: RunningCore, kind: ImportKind, values: Iterable<unknown>): Promise<void> {
  async function* lines(): AsyncGenerator<ImportLine> {
    let line = 0;
    for (const value of values) yield { line: ++line, value };
  }
  await core.library.import(kind, lines(), {
    async onRejected({ line }, reason) {
      throw new Error(`line ${line}: ${reason}`);
    },
    onProgress() {},
  });
}

const REPLIES = [
  {
    key: "order_status",
    title: "Where is my order",
    intents: ["where_is_order"],
    body: "Your order is on its way. You can follow it in your account at {{ tenant.name }}.",
    variants: [
      {
        segment: "vip",
        body: "{{ customer.first_name }}, your order {{ order.id }} has priority: it is {{ order.status }}.",
      },
      { segment: "new", body: "Welcome! Orders take two days; the link to follow yours is in your e-mail." },
      { locale: "de", body: "Ihre Bestellung ist unterwegs." },
    ],
  },
  {
    key: "refund_standard",
    title: "Refund, the usual way",
    intents: ["refund"],
    body: "We refund you within five days of getting the parcel back.",
    variants: [{ locale: "de", body: "Wir erstatten innerhalb von fünf Tagen." }],
  },
  {
    key: "refund_instant",
    title: "Refund at once",
    intents: ["refund"],
    body: "We have refunded you right away.",
    segments: ["vip"],
  },
  {
    key: "size_help",
    title: "Which size fits",
    intents: ["size"],
    body: "Measure your foot and compare it with our table.",
  },
];

const TICKETS = [
  [
    "order_status",
    [
      "where is my order",
      "has my parcel shipped yet",
      "when will my package arrive",
      "track my order please",
    ],
  ],
  [
    "refund_standard",
    ["I want my money back", "refund please", "return this and get a refund", "how do I get my money back"],
  ],
  ["refund_instant", ["I want a refund of my money", "please refund me"]],
  [
    "size_help",
    ["which size do I need", "are these boots small", "what shoe size fits me", "size chart for jackets"],
  ],
].flatMap(([reply, texts]) => (texts as string[]).map((text) => ({ text, reply })));

function customerEvents(nowMs: number): readonly ProfileEvent[] {
  const timestamp = new Date(nowMs - 86_400_000).toISOString();
  const identify = (
    userId: string,
    traits: Record<string, unknown>,
    personalization: boolean,
  ): ProfileEvent => ({
    type: "identify",
    messageId: `identify-${userId}`,
    timestamp,
    userId,
    traits,
    context: { consent: { categoryPreferences: { personalization } } },
  });
  const { vip, newcomer, declined } = TEST_CUSTOMERS;
  return [
    identify(vip.userId, { email: vip.email, firstName: "Vera", plan: "summit" }, true),
    identify(newcomer.userId, { email: newcomer.email, firstName: "Nino", plan: "trail" }, true),
    identify(declined.userId, { email: declined.email, firstName: "Dana", plan: "summit" }, false),
    {
      type: "track",
      event: "Order Completed",
      messageId: "order-1",
      timestamp,
      userId: vip.userId,
      properties: {
        order_id: "A-1001",
        total: 120,
        currency: "EUR",
        products: [{ name: "Tarn 2 tent", price: 120 }],
      },
    },
  ];
}

export { readFeatures } from "./consent/read-features.js";
export { type ReadingRules, readProfile } from "./consent/read-profile.js";
export { compressTextModel } from "./language/compress-text-model.js";
export { classifyText } from "./language/text-model.js";
export { serializeTextModel } from "./language/text-model-file.js";
export { trainTextModel } from "./language/train-text-model.js";
export { createInventory } from "./privacy/data-inventory.js";
export { applyEvent } from "./profiles/apply-event.js";
export { emptyProfile, type PartId, type Profile, type ProfileId } from "./profiles/profile.js";
export { chooseVariant } from "./replies/choose-variant.js";
export { replyRecordSchema } from "./replies/reply-record.js";
export { rewriteReply } from "./replies/rewrite/rewrite-reply.js";
export { renderTemplate } from "./replies/template.js";
export { type BuildSetup, buildSegments } from "./segments/build-segments.js";
export { adjustedRand } from "./segments/clustering/adjusted-rand.js";
export { FEATURES } from "./segments/features/declared-features.js";
export { compileForest } from "./segments/forest/compiled-forest.js";
export { serializeForest } from "./segments/forest/forest-file.js";
export { withForestVersion } from "./segments/forest/forest-version.js";
export { classesOf, probabilitiesOfRows } from "./segments/forest/predict-rows.js";
export { quantiseForest } from "./segments/forest/quantise-forest.js";
export { trainForest } from "./segments/forest/train-forest.js";
export { DEFAULT_RULES } from "./segments/rules/default-rules.js";
export { readSegmentModel, writeSegmentModel } from "./segments/segment-model.js";
export type { SegmentReport } from "./segments/segment-report.js";
