import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ProfileEvent } from "../events/profile-event.js";
import { toBuffer } from "../storage/schema.js";
import { TEST_DATABASES, type TestDatabase } from "../storage/test-databases.js";
import { openTestCore, steppedClock, type TestCore } from "../testing.js";

const NOW_MS = Date.parse("2026-11-24T00:00:00Z");
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const AGREED = { personalization: true, analytics: true };

describe.each(TEST_DATABASES)("segments on $name", ({ create }) => {
  let database: TestDatabase;
  let test: TestCore;
  const clock = steppedClock(NOW_MS);

  beforeAll(async () => {
    database = await create();
  });
  afterAll(() => database.drop());

  beforeEach(async () => {
    clock.set(NOW_MS);
    const tenant = `t${randomUUID().replaceAll("-", "")}`;
    test = await openTestCore({ ...database, tenant, clock, stocked: false });
  });
  afterEach(() => test.close());

  const named = (userId: string) => ({ identifiers: [{ type: "user_id" as const, value: userId }] });
  const subject = (userId: string) => ({ identifier: { type: "user_id" as const, value: userId } });
  const standingOf = (userId: string) => test.core.segments.standingOf(named(userId), 10);

  async function ingest(...events: readonly ProfileEvent[]): Promise<void> {
    await test.core.ingest(test.tenantId, events, "api");
    await test.core.drained();
  }

  const call = (userId: string, agoMs = 0) => ({
    messageId: randomUUID(),
    timestamp: new Date(clock.nowMs() - agoMs).toISOString(),
    userId,
  });

  const signUp = (userId: string, categoryPreferences: Record<string, boolean> = AGREED): ProfileEvent => ({
    ...call(userId, 2 * DAY_MS),
    type: "identify",
    traits: { plan: "trail" },
    context: { consent: { categoryPreferences } },
  });

  const upgrade = (userId: string, agoMs = 0): readonly ProfileEvent[] => [
    {
      ...call(userId, agoMs),
      type: "track",
      event: "Subscription Upgraded",
      properties: { plan: "summit" },
    },
    { ...call(userId, agoMs), type: "identify", traits: { plan: "summit" } },
  ];

  /** Somebody new who upgrades. @returns the id of the shift to VIP */
  async function moved(userId: string): Promise<string> {
    await ingest(signUp(userId));
    expect((await standingOf(userId)).standing.key).toBe("new");
    await ingest(...upgrade(userId));
    const { standing, shifts } = await standingOf(userId);
    expect(standing).toMatchObject({ key: "vip", name: "VIP", tier: "rules" });
    expect(shifts).toHaveLength(1);
    expect(shifts[0]).toMatchObject({ from: "new", fromName: "New", to: "vip", toName: "VIP" });
    expect(shifts[0]?.cause).toBe("Subscription Upgraded: plan is summit");
    return shifts[0]?.shiftId ?? "";
  }

  const segmentOfTurn = async (userId: string) => {
    const { customer } = await test.core.suggest({
      tenantId: test.tenantId,
      channel: "zendesk",
      conversationId: `ticket/${userId}`,
      customer: named(userId),
      text: "Where is my order?",
    });
    return customer;
  };

  it("an undone shift pins for 30 days, to the moment, and the audit names who did it", async () => {
    const shiftId = await moved("u-tom");
    expect((await segmentOfTurn("u-tom")).shift).toMatchObject({ shiftId, from: "New", to: "VIP" });
    clock.set(NOW_MS + MINUTE_MS);
    expect(await test.core.segments.undo(shiftId, "agent:acme/7")).toBe("undone");
    const untilMs = NOW_MS + MINUTE_MS + 30 * DAY_MS;
    const back = await standingOf("u-tom");
    expect(back).toMatchObject({ standing: { key: "new", name: "New" }, pinnedUntilMs: untilMs });
    expect(back.standing.because).toContain(new Date(untilMs).toISOString().slice(0, 10));
    expect(back.shifts.map(({ from, to, cause }) => [from, to, cause])).toEqual([
      ["vip", "new", "an agent took it back"],
      ["new", "vip", expect.stringContaining("plan is summit")],
    ]);
    expect(back.shifts[1]?.undoneAtMs).toBe(NOW_MS + MINUTE_MS);
    expect(await segmentOfTurn("u-tom")).toMatchObject({ segment: { key: "new" }, pinnedUntilMs: untilMs });
    expect((await segmentOfTurn("u-tom")).shift).toBeUndefined();

    const audited = await test.core.privacy.audit({ subject: subject("u-tom") });
    expect(audited.filter(({ actor }) => actor === "agent:acme/7")).toMatchObject([
      { action: "admin", detail: { segments: "shift undone", shift: shiftId, from: "vip", to: "new" } },
    ]);

    // Neither another event nor a build moves whom an agent keeps.
    clock.set(untilMs - 1);
    await ingest(...upgrade("u-tom"));
    await test.core.segments.build({}, () => {});
    expect((await standingOf("u-tom")).standing.key).toBe("new");
    clock.set(untilMs);
    expect(await standingOf("u-tom")).toMatchObject({ standing: { key: "vip" }, pinnedUntilMs: undefined });
    expect((await segmentOfTurn("u-tom")).segment.key).toBe("vip");
  });

  it("a shift is undone once, and only where it happened", async () => {
    const shiftId = await moved("u-tom");
    const other = await openTestCore({
      ...database,
      tenant: `t${randomUUID().replaceAll("-", "")}`,
      clock,
      stocked: false,
    });
    try {
      expect(await other.core.segments.undo(shiftId, "agent:x")).toBe("unknown");
    } finally {
      await other.close();
    }
    expect((await standingOf("u-tom")).standing.key).toBe("vip");
    expect(await test.core.segments.undo(randomUUID(), "agent:x")).toBe("unknown");
    const outcomes = [
      await test.core.segments.undo(shiftId, "agent:x"),
      await test.core.segments.undo(shiftId, "agent:x"),
    ];
    expect(outcomes).toEqual(["undone", "undone before"]);
    expect((await standingOf("u-tom")).shifts).toHaveLength(2);
  });

  it("two agents who press at once undo it once", async () => {
    const shiftId = await moved("u-tom");
    const outcomes = await Promise.all(
      ["agent:a", "agent:b"].map((actor) => test.core.segments.undo(shiftId, actor)),
    );
    expect([...outcomes].sort()).toEqual(["undone", "undone before"]);
    expect((await standingOf("u-tom")).shifts).toHaveLength(2);
  });

  it("saved rules are in force from the next turn on, and in other processes", async () => {
    await ingest(signUp("u-tom"));
    const other = await openTestCore({ ...database, tenant: test.tenantId, clock, stocked: false });
    try {
      const seenBy = async () => (await other.core.segments.standingOf(named("u-tom"), 1)).standing;
      expect((await seenBy()).key).toBe("new");
      const rules = "segments:\n  trail_club:\n    when: plan is trail\n    name: Trail club\n";
      expect(await test.core.segments.saveRules(rules, "admin:ada")).toEqual([]);
      expect((await segmentOfTurn("u-tom")).segment).toMatchObject({ key: "trail_club", name: "Trail club" });
      expect(await seenBy()).toMatchObject({ key: "trail_club", because: "plan is trail" });
      const problems = await test.core.segments.saveRules("segments:\n  x: plan is is\n", "admin:ada");
      expect(problems.length).toBeGreaterThan(0);
      expect((await seenBy()).key).toBe("trail_club");
    } finally {
      await other.close();
    }
  });

  it("of an erased person nothing is left: no standing, no shift, no place in a kept build", async () => {
    await moved("u-tom");
    await moved("u-eva");
    await test.core.segments.build({}, () => {});
    clock.set(NOW_MS + DAY_MS);
    await test.core.segments.build({}, () => {});
    const runs = await test.core.segments.runs(10);
    expect(runs).toHaveLength(2);
    const { profileId = "" } = await standingOf("u-tom");
    const isIn = async () =>
      Promise.all(
        runs.map(async ({ runId }) =>
          (await test.core.segments.members(runId))?.profileIds.includes(profileId),
        ),
      );
    expect(await isIn()).toEqual([true, true]);
    const rowsOf = async (table: "segment_standings" | "segment_shifts") => {
      const rows = await test.core.storage.db
        .selectFrom(table)
        .select("profile_id")
        .where("tenant_id", "=", test.tenantId)
        .execute();
      return rows.filter((row) => row.profile_id === profileId).length;
    };
    expect([await rowsOf("segment_standings"), await rowsOf("segment_shifts")]).toEqual([1, 1]);

    const report = await test.core.privacy.erase(subject("u-tom"), "cli", "request");
    expect(report?.places).toContainEqual({ place: "places in segments", entries: 4 });
    expect(await isIn()).toEqual([false, false]);
    expect([await rowsOf("segment_standings"), await rowsOf("segment_shifts")]).toEqual([0, 0]);
    const left = await test.core.segments.members();
    expect(left?.profileIds).toEqual([(await standingOf("u-eva")).profileId]);
    expect(left?.keys[left.segments[0] ?? -1]).toBe("vip");
  });

  it("an export shows the segment and how it changed", async () => {
    const shiftId = await moved("u-tom");
    clock.set(NOW_MS + MINUTE_MS);
    await test.core.segments.undo(shiftId, "agent:x");
    const all = await test.core.privacy.exportData(subject("u-tom"), "cli");
    expect(all?.memberships).toMatchObject([{ key: "new", name: "New" }]);
    expect(all?.inferred.find(({ what }) => what === "changes of segment")?.value).toMatchObject([
      { from: "vip", to: "new", at: new Date(NOW_MS + MINUTE_MS).toISOString() },
      { from: "new", to: "vip", undoneAt: new Date(NOW_MS + MINUTE_MS).toISOString() },
    ]);
  });

  it("whoever does not allow personalization stands nowhere and is not moved", async () => {
    await ingest(signUp("u-no", { personalization: false, analytics: true }), ...upgrade("u-no"));
    const { profileId = "", standing, shifts } = await standingOf("u-no");
    expect(profileId).not.toBe("");
    expect(standing.key).toBe("unknown");
    expect(shifts).toEqual([]);
    const stored = await test.core.storage.db
      .selectFrom("segment_standings")
      .select("profile_id")
      .where("tenant_id", "=", test.tenantId)
      .execute();
    expect(stored).toEqual([]);
    expect((await segmentOfTurn("u-no")).segment.key).toBe("unknown");
  });

  it("whoever withdraws is shown nowhere, and their changes are shown to nobody", async () => {
    const shiftId = await moved("u-tom");
    await ingest({
      ...call("u-tom"),
      type: "identify",
      traits: {},
      context: { consent: { categoryPreferences: { personalization: false } } },
    });
    expect(await standingOf("u-tom")).toMatchObject({ standing: { key: "unknown" }, shifts: [] });
    expect((await segmentOfTurn("u-tom")).shift).toBeUndefined();
    expect((await test.core.privacy.exportData(subject("u-tom"), "cli"))?.inferred).toEqual([]);
    expect(shiftId).not.toBe("");
  });

  it.each([
    ["a minute less than a day ago is a shift", DAY_MS - MINUTE_MS, 1],
    ["longer than a day ago is history", DAY_MS + MINUTE_MS, 0],
  ])("what happened %s", async (_what, agoMs, count) => {
    await ingest(signUp("u-tom"));
    await ingest(...upgrade("u-tom", agoMs));
    const { standing, shifts } = await standingOf("u-tom");
    expect(standing.key).toBe("vip");
    expect(shifts).toHaveLength(count);
  });

  /** A request that was solved, and opened again twice. */
  const reopened = (userId: string): readonly ProfileEvent[] =>
    ["Ticket Created", "Ticket Solved", "Ticket Reopened", "Ticket Solved", "Ticket Reopened"].map(
      (event, at) => ({
        ...call(userId, (40 - at) * DAY_MS),
        type: "track",
        event,
        properties: { ticket_id: `T-${userId}` },
      }),
    );

  /** Somebody who orders often, or rarely. */
  const drawn = (n: number): readonly ProfileEvent[] => {
    const userId = `u-${n}`;
    const often = n % 2 === 0;
    const orders = often ? 8 : 2;
    return [
      {
        ...call(userId, 300 * DAY_MS),
        type: "identify",
        traits: { plan: "trail" },
        context: { consent: { categoryPreferences: AGREED } },
      },
      ...Array.from(
        { length: orders },
        (_, at): ProfileEvent => ({
          ...call(userId, ((often ? 10 : 150) + at * 20 + (n % 7)) * DAY_MS),
          type: "track",
          event: "Order Completed",
          properties: { order_id: `${userId}-${at}`, total: (often ? 80 : 15) + (n % 5), currency: "EUR" },
        }),
      ),
      ...(n % 4 === 0 ? reopened(userId) : []),
    ];
  };
  const drawnPeople = () => Array.from({ length: 140 }, (_, n) => drawn(n)).flat();

  it("a group that was found is renamed for the next turn; what was not found is not", async () => {
    await ingest(...drawnPeople());
    const { report } = await test.core.segments.build({ k: 2 }, () => {});
    expect(report.missing).toEqual([]);
    // 35 of the 140 had a request that was opened again, twice each.
    const reopenings = report.segments.map(({ business: { reopened } }) =>
      reopened === undefined ? 0 : reopened.mean * reopened.n,
    );
    expect(reopenings.reduce((sum, count) => sum + count, 0)).toBeCloseTo(70, 9);
    const before = (await segmentOfTurn("u-0")).segment;
    expect(report.segments.find(({ key }) => key === before.key)?.kind).toBe("found");
    expect(await test.core.segments.rename(before.key, "Regulars of the hills", "admin:ada")).toBe(true);
    expect((await segmentOfTurn("u-0")).segment).toMatchObject({
      key: before.key,
      name: "Regulars of the hills",
    });
    expect(await test.core.segments.rename("vip", "Very", "admin:ada")).toBe(false);

    clock.set(NOW_MS + DAY_MS);
    const again = await test.core.segments.build({}, () => {});
    expect(again.report.segments.find(({ key }) => key === before.key)?.name).toBe("Regulars of the hills");
    expect(again.report.changes.join("\n")).toContain("is now called Regulars of the hills by an admin.");
    clock.set(NOW_MS + 2 * DAY_MS);
    const third = await test.core.segments.build({}, () => {});
    expect(third.report.changes.join("\n")).not.toContain("is now called");
  }, 120_000);

  it("groups by features of an earlier version place nobody, and keep their names in the next build", async () => {
    await ingest(...drawnPeople());
    const { runId, report } = await test.core.segments.build({ k: 2 }, () => {});
    const key = (await segmentOfTurn("u-0")).segment.key;
    await test.core.segments.rename(key, "Regulars of the hills", "admin:ada");
    const bytes = await test.core.storage.db
      .selectFrom("segment_runs")
      .select("model")
      .where("run_id", "=", runId)
      .executeTakeFirstOrThrow();
    const model = JSON.parse(toBuffer(bytes.model).toString("utf8"));
    model.scaler.features.pop();
    await test.core.storage.db
      .updateTable("segment_runs")
      .set({ model: Buffer.from(JSON.stringify(model)) })
      .where("run_id", "=", runId)
      .execute();
    await test.reopen();

    expect((await segmentOfTurn("u-0")).segment).toMatchObject({ key: "regular", tier: "rules" });
    expect(await test.core.segments.status()).toMatchObject({
      tier: "rules",
      missing: ["The groups were found by features of an earlier version: rapport segments build."],
    });
    clock.set(NOW_MS + DAY_MS);
    const again = await test.core.segments.build({}, () => {});
    expect(again.report.tier).toBe(report.tier);
    expect((await segmentOfTurn("u-0")).segment).toMatchObject({ key, name: "Regulars of the hills" });
    expect((await test.core.segments.status()).missing).toEqual([]);
  }, 120_000);
});
