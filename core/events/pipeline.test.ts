import { sql } from "kysely";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Logger } from "../logger.js";
import { redactingLogger } from "../redaction.js";
import { TEST_DATABASES } from "../storage/test-databases.js";
import { openTestCore, TEST_CUSTOMERS, type TestCore, type TestCoreOptions } from "../testing.js";
import { newTrace, withTrace } from "../trace.js";
import type { ProfileEvent } from "./profile-event.js";

let test: TestCore | undefined;
let drop: (() => Promise<void>) | undefined;

afterEach(async () => {
  await test?.close();
  await drop?.();
  [test, drop] = [undefined, undefined];
});

async function open(options: TestCoreOptions, create = TEST_DATABASES[0]?.create): Promise<TestCore> {
  const database = await create?.();
  drop = database?.drop;
  test = await openTestCore({ ...options, ...database });
  return test;
}

function upgrade(messageId: string, userId: string, plan = "summit"): ProfileEvent {
  const timestamp = new Date().toISOString();
  return {
    type: "track",
    event: "Subscription Upgraded",
    messageId,
    timestamp,
    userId,
    properties: { plan },
  };
}

async function planOf({ core, tenantId }: TestCore, email: string): Promise<string | undefined> {
  const { customer } = await core.suggest({
    tenantId,
    channel: "zendesk",
    conversationId: "t",
    customer: { identifiers: [{ type: "email", value: email }] },
    text: "order",
  });
  return customer.facts.find(({ label }) => label === "Plan")?.value;
}

/** What a process that works no queue leaves: it acknowledges, and somebody else applies. */
const NOT_WORKING: TestCoreOptions = { core: { works: false } };

describe.each(TEST_DATABASES)("events on $name", ({ name, create }) => {
  it("about whoever asks are applied before the answer, also where nobody works the queue", async () => {
    const opened = await open(NOT_WORKING, create);
    const { email, userId } = TEST_CUSTOMERS.newcomer;
    const others = Array.from({ length: 300 }, (_, n) => upgrade(`other-${n}`, `somebody-${n}`));
    await opened.core.ingest(opened.tenantId, [...others, upgrade("theirs", userId)], "api");
    expect(await planOf(opened, email)).toBe("Summit");
  });

  // SQLite's other processes wait for their turn where they stand, so two can't be played in one.
  if (name === "postgres") {
    it("are applied once by several processes at the same time", async () => {
      const opened = await open({}, create);
      const beside = await openTestCore({
        dataDir: opened.dataDir,
        databaseUrl: opened.databaseUrl,
        stocked: false,
      });
      try {
        const order = (n: number): ProfileEvent => ({
          type: "track",
          event: "Order Completed",
          messageId: `order-${n}`,
          timestamp: new Date().toISOString(),
          userId: TEST_CUSTOMERS.newcomer.userId,
          properties: { order_id: `B-${n % 40}`, total: 1 },
          context: {},
        });
        const visit = (n: number): ProfileEvent => ({
          type: "page",
          messageId: `visit-${n}`,
          timestamp: new Date().toISOString(),
          userId: `visitor-${n % 7}`,
        });
        const both = [opened.core, beside.core];
        await Promise.all(
          Array.from({ length: 40 }, (_, n) =>
            both[n % 2]?.ingest(opened.tenantId, [order(n), visit(n), visit(n + 1_000)], "api"),
          ),
        );
        await Promise.all(both.map((core) => core.drained()));
        const { events } = await opened.core.library.counts();
        expect(events).toMatchObject({ pending: 0, dead: 0 });
        const subject = { identifier: { type: "user_id", value: "visitor-3" } } as const;
        const pages = (await opened.core.privacy.exportData(subject, "cli"))?.fields["behaviour.pages"];
        const expected = Array.from({ length: 40 }, (_, n) => [n, n + 1_000])
          .flat()
          .filter((n) => n % 7 === 3).length;
        expect(pages).toBe(expected);
      } finally {
        await beside.close();
      }
    });
  }

  if (name === "postgres") {
    it("that were acknowledged are applied though the server drops all connections", async () => {
      const opened = await open({}, create);
      const { core, tenantId } = opened;
      const visits = (call: number): ProfileEvent[] =>
        Array.from({ length: 50 }, (_, n) => ({
          type: "page",
          messageId: `visit-${call}-${n}`,
          timestamp: new Date().toISOString(),
          userId: `visitor-${n}`,
        }));
      const sending = Array.from({ length: 30 }, (_, call) =>
        core.ingest(tenantId, visits(call), "api").then(
          ({ accepted }) => accepted,
          () => 0,
        ),
      );
      await core.storage.db.connection().execute(async (connection) => {
        await sql`reset role`.execute(connection);
        await sql`select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()`.execute(connection);
        await sql`set role rapport_app`.execute(connection);
      });
      const acknowledged = (await Promise.all(sending)).reduce((all, accepted) => all + accepted, 0);
      await vi.waitUntil(
        () =>
          core.drained().then(
            () => true,
            () => false,
          ),
        { timeout: 20_000 },
      );
      const { events, sources } = await core.status();
      expect(events).toMatchObject({ pending: 0, dead: 0 });
      expect(sources.api?.applied).toBeGreaterThanOrEqual(acknowledged);
    });
  }

  it("that fail are tried again, then dead, shown without a value, and applied when replayed", async () => {
    const opened = await open(NOT_WORKING, create);
    const { core, tenantId } = opened;
    await core.ingest(tenantId, [upgrade("damaged", TEST_CUSTOMERS.newcomer.userId)], "api");
    const { db } = core.storage;
    const row = await db
      .selectFrom("inbox")
      .select(["sequence", "payload_sealed"])
      .where("state", "=", "pending")
      .executeTakeFirstOrThrow();
    const payload = Buffer.from(row.payload_sealed as Uint8Array);
    const damaged = Buffer.from(payload);
    damaged[damaged.length - 1] = (damaged.at(-1) ?? 0) ^ 1;
    const put = (payload_sealed: Buffer) =>
      db.updateTable("inbox").set({ payload_sealed }).where("sequence", "=", row.sequence).execute();
    await put(damaged);

    const worker = await openTestCore({
      dataDir: opened.dataDir,
      databaseUrl: opened.databaseUrl,
      stocked: false,
    });
    await worker.core.drained();
    await worker.close();
    const [letter, ...others] = await core.deadLetters.list({ limit: 10 });
    expect(others).toEqual([]);
    expect(letter).toMatchObject({ sequence: row.sequence, source: "api", attempts: 3, event: "unreadable" });

    await put(payload);
    const shown = await core.deadLetters.show(row.sequence);
    expect(shown?.event).toMatchObject({ type: "track", event: "Subscription Upgraded" });
    expect(JSON.stringify(shown)).not.toContain("summit");
    expect(await core.deadLetters.replay("all", { actor: "cli" })).toEqual({ replayed: 1 });
    await core.drained();
    expect((await core.library.counts()).events).toMatchObject({ pending: 0, dead: 0 });
    expect(await planOf(opened, TEST_CUSTOMERS.newcomer.email)).toBe("Summit");
  });
});

describe("a customer whom an event moves to another segment", () => {
  const shiftsOf = async ({ core }: TestCore) => (await core.status()).sources.rapport?.applied ?? 0;

  it("is followed by an event that says so, once", async () => {
    const opened = await open({});
    const { core, tenantId } = opened;
    const { userId } = TEST_CUSTOMERS.newcomer;
    const before = await shiftsOf(opened);
    for (const messageId of ["m-1", "m-2"]) {
      await core.ingest(tenantId, [upgrade(messageId, userId)], "api");
      await core.drained();
    }
    await core.drained();
    expect((await shiftsOf(opened)) - before).toBe(1);
    expect(await core.metrics.text()).toContain('rapport_segment_shifts_total{from="new",to="vip"} 1');
  });

  it("is followed by none if nobody may look", async () => {
    const opened = await open({});
    const before = await shiftsOf(opened);
    const { userId } = TEST_CUSTOMERS.declined;
    await opened.core.ingest(opened.tenantId, [upgrade("m-1", userId, "trail")], "api");
    await opened.core.drained();
    expect(await shiftsOf(opened)).toBe(before);
  });
});

describe("an alias", () => {
  it.each([
    ["after what its previous id did", [0, 1, 2]],
    ["before it", [2, 0, 1]],
    ["in between", [0, 2, 1]],
  ])("that is applied %s makes one person of both", async (_when, order) => {
    const { core, tenantId } = await open({ stocked: false });
    const timestamp = new Date().toISOString();
    const visit = (messageId: string): ProfileEvent => ({
      type: "page",
      messageId,
      timestamp,
      anonymousId: "a-browser",
    });
    const events: readonly ProfileEvent[] = [
      visit("first"),
      visit("second"),
      { type: "alias", messageId: "alias", timestamp, userId: "z-user", previousId: "a-browser" },
    ];
    for (const n of order) {
      await core.ingest(tenantId, events.slice(n, n + 1), "api");
      await core.drained();
    }
    for (const identifier of [
      { type: "user_id", value: "z-user" },
      { type: "anonymous_id", value: "a-browser" },
    ] as const) {
      const all = await core.privacy.exportData({ identifier }, "cli");
      expect(all?.fields["behaviour.pages"]).toBe(2);
    }
  });
});

describe("events that come faster than they are applied", () => {
  it("are turned away with a time to come again, and what was taken is kept", async () => {
    const { core, tenantId } = await open({ core: { works: false, maxBacklog: 50 } });
    const events = (n: number) => Array.from({ length: 25 }, (_, m) => upgrade(`${n}-${m}`, `u-${m}`));
    await core.ingest(tenantId, events(0), "api");
    await core.ingest(tenantId, events(1), "api");
    await expect(core.ingest(tenantId, events(2), "api")).rejects.toMatchObject({
      code: "backlog_full",
      retry: true,
      retryAfterSeconds: expect.any(Number),
    });
    await expect(core.ingestEach(tenantId, events(2), "zendesk")).rejects.toMatchObject({
      code: "backlog_full",
    });
    // A customer's message in a chat is never turned away.
    await core.ingest(tenantId, events(3), "slack");
    expect((await core.library.counts()).events.pending).toBe(75);
    await core.drained();
    expect((await core.library.counts()).events.pending).toBe(0);
    expect(await core.metrics.text()).toContain('rapport_events_rejected_backlog_total{source="api"} 25');
  });
});

describe("what happened to events", () => {
  it("is counted, and stands in the log under the trace of the request that brought them", async () => {
    const lines: Readonly<Record<string, unknown>>[] = [];
    const keep = (fields: Readonly<Record<string, unknown>>, message: string) => {
      lines.push({ ...fields, message });
    };
    const log: Logger = redactingLogger({ info: keep, warn: keep, error: keep });
    const { core, tenantId } = await open({ log, core: {} });
    const trace = newTrace();
    await withTrace(trace, () =>
      core.ingestEach(tenantId, [upgrade("m-1", "u-1"), { type: "track" }, upgrade("m-1", "u-1")], "api"),
    );
    await core.drained();
    const text = await core.metrics.text();
    expect(text).toContain('rapport_events_refused_total{source="api"} 1');
    expect(text).toContain('rapport_events_duplicate_total{source="api"} 1');
    expect(text).toMatch(/rapport_lag_seconds_count\{source="api"\} [1-9]/);
    expect(lines).toContainEqual(expect.objectContaining({ trace, message: "events applied", events: 1 }));
  });
});
