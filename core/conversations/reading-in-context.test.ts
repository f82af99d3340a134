import { afterAll, beforeAll, expect, it } from "vitest";
import type { ImportLine } from "../imports/import-records.js";
import { openTestCore, TEST_CUSTOMERS, type TestCore } from "../testing.js";

let test: TestCore;

const REMARKS = [
  "and for my kids?",
  "and for kids",
  "what about the children?",
  "and my daughter's?",
  "for my son too?",
];

beforeAll(async () => {
  test = await openTestCore();
  async function* lines(): AsyncGenerator<ImportLine> {
    let line = 0;
    for (const reply of ["size_help", "refund_standard", "order_status"]) {
      for (const text of REMARKS) yield { line: ++line, value: { text, reply, after: reply } };
    }
  }
  await test.core.library.import("tickets", lines(), {
    async onRejected({ line }, reason) {
      throw new Error(`line ${line}: ${reason}`);
    },
    onProgress() {},
  });
  await test.core.library.train(() => {});
}, 60_000);

afterAll(() => test?.close());

async function converse(conversationId: string, ...texts: readonly string[]) {
  const keys: string[] = [];
  for (const text of texts) {
    const reply = await test.core.respond({
      tenantId: test.tenantId,
      channel: "slack",
      conversationId,
      sender: { identifiers: [{ type: "email", value: TEST_CUSTOMERS.newcomer.email }] },
      isPrivate: true,
      text,
    });
    keys.push(reply.receipt.source.key);
  }
  return keys;
}

// Equal words, and only what was answered before tells them apart: tickets said so (`after`).
it.each([
  ["which size do I need", "size_help"],
  ["I want my money back", "refund_standard"],
  ["where is my order", "order_status"],
])("after %j a remark is read as going on with it", async (question, reply) => {
  expect(await converse(`remark ${reply}`, question, "and for my kids?")).toEqual([reply, reply]);
});

it("a short answer picks of what was offered by its place", async () => {
  const first = await test.core.respond({
    tenantId: test.tenantId,
    channel: "slack",
    conversationId: "place",
    sender: { identifiers: [{ type: "email", value: TEST_CUSTOMERS.newcomer.email }] },
    isPrivate: true,
    text: "hello",
  });
  expect(first.choices.length).toBeGreaterThan(1);
  expect(await converse("place", "the second one")).toEqual([first.choices[1]?.replyKey]);
});

it("what was said is repeated on request", async () => {
  expect(await converse("repeat", "which size do I need", "what did you say?")).toEqual([
    "size_help",
    "size_help",
  ]);
});

it("a message is answered in the language that it is written in, and in the one that was asked for", async () => {
  const { locale } = await test.core.respond({
    tenantId: test.tenantId,
    channel: "teams",
    conversationId: "language",
    sender: { identifiers: [{ type: "email", value: TEST_CUSTOMERS.newcomer.email }] },
    isPrivate: true,
    text: "Guten Tag, wo ist denn bitte meine Bestellung geblieben? order order",
  });
  expect(locale).toBe("de");
});

it("of two languages that were asked for, the later counts, and what was only said is answered with that", async () => {
  const say = async (text: string) => {
    const {
      locale,
      receipt,
      text: said,
    } = await test.core.respond({
      tenantId: test.tenantId,
      channel: "teams",
      conversationId: "two languages",
      sender: { identifiers: [{ type: "email", value: TEST_CUSTOMERS.vip.email }] },
      isPrivate: true,
      text,
    });
    return { locale, key: receipt.source.key, said };
  };
  expect(await say("can you answer in German please?")).toEqual({
    locale: "de",
    key: "noted",
    said: "Notiert: ich antworte ab jetzt auf Deutsch.",
  });
  expect(await say("where is my order")).toMatchObject({ locale: "de" });
  expect(await say("please answer in English")).toMatchObject({ locale: "en" });
  expect(await say("where is my order")).toMatchObject({ locale: "en" });
  expect(await say("never call me")).toMatchObject({ said: "Noted: we won't contact you by phone." });
});
