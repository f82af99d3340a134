import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RapportError } from "../error.js";
import { createVault } from "../privacy/vault.js";
import { openStorage } from "../storage/open-storage.js";
import { openTestCore, steppedClock, TEST_CUSTOMERS, TEST_MASTER_KEY, type TestCore } from "../testing.js";
import type { ProfileEvent } from "./profile-event.js";

const START_MS = Date.parse("2026-11-23T12:00:00Z");

let test: TestCore;
let clock: ReturnType<typeof steppedClock>;

beforeEach(async () => {
  clock = steppedClock(START_MS);
  test = await openTestCore({ clock });
});

afterEach(() => test.close());

function order(n: number, userId: string = TEST_CUSTOMERS.newcomer.userId): ProfileEvent {
  const timestamp = new Date(START_MS).toISOString();
  const properties = { order_id: `N-${n}`, total: 10, currency: "EUR" };
  return {
    type: "track",
    event: "Order Completed",
    messageId: `order-${userId}-${n}`,
    timestamp,
    userId,
    properties,
  };
}

async function factOf(email: string, label: string): Promise<string | undefined> {
  const { customer } = await test.core.suggest({
    tenantId: test.tenantId,
    channel: "zendesk",
    conversationId: "t",
    customer: { identifiers: [{ type: "email", value: email }] },
    text: "order",
  });
  return customer.facts.find((fact) => fact.label === label)?.value;
}

describe("events", () => {
  it("are applied once, however often they come", async () => {
    const events = Array.from({ length: 600 }, (_, n) => order(n));
    expect(await test.core.ingest(test.tenantId, events, "api")).toEqual({ accepted: 600, duplicates: 0 });
    expect(await test.core.ingest(test.tenantId, events, "api")).toEqual({ accepted: 0, duplicates: 600 });
    await test.core.drained();
    expect(await factOf(TEST_CUSTOMERS.newcomer.email, "Spend, 12 months")).toBe("€5,000.00");
    expect((await test.core.library.counts()).events).toMatchObject({ pending: 0, dead: 0 });
  });

  it("of one bad event among good ones store nothing", async () => {
    const before = (await test.core.library.counts()).events;
    const bad = [order(1), { ...order(2), timestamp: "yesterday" }];
    await expect(test.core.ingest(test.tenantId, bad, "api")).rejects.toThrow(/^event 1: timestamp: /);
    await expect(test.core.ingest(test.tenantId, bad, "api")).rejects.toBeInstanceOf(RapportError);
    await test.core.drained();
    expect((await test.core.library.counts()).events).toEqual(before);
  });

  it("of the future do not outlive what comes after", async () => {
    const identify = (messageId: string, plan: string, timestamp: string): ProfileEvent => ({
      type: "identify",
      messageId,
      timestamp,
      userId: TEST_CUSTOMERS.newcomer.userId,
      traits: { plan },
    });
    await test.core.ingest(test.tenantId, [identify("ahead", "ridge", "9999-01-01T00:00:00Z")], "api");
    clock.set(START_MS + 1_000);
    await test.core.ingest(test.tenantId, [identify("after", "summit", "2026-11-23T12:00:01Z")], "api");
    expect(await factOf(TEST_CUSTOMERS.newcomer.email, "Plan")).toBe("Summit");
  });

  it("are refused when larger than 32 KB", async () => {
    const large = { ...order(1), properties: { note: "x".repeat(33 * 1024) } };
    await expect(test.core.ingest(test.tenantId, [large], "api")).rejects.toThrow(/larger than/);
  });

  it("that name two people at once make them one, and keep what both had", async () => {
    const link: ProfileEvent = {
      type: "alias",
      messageId: "link",
      timestamp: new Date(START_MS).toISOString(),
      previousId: "new-id",
      userId: TEST_CUSTOMERS.newcomer.userId,
    };
    await test.core.ingest(test.tenantId, [order(1, "new-id"), order(2), link], "api");
    expect(await factOf(TEST_CUSTOMERS.newcomer.email, "Orders, 12 months")).toBe("2");
  });

  it("of a chat make nobody known", async () => {
    const message: ProfileEvent = {
      type: "track",
      event: "Message Received",
      messageId: "m-1",
      timestamp: new Date(START_MS).toISOString(),
      properties: { channel: "slack" },
      context: { externalIds: [{ type: "slack_user_id", id: "T1/U1" }] },
    };
    await test.core.ingest(test.tenantId, [message], "slack");
    await test.core.drained();
    expect(
      await test.core.knows(test.tenantId, { identifiers: [{ type: "slack_user_id", value: "T1/U1" }] }),
    ).toBe(false);
  });

  it("that were acknowledged before the process went away are applied by the next", async () => {
    await test.core.ingest(test.tenantId, [order(1)], "api");
    await test.reopen();
    expect(await factOf(TEST_CUSTOMERS.newcomer.email, "Orders, 12 months")).toBe("1");
  });
});

describe("deliveries", () => {
  const delivery = { channel: "slack", deliveryId: "Ev1", address: { room: "D1" } } as const;

  it("are claimed once, also by two at the same time", async () => {
    const claim = () => test.core.claim({ ...delivery, tenantId: test.tenantId });
    expect((await Promise.all([claim(), claim()])).sort()).toEqual([false, true]);
  });

  it("that were never settled are found by the next process, and only then", async () => {
    await test.core.claim({ ...delivery, tenantId: test.tenantId });
    await test.core.claim({ ...delivery, tenantId: test.tenantId, deliveryId: "Ev2" });
    await test.core.settle({ ...delivery, tenantId: test.tenantId, deliveryId: "Ev2" });
    expect(await test.core.interrupted(test.tenantId, "slack")).toEqual([]);
    clock.set(START_MS + 1);
    const next = await test.reopen();
    expect(await next.interrupted(test.tenantId, "slack")).toEqual([
      { ...delivery, tenantId: test.tenantId },
    ]);
  });
});

describe("a poisoned event", () => {
  it("is set aside with the reason, and those around it are applied", async () => {
    await test.core.close();
    const tenant = test.tenantId;
    const vault = createVault({ current: Buffer.from(TEST_MASTER_KEY, "hex") });
    const damaged = await openStorage({ dataDir: test.dataDir, tenantId: tenant, vault });
    const [row] = await damaged.db.selectFrom("inbox").selectAll().limit(1).execute();
    if (row === undefined) throw new Error("the test company has events");
    for (const [n, payload_sealed] of [
      Buffer.from("no ciphertext of ours at all"),
      Buffer.alloc(0),
    ].entries()) {
      const { sequence: _sequence, ...rest } = row;
      const values = { ...rest, message_hash: `damaged-${n}`, state: "pending" as const, payload_sealed };
      await damaged.db.insertInto("inbox").values(values).execute();
    }
    await damaged.close();
    await test.reopen();
    await test.core.ingest(test.tenantId, [order(1), order(2)], "api");
    expect(await factOf(TEST_CUSTOMERS.newcomer.email, "Orders, 12 months")).toBe("2");
    await test.core.drained();
    expect((await test.core.library.counts()).events).toMatchObject({ pending: 0, dead: 2 });
  });
});
