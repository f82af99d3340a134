import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TEST_DATABASES, type TestDatabase } from "../storage/test-databases.js";
import { openTestCore, steppedClock, type TestCore } from "../testing.js";
import type { ImportKind } from "./library.js";

const NOW_MS = Date.parse("2026-11-24T00:00:00Z");
const DAY_MS = 86_400_000;
const CUSTOMERS = 60;
const REPLIES = [
  { key: "refund", title: "Refund", body: "The money is on its way." },
  { key: "parcel", title: "Parcel", body: "It arrives soon." },
];
const REASON = "What helped another company's customers counts too, until there are tickets enough here.";

describe.each(TEST_DATABASES)("priors of a sibling on $name", ({ create }) => {
  let database: TestDatabase;
  let giving: TestCore;
  let taking: TestCore;

  beforeAll(async () => {
    database = await create();
    const open = () =>
      openTestCore({
        ...database,
        tenant: `t${randomUUID().replaceAll("-", "")}`,
        clock: steppedClock(NOW_MS),
        stocked: false,
      });
    giving = await open();
    taking = await open();
    const customers = Array.from({ length: CUSTOMERS }, (_, at) => `customer-${at}`);
    await giving.core.ingest(
      giving.tenantId,
      customers.map((userId, at) => ({
        type: "identify" as const,
        messageId: randomUUID(),
        timestamp: new Date(NOW_MS - 9 * DAY_MS).toISOString(),
        userId,
        traits: { plan: "summit" },
        // A sixth of them allow no training.
        context: {
          consent: { categoryPreferences: { personalization: true, model_training: at % 6 !== 0 } },
        },
      })),
      "api",
    );
    await giving.core.drained();
    await put(giving, "replies", [...REPLIES, { key: "unused", title: "Unused", body: "Hello." }]);
    await put(taking, "replies", REPLIES);
    const ticket = (reply: string, customer: string | undefined, at: number) => ({
      text: `about my ${reply}, number ${at}`,
      reply,
      ...(customer === undefined ? {} : { customer }),
      created_at: new Date(NOW_MS - DAY_MS + at).toISOString(),
    });
    await put(giving, "tickets", [
      ...customers.map((customer, at) => ticket("refund", customer, at)),
      ...customers.slice(0, 18).map((customer, at) => ticket("parcel", customer, at)),
      ...customers.map((_, at) => ticket("parcel", undefined, at)),
      ...customers.map((customer, at) => ticket("told_by_jane_doe", customer, at)),
    ]);
  }, 60_000);
  afterAll(async () => {
    await giving?.close();
    await taking?.close();
    await database?.drop();
  });

  async function put(to: TestCore, kind: ImportKind, records: readonly object[]): Promise<void> {
    async function* lines() {
      for (const [at, value] of records.entries()) yield { line: at + 1, value };
    }
    await to.core.library.import(kind, lines(), {
      async onRejected(_, reason) {
        throw new Error(reason);
      },
      onProgress() {},
    });
  }

  const suggest = async () => {
    const { suggestions } = await taking.core.suggest({
      tenantId: taking.tenantId,
      channel: "zendesk",
      conversationId: "ticket/1",
      customer: { identifiers: [{ type: "email", value: "somebody@example.com" }] },
      text: "hello",
    });
    return suggestions;
  };
  const changesOf = async ({ core }: TestCore) =>
    (await core.privacy.audit({ limit: 50 })).flatMap(({ detail, actor }) =>
      actor === "tester" ? [detail?.change] : [],
    );

  it("are counts of customers who agreed, of replies that the library has, with nobody's name", async () => {
    const exported = await giving.core.library.priors.export({ actor: "tester", epsilon: 10 });
    expect(exported).toMatchObject({ customers: 50, tickets: 65, withheld: 23, unnamed: 60 });
    const { priors } = exported;
    // At an epsilon of 10 a count carries noise of more than 1 once in 100 million.
    expect(Math.abs((priors?.replies.refund ?? 0) - 50)).toBeLessThanOrEqual(1);
    expect(Object.keys(priors?.replies ?? {})).toEqual(["refund"]);
    expect(Object.keys(priors?.tokens ?? {})).toEqual(["orders=0", "segment=new"]);
    expect(JSON.stringify(priors)).not.toMatch(/customer-|jane|about my/);
    expect(await changesOf(giving)).toEqual(["priors exported"]);
  });

  it("are none where too few stand behind each count", async () => {
    const { priors, tickets } = await giving.core.library.priors.export({ actor: "tester", minimum: 1_000 });
    expect(priors).toBeUndefined();
    expect(tickets).toBe(65);
    expect(await changesOf(giving)).toContain("priors not exported: nothing reached the minimum");
  });

  it("are said where they count, replayed to the letter, and gone when they are removed", async () => {
    const { priors } = await giving.core.library.priors.export({ actor: "tester", epsilon: 10 });
    const before = await suggest();
    const taken = await taking.core.library.priors.import(
      JSON.stringify({ ...priors, weights: { popular: 1 } }),
      "tester",
    );
    expect(taken).toMatchObject({ known: 1, fadedAfter: 1_000 });
    const [first] = await suggest();
    expect(first).toMatchObject({ replyKey: "refund", receipt: { rankingTier: "rules" } });
    expect(first?.receipt.reasons).toContain(REASON);
    expect(first?.receipt.rankingVersion).not.toBe(before[0]?.receipt.rankingVersion);
    expect(await taking.core.library.priors.remove("tester")).toBe(true);
    expect(await taking.core.library.priors.remove("tester")).toBe(false);
    expect(await taking.core.explain(first?.decisionId ?? "")).toMatchObject({ replay: "same" });
    for (const { receipt } of await suggest()) expect(receipt.reasons).not.toContain(REASON);
    expect(await changesOf(taking)).toEqual(["priors imported", "priors removed"]);
  });

  it("are refused if they are something else, or too much", async () => {
    await expect(taking.core.library.priors.import("{}", "tester")).rejects.toMatchObject({
      code: "import_invalid",
    });
    await expect(taking.core.library.priors.import(" ".repeat(5_000_001), "tester")).rejects.toMatchObject({
      code: "request_too_large",
    });
    expect(await changesOf(taking)).toHaveLength(2);
  });
});
