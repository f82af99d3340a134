/** The console over a real core, with made-up builds, on a port of its own. */
import { randomUUID } from "node:crypto";
import { openCore, type RunningCore, type Segments, systemClock, tenantId } from "../../core/index.js";
import { openTestStores, silentLog, TEST_DATABASES, type TestStores } from "../../core/testing.js";
import { startHttpHost } from "../http-host.js";
import { consoleRoutes } from "./console-routes.js";
import { buyerEvents, KNOWN, knownEvents } from "./test-customers.js";
import { addReplies } from "./test-replies.js";
import { testMembers, testModel, testReport } from "./test-segment-runs.js";
import { addTrials, TEST_EXPERIMENT } from "./test-trials.js";

export interface TestConsole {
  readonly url: string;
  readonly segments: Segments;
  /** Of `KNOWN`, who has a few moves behind them; `""` where nobody was made up. */
  readonly knownProfileId: string;
  /** May read and write. */
  readonly token: string;
  /** May read only. */
  readonly reader: string;
  close(): Promise<void>;
}

export interface TestConsoleOptions {
  /** In the made-up builds; only the first of them, `KNOWN`, is recorded. None: there is no build. */
  readonly people: number;
  /** Recorded, so that a build has something to read. Default none. */
  readonly buyers?: number;
  readonly demoToken?: string;
}

const TENANT = "console";
/** That of the tests' stores. */
const MASTER_KEY = "07".repeat(32);
const DAY_MS = 86_400_000;

export async function openTestConsole(options: TestConsoleOptions): Promise<TestConsole> {
  const { people, buyers = 0, demoToken } = options;
  const database = await TEST_DATABASES.find(({ name }) => name === "sqlite")?.create();
  if (database === undefined) throw new Error("there is no SQLite among the tests' databases");
  const tenant = tenantId(TENANT);
  const { dataDir } = database;
  const core = await openCore({
    dataDir,
    masterKey: MASTER_KEY,
    tenantId: tenant,
    clock: systemClock,
    log: silentLog,
  });
  const nowMs = systemClock.nowMs();
  await core.ingest(
    tenant,
    [...(people > 0 ? knownEvents(nowMs) : []), ...buyerEvents(buyers, nowMs)],
    "api",
  );
  await core.drained();
  if (people > 0) {
    await addReplies(core.library);
    await core.replySettings.change({ exploration: 0.1, experiment: TEST_EXPERIMENT }, "test");
  }
  const knownProfileId = people > 0 ? await addBuilds(core, dataDir, people, nowMs) : "";
  const reads = ["segments:read", "replies:read"] as const;
  const token = (await core.tokens.create("console", [...reads, "segments:write", "replies:write"])) ?? "";
  const reader = (await core.tokens.create("reader", reads)) ?? "";
  const host = await startHttpHost({ port: 0, hostname: "127.0.0.1", log: silentLog });
  const { segments, library, replies, replySettings, tokens } = core;
  host.serve(consoleRoutes({ segments, library, replies, replySettings, tokens, log: silentLog, demoToken }));
  return {
    url: host.url,
    segments,
    knownProfileId,
    token,
    reader,
    async close() {
      await host.close();
      await core.close();
      await database.drop();
    },
  };
}

/** Puts six builds of so many customers beside the core, moves of the first of them, and turns of an experiment. */
async function addBuilds(core: RunningCore, dataDir: string, people: number, nowMs: number): Promise<string> {
  const { profileId } = await core.segments.standingOf({ identifiers: [KNOWN] }, 1);
  if (profileId === undefined) throw new Error("the known customer is not recorded");
  const { stores, storage, inTransaction } = await openTestStores(
    { dataDir, databaseUrl: undefined, drop: async () => {} },
    TENANT,
  );
  try {
    const members = testMembers(people, profileId);
    for (const age of [5, 4, 3, 2, 1, 0]) {
      const run = {
        runId: randomUUID(),
        builtAtMs: nowMs - age * 7 * DAY_MS,
        report: testReport(people, age),
      };
      await stores.segmentRuns.add(run, testModel(), members);
    }
    await addMoves(stores, profileId, nowMs);
    await inTransaction((tx) => addTrials(tx, nowMs));
    await stores.revisions.advance();
  } finally {
    await storage.close();
  }
  return profileId;
}

async function addMoves(
  { standings }: TestStores["stores"],
  profileId: Parameters<typeof standings.of>[0],
  nowMs: number,
): Promise<void> {
  const moves = [
    ["g-fresh", "g-weekend", "ordered a third time", 120],
    ["g-weekend", "g-returns", "returns in 12 months rose from 1 to 5", 61],
    ["g-returns", "vip", "plan is summit", 9],
  ] as const;
  for (const [from, to, cause, days] of moves) {
    const atMs = nowMs - days * DAY_MS;
    const standing = { segment: to, sinceMs: atMs, confidence: 0.86 };
    await standings.put(profileId, standing, { from, to, cause, confidence: 0.86 }, atMs);
  }
}
