import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DeadLetter } from "../../core/index.js";
import { openTestCore, TEST_CUSTOMERS, type TestCore } from "../../core/testing.js";
import { cellsOf, deadTable, replay } from "./events-command.js";

const OUTLINE = {
  type: "track",
  event: "Order Completed",
  timestamp: "2026-11-23T12:00:00.000Z",
  source: "api",
  identifiers: ["user_id"],
  fields: [],
  more: 0,
};

const LETTER: DeadLetter = {
  sequence: 4_711,
  source: "api",
  trace: undefined,
  receivedAt: "2026-11-23T12:00:05.123Z",
  diedAt: "2026-11-23T12:00:09.000Z",
  attempts: 3,
  error: "TypeError",
  event: OUTLINE,
};

describe("the table of dead events", () => {
  it("has a line for each", () => {
    const { event: _event, ...identify } = { ...OUTLINE, type: "identify" };
    const letters = [
      LETTER,
      { ...LETTER, sequence: 12, source: "zendesk", error: undefined, event: "unreadable" as const },
      { ...LETTER, error: "SomeVeryLongNamedError", event: identify },
    ];
    expect(deadTable(letters, 50)).toBe(`\
NUMBER    SOURCE   RECEIVED             TRIES  ERROR             EVENT
4711      api      2026-11-23 12:00:05  3      TypeError         Order Completed
12        zendesk  2026-11-23 12:00:05  3                        unreadable
4711      api      2026-11-23 12:00:05  3      SomeVeryLongNam…  identify`);
  });

  it("says how to see more, and that there are none", () => {
    expect(deadTable([LETTER], 1)).toContain("rapport events dead --after 4711");
    expect(deadTable([], 50)).toBe("No dead events.");
  });

  it("loses nothing in the lines", () => {
    expect(cellsOf({ ...LETTER, error: "SomeVeryLongNamedError" })).toEqual([
      "4711",
      "api",
      "2026-11-23T12:00:05.123Z",
      "3",
      "SomeVeryLongNamedError",
      "Order Completed",
    ]);
  });
});

describe("replaying", () => {
  let test: TestCore;

  beforeEach(async () => {
    // Nothing is applied but on demand.
    test = await openTestCore({ core: { works: false } });
  });

  afterEach(() => test.close());

  /** Events that are whole, and dead for no reason. @returns their numbers */
  async function setAside(): Promise<readonly number[]> {
    const events = ["a", "b"].map((messageId) => ({
      type: "track",
      event: "Order Completed",
      messageId,
      timestamp: new Date().toISOString(),
      userId: TEST_CUSTOMERS.newcomer.userId,
      properties: { order_id: messageId, total: 10, currency: "EUR" },
    }));
    await test.core.ingest(test.tenantId, events, "api");
    const { db } = test.core.storage;
    await db.updateTable("inbox").set({ state: "dead" }).where("state", "=", "pending").execute();
    return (await test.core.deadLetters.list({ limit: 10 })).map(({ sequence }) => sequence);
  }

  it("applies those that are named", async () => {
    const [first = 0] = await setAside();
    expect(await replay(test.core, [first])).toBe("1 replayed; dead now: 1");
    expect((await test.core.library.counts()).events).toMatchObject({ pending: 0, dead: 1 });
  });

  it("applies all", async () => {
    await setAside();
    expect(await replay(test.core, "all")).toBe("2 replayed; dead now: 0");
  });

  it("says of an unknown one that there is none, as bad input", async () => {
    await setAside();
    const replaying = replay(test.core, [999_999]);
    await expect(replaying).rejects.toThrow("there is no dead event 999999 that can be replayed");
    await expect(replaying).rejects.toMatchObject({ code: "not_found", kind: "caller" });
  });
});
