import { expect, it } from "vitest";
import { TEST_DATABASES } from "../storage/test-databases.js";
import { openTestStores } from "../storage/test-stores.js";
import type { ReplyBump } from "./reply-count-store.js";
import { openReplyOutcomes } from "./reply-outcomes.js";

const NOW_MS = Date.parse("2026-11-24T00:00:00Z");
const bump = (outcome: ReplyBump["outcome"], place: number, segment = "vip"): ReplyBump => ({
  replyKey: "refund",
  segment,
  outcome,
  place,
});

it("the counts in memory follow those in the store, and a refresh reads what changed", async () => {
  const [sqlite] = TEST_DATABASES;
  if (sqlite === undefined) throw new Error("there is a database to test on");
  const database = await sqlite.create();
  const { stores, storage } = await openTestStores(database, "own");
  try {
    const read: number[] = [];
    const outcomes = openReplyOutcomes({
      all: () => stores.replyCounts.all(),
      async changedSince(atMs, of) {
        const rows = await stores.replyCounts.changedSince(atMs, of);
        read.push(rows.length);
        return rows;
      },
    });
    await outcomes.refresh(NOW_MS);
    expect(outcomes.of("refund", "vip")).toEqual({});
    expect([...outcomes.places("refund", "vip")]).toEqual([]);

    await stores.replyCounts.bump([bump("shown", 1), bump("shown", 1), bump("shown", 2)], NOW_MS);
    await stores.replyCounts.bump([bump("accepted", 2), bump("shown", 1, "new")], NOW_MS);
    await outcomes.refresh(NOW_MS + 4_999);
    expect(outcomes.of("refund", "vip")).toEqual({ accepted: 1 });
    await outcomes.refresh(NOW_MS + 5_000);
    expect(outcomes.of("refund", "vip")).toEqual({ shown: 3, accepted: 1 });
    expect(outcomes.of("refund", "new")).toEqual({ shown: 1 });
    expect([...outcomes.places("refund", "vip")].sort(([a], [b]) => a - b)).toEqual([
      [1, { shown: 2 }],
      [2, { shown: 1, accepted: 1 }],
    ]);
    expect([...outcomes.all()]).toHaveLength(4);

    await stores.replyCounts.bump([bump("edited", 1)], NOW_MS + 60_000);
    await Promise.all([outcomes.refresh(NOW_MS + 60_000), outcomes.refresh(NOW_MS + 60_000)]);
    expect(outcomes.of("refund", "vip")).toEqual({ shown: 3, accepted: 1, edited: 1 });

    // A transaction that waited brings an older time: it is read nevertheless, and what is old is not read again.
    await stores.replyCounts.bump([bump("rejected", 1)], NOW_MS + 57_000);
    await outcomes.refresh(NOW_MS + 60_001);
    expect(outcomes.of("refund", "vip")).toEqual({ shown: 3, accepted: 1, edited: 1, rejected: 1 });
    expect(read.at(-1)).toBe(2);
  } finally {
    await storage.close();
    await database.drop();
  }
});
