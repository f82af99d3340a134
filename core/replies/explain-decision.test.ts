import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ImportLine } from "../imports/import-records.js";
import { seededRandom } from "../seeded-random.js";
import { openTestCore, TEST_CUSTOMERS, type TestCore } from "../testing.js";
import type { Suggestion } from "./reply.js";

let test: TestCore;

const WORDS =
  "where is my order parcel refund money back which size boots small jacket please when hello return track".split(
    " ",
  );
const CUSTOMERS = [...Object.values(TEST_CUSTOMERS).map(({ email }) => email), "nobody@example.com"];

beforeAll(async () => {
  test = await openTestCore();
}, 60_000);

afterAll(() => test?.close());

async function suggest(at: number, limit = 3): Promise<readonly Suggestion[]> {
  const random = seededRandom(at);
  const text = Array.from(
    { length: 3 + Math.floor(random() * 5) },
    () => WORDS[Math.floor(random() * WORDS.length)],
  );
  const { suggestions } = await test.core.suggest({
    tenantId: test.tenantId,
    channel: "zendesk",
    conversationId: `ticket/${at}`,
    customer: { identifiers: [{ type: "email", value: CUSTOMERS[at % CUSTOMERS.length] ?? "" }] },
    text: text.join(" "),
    limit,
  });
  return suggestions;
}

async function importReply(reply: object): Promise<void> {
  async function* lines(): AsyncGenerator<ImportLine> {
    yield { line: 1, value: reply };
  }
  await test.core.library.import("replies", lines(), {
    async onRejected(_, reason) {
      throw new Error(reason);
    },
    onProgress() {},
  });
}

const SIZE_HELP = {
  key: "size_help",
  title: "Which size fits",
  intents: ["size"],
  body: "Measure your foot and compare it with our table.",
};

describe("a decision", () => {
  it("is made again to the letter, a thousand times, also after the texts, the settings and the person changed", async () => {
    const decided: Suggestion[] = [];
    for (let at = 0; decided.length < 1_000; at++) decided.push(...(await suggest(at)));
    expect(new Set(decided.map(({ replyKey }) => replyKey)).size).toBe(4);
    await importReply({ ...SIZE_HELP, body: "We have another table now." });
    await test.core.replySettings.change({ exploration: 0.5 }, "cli");
    await test.core.ingest(
      test.tenantId,
      [
        {
          type: "identify",
          messageId: "married",
          timestamp: new Date().toISOString(),
          userId: TEST_CUSTOMERS.vip.userId,
          traits: { firstName: "Veronika", plan: "trail" },
        },
      ],
      "api",
    );
    await test.core.drained();
    let texts = 0;
    for (const { decisionId, text, receipt } of decided) {
      const again = await test.core.explain(decisionId);
      expect(again).toMatchObject({ decisionId, text, replay: "same" });
      expect(again?.receipt).toEqual(JSON.parse(JSON.stringify(receipt)));
      if (text?.includes("Vera")) texts++;
    }
    expect(texts).toBeGreaterThan(10);
    await test.core.replySettings.change({ exploration: 0 }, "cli");
    await importReply(SIZE_HELP);
  }, 120_000);

  it("says what it rests on, and what was thought of it", async () => {
    const [first] = await suggest(8);
    const decisionId = first?.decisionId ?? "";
    await test.core.feedback({ tenantId: test.tenantId, decisionId, kind: "accepted", channel: "zendesk" });
    const explained = await test.core.explain(decisionId);
    expect(explained?.feedback.map(({ kind }) => kind)).toEqual(["accepted"]);
    expect(explained?.receipt.scores?.map(({ method }) => method)).toContain("text");
    expect(explained?.candidates[0]?.score).toBeGreaterThan(0);
    expect(explained?.receipt).toMatchObject({ place: 1, propensity: 1, rankingTier: "clusters" });
  });

  it("that was none is not explained", async () => {
    expect(await test.core.explain("00000000-0000-4000-8000-000000000000")).toBeUndefined();
    expect(await test.core.explain("\0")).toBeUndefined();
  });

  it("of a bot that greets ranks nothing", async () => {
    const { decisionId } = await test.core.respond({
      tenantId: test.tenantId,
      channel: "teams",
      conversationId: "greeting",
      sender: { identifiers: [{ type: "email", value: TEST_CUSTOMERS.vip.email }] },
      isPrivate: true,
      text: "hello",
    });
    expect(await test.core.explain(decisionId)).toMatchObject({ replay: "not_ranked" });
  });

  it("goes with its person, and what it rests on too", async () => {
    const [first] = await suggest(0);
    await test.core.privacy.erase(
      { identifiers: [{ type: "email", value: TEST_CUSTOMERS.vip.email }] },
      "cli",
      "request",
    );
    expect(await test.core.explain(first?.decisionId ?? "")).toBeUndefined();
  });

  it("in an experiment says in which arm, which is always the same one's", async () => {
    await test.core.replySettings.change(
      { experiment: { name: "personal-or-not", impersonalShare: 0.5 } },
      "cli",
    );
    const arms = new Set<string | undefined>();
    for (const at of [1, 5, 9]) arms.add((await suggest(at))[0]?.receipt.arm);
    expect(arms.size).toBe(1);
    expect([...arms][0]).toMatch(/^personal-or-not: (im)?personal$/);
    await test.core.replySettings.change({ experiment: null }, "cli");
  });
});
