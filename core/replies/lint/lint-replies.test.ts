import { describe, expect, it } from "vitest";
import { LINT_RULES } from "./lint-finding.js";
import { type LintInput, lintReplies } from "./lint-replies.js";
import { replyUsage } from "./reply-usage.js";
import { testReply } from "./test-library.js";

const EMPTY: LintInput = {
  replies: [],
  tickets: [],
  outcomes: [],
  flows: { intents: [], startsOn: [] },
  segments: undefined,
};

describe("lintReplies", () => {
  it("says nothing of an empty library", async () => {
    expect(await lintReplies(EMPTY)).toMatchObject({
      replies: 0,
      counts: { error: 0, warning: 0, info: 0 },
      findings: [],
    });
  });

  it("looks with every rule, and lists the gravest first", async () => {
    const long = "We are sorry that it took so long. ".repeat(90);
    const report = await lintReplies({
      ...EMPTY,
      replies: [
        testReply("broken", { body: "{{ nothing }}" }),
        testReply("a", { title: "Same", body: long }),
        testReply("b", { title: "Same", body: `${long} Sorry again, and again.` }),
        testReply("c", { body: long, variants: [{ body: "Du.", segment: "gone" }] }),
        testReply("worse", { variants: [{ body: "Etwas anderes.", locale: "de" }] }),
        testReply("z", { variants: [{ body: "Noch etwas anderes.", locale: "de" }] }),
        testReply("y", { variants: [{ body: "Und noch etwas.", locale: "de" }] }),
        testReply("x", { variants: [{ body: "Und das.", locale: "de" }] }),
      ],
      tickets: [
        { replyKey: "missing", satisfaction: undefined, count: 7 },
        { replyKey: "worse", satisfaction: "bad", count: 20 },
        { replyKey: "z", satisfaction: "good", count: 100 },
      ],
      segments: ["vip"],
    });
    expect([...new Set(report.findings.map(({ rule }) => rule))]).toEqual(LINT_RULES);
    expect(report.counts).toEqual({ error: 2, warning: 8, info: 2 });
  });

  it("gives the same report whatever the order of the library", async () => {
    const replies = ["a", "b", "c", "d"].map((key) => testReply(key, { body: "The same for all of them." }));
    const one = await lintReplies({ ...EMPTY, replies });
    expect(await lintReplies({ ...EMPTY, replies: replies.toReversed() })).toEqual(one);
    expect(one.findings).toMatchObject([{ rule: "duplicate-text", replies: ["a", "b", "c", "d"] }]);
  });
});

describe("replyUsage", () => {
  it("adds up tickets and outcomes, and counts an insertion and its sending once", () => {
    const outcome = (name: string, count: number, segment = "vip", place = 1) => ({
      replyKey: "a",
      segment,
      outcome: name,
      place,
      count,
    });
    const usage = replyUsage(
      [
        { replyKey: "a", satisfaction: "good", count: 3 },
        { replyKey: "a", satisfaction: undefined, count: 4 },
        { replyKey: "b", satisfaction: "bad", count: 1 },
      ],
      [
        outcome("shown", 10),
        outcome("shown", 5, "newcomer", 2),
        outcome("accepted", 6),
        outcome("sent", 3),
        outcome("edited", 2),
        outcome("rejected", 1),
        outcome("satisfied", 2),
        outcome("unsatisfied", 1),
        outcome("reopened", 1),
      ],
    );
    expect(usage.get("a")).toEqual({
      tickets: 7,
      shown: 15,
      used: 6,
      rejected: 1,
      reopened: 1,
      good: 5,
      bad: 1,
    });
    expect(usage.get("b")).toMatchObject({ tickets: 1, bad: 1, used: 0 });
  });
});
