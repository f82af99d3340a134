import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { TEST_DATABASES, type TestDatabase } from "../storage/test-databases.js";
import { openTestStores, type TestStores } from "../storage/test-stores.js";
import { type DeadLetters, openDeadLetters } from "./dead-letters.js";
import type { WaitingRow } from "./inbox-row.js";

const NOW_MS = Date.parse("2026-11-24T00:00:00Z");
const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

describe.each(TEST_DATABASES)("dead letters on $name", ({ create }) => {
  let database: TestDatabase;
  let own: TestStores;
  let deadLetters: DeadLetters;
  const requeued: WaitingRow[] = [];
  let tenants = 0;

  beforeAll(async () => {
    database = await create();
  });

  beforeEach(async () => {
    await own?.storage.close();
    own = await openTestStores(database, `tenant-${++tenants}`);
    requeued.length = 0;
    deadLetters = openDeadLetters({
      stores: own.stores,
      inTransaction: own.inTransaction,
      requeue: async (rows) => {
        requeued.push(...rows);
      },
      clock: { nowMs: () => NOW_MS },
    });
  });

  afterAll(async () => {
    await own.storage.close();
    await database.drop();
  });

  /** Puts events into the inbox and sets all of them aside; returns their numbers. */
  async function bury(count: number): Promise<readonly number[]> {
    const events = Array.from({ length: count }, (_, n) => ({
      event: {
        type: "track",
        event: "Order Completed",
        messageId: `m-${n}`,
        timestamp: new Date(NOW_MS).toISOString(),
        userId: "vera",
      } as const,
      source: "api",
      subjectHash: `s-${n}`,
      trace: TRACE,
      dropped: [],
    }));
    const added = await own.inTransaction(({ inbox }) => inbox.add(events, NOW_MS));
    const sequences = added.filter((sequence) => sequence !== undefined);
    for (const sequence of sequences)
      await own.stores.deadLetters.bury(sequence, "TypeError", 5, NOW_MS + 1_000);
    return sequences;
  }

  it("are shown with why and since when, and without what they say", async () => {
    const [first = 0, second = 0] = await bury(2);
    expect((await deadLetters.list({ limit: 10 })).map(({ sequence }) => sequence)).toEqual([first, second]);
    expect((await deadLetters.list({ limit: 1 })).map(({ sequence }) => sequence)).toEqual([first]);
    expect((await deadLetters.list({ after: first, limit: 10 })).map(({ sequence }) => sequence)).toEqual([
      second,
    ]);
    const shown = await deadLetters.show(first);
    expect(shown).toMatchObject({
      sequence: first,
      source: "api",
      trace: TRACE,
      receivedAt: "2026-11-24T00:00:00.000Z",
      diedAt: "2026-11-24T00:00:01.000Z",
      attempts: 5,
      error: "TypeError",
      event: { type: "track", event: "Order Completed", identifiers: ["user_id"] },
    });
    expect(JSON.stringify(shown)).not.toContain("vera");
    expect(await deadLetters.show(second + 1)).toBeUndefined();
  });

  it("that can't be opened are shown as such", async () => {
    const [first = 0] = await bury(1);
    await own.storage.db
      .updateTable("inbox")
      .set({ payload_sealed: Buffer.from("no ciphertext of ours at all") })
      .where("sequence", "=", first)
      .execute();
    expect((await deadLetters.show(first))?.event).toBe("unreadable");
  });

  it("wait again when they are replayed, which is written to the audit", async () => {
    const [first = 0, second = 0, third = 0] = await bury(3);
    expect(await deadLetters.replay([third, first, first], { actor: "cli" })).toEqual({ replayed: 2 });
    expect((await own.stores.inbox.pending({ limit: 10 })).map(({ sequence }) => sequence)).toEqual([
      first,
      third,
    ]);
    expect((await deadLetters.list({ limit: 10 })).map(({ sequence }) => sequence)).toEqual([second]);
    expect(requeued.map(({ subjectHash }) => subjectHash).sort()).toEqual(["s-0", "s-2"]);
    const detail = { count: 2, sequences: [String(first), String(third)] };
    expect(await own.stores.audit.list({ limit: 1 })).toMatchObject([
      { action: "admin", actor: "cli", atMs: NOW_MS, detail },
    ]);
  });

  it("are replayed not at all if one of them is not dead", async () => {
    const [first = 0] = await bury(1);
    const replaying = deadLetters.replay([first, first + 1], { actor: "cli" });
    await expect(replaying).rejects.toThrow(`there is no dead event ${first + 1} that can be replayed`);
    expect(await deadLetters.list({ limit: 10 })).toHaveLength(1);
    expect(requeued).toEqual([]);
    expect(await own.stores.audit.list({ limit: 10 })).toEqual([]);
  });

  it("are replayed all, each once, but for those whose content was removed", async () => {
    const sequences = await bury(450);
    await own.stores.deadLetters.forgetPayload(sequences[7] ?? 0);
    const seen: (readonly [number, number])[] = [];
    const onProgress = (done: number, total: number) => seen.push([done, total]);
    expect(await deadLetters.replay("all", { actor: "cli", onProgress })).toEqual({ replayed: 449 });
    expect(seen).toEqual([
      [200, 450],
      [400, 450],
      [450, 450],
    ]);
    expect(requeued).toHaveLength(449);
    expect((await deadLetters.list({ limit: 10 })).map(({ event }) => event)).toEqual(["unreadable"]);
    expect(await deadLetters.replay("all", { actor: "cli" })).toEqual({ replayed: 0 });
    expect((await own.stores.audit.verify()).intact).toBe(true);
  });
});
