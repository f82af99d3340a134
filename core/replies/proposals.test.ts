import { afterAll, beforeAll, expect, it } from "vitest";
import type { SuggestResult } from "../core.js";
import { openTestCore, TEST_CUSTOMERS, type TestCore } from "../testing.js";

let test: TestCore;

beforeAll(async () => {
  test = await openTestCore();
});
afterAll(() => test.close());

const AGENT = "agent:acme/7";

async function suggest(
  email: string,
  text = "where is my order",
): Promise<SuggestResult["suggestions"][number]> {
  const { suggestions } = await test.core.suggest({
    tenantId: test.tenantId,
    channel: "zendesk",
    conversationId: "ticket/1",
    customer: { identifiers: [{ type: "email", value: email }] },
    text,
  });
  const [first] = suggestions;
  if (first === undefined) throw new Error("nothing was suggested");
  return first;
}

it("an approved proposal is what the next customer of the segment is offered, and nobody else", async () => {
  const { vip, newcomer } = TEST_CUSTOMERS;
  const { decisionId, text, receipt } = await suggest(vip.email);
  expect(text).toBe("Vera, your order A-1001 has priority: it is confirmed.");
  const before = await suggest(newcomer.email);
  const proposed = await test.core.replies.propose({
    decisionId,
    text: "Hello Vera, we packed A-1001 ourselves.",
    segment: receipt.segment.key,
    agent: AGENT,
  });
  const body = "Hello {{ customer.first_name }}, we packed {{ order.id }} ourselves.";
  expect(proposed).toMatchObject({ status: "proposed", body });
  if (proposed.status !== "proposed") throw new Error("it was not proposed");

  expect(await test.core.replies.proposals("proposed")).toMatchObject([
    {
      proposalId: proposed.proposalId,
      replyKey: "order_status",
      title: "Where is my order",
      segment: "vip",
      locale: "en",
      body,
      today: "{{ customer.first_name }}, your order {{ order.id }} has priority: it is {{ order.status }}.",
      replaces: true,
      by: AGENT,
      edit: { characters: expect.any(Number), share: expect.any(Number) },
    },
  ]);
  expect((await suggest(vip.email)).text).toBe(text);

  const settle = (verdict: "approved" | "declined") =>
    test.core.replies.settleProposal(proposed.proposalId, verdict, "admin:ops");
  expect(await settle("approved")).toBe("settled");
  expect(await settle("declined")).toBe("settled_before");
  expect((await suggest(vip.email)).text).toBe("Hello Vera, we packed A-1001 ourselves.");
  expect((await suggest(newcomer.email)).text).toBe(before.text);
  expect(await test.core.replies.proposals("proposed")).toEqual([]);
  expect(await test.core.replies.proposals("approved")).toMatchObject([{ proposalId: proposed.proposalId }]);
  const entries = await test.core.privacy.audit({ limit: 9 });
  expect(entries.find(({ action }) => action === "admin")).toMatchObject({
    action: "admin",
    actor: "admin:ops",
    detail: { replies: "proposal approved", reply: "order_status", variant: "vip/en" },
  });
});

it("the same again is one proposal; a declined one changes nothing", async () => {
  const { decisionId, text, locale } = await suggest(TEST_CUSTOMERS.newcomer.email, "which size do I need");
  const propose = (written: string) =>
    test.core.replies.propose({ decisionId, text: written, locale, agent: AGENT });
  await propose("Measure your foot.");
  const again = await propose("Measure your foot twice.");
  const open = await test.core.replies.proposals("proposed");
  expect(open).toMatchObject([{ body: "Measure your foot twice.", segment: undefined, replaces: true }]);
  if (again.status !== "proposed") throw new Error("it was not proposed");
  expect(await test.core.replies.settleProposal(again.proposalId, "declined", "admin:ops")).toBe("settled");
  expect((await suggest(TEST_CUSTOMERS.newcomer.email, "which size do I need")).text).toBe(text);
  expect(await propose("Measure it thrice.")).toEqual({ status: "settled" });
  expect(await test.core.replies.settleProposal("nobody's", "declined", "admin:ops")).toBe("unknown");
});

it("a text that is about one customer is refused, with what to take out", async () => {
  const { vip, declined } = TEST_CUSTOMERS;
  const { decisionId } = await suggest(vip.email);
  const problem = async (text: string, customerName?: string) => {
    const result = await test.core.replies.propose({ decisionId, text, agent: AGENT, customerName });
    return result.status === "refused" ? result.problem : result.status;
  };
  expect(await problem(`Write to ${vip.email}`)).toBe(
    "Take out “vip@example.com” (an e-mail address): other customers would read it.",
  );
  expect(await problem("See order B-2002")).toContain("“B-2002” (an order number)");
  expect(await problem("Dear Mrs Voss", "Vera Voss")).toContain("“Voss” (the customer's name)");
  expect(await problem("  ")).toBe("Write the text first.");
  expect(await problem("Hi {{ customer.shoe }}")).toBe(
    "Take out {{ customer.shoe }}: there is no such variable.",
  );
  expect(await problem("Hi {{ customer")).toContain("braces");

  // Nothing may be read of them, and their name is found nevertheless.
  const ofDeclined = await suggest(declined.email);
  expect(
    await test.core.replies.propose({ decisionId: ofDeclined.decisionId, text: "Hi Dana!", agent: AGENT }),
  ).toMatchObject({ status: "refused", problem: expect.stringContaining("“Dana”") });
  expect(await test.core.replies.propose({ decisionId: "none", text: "x", agent: AGENT })).toEqual({
    status: "unknown_decision",
  });
  expect(await test.core.replies.proposals("proposed")).toEqual([]);
});

it("what nobody settled goes with the person who was erased", async () => {
  const { newcomer } = TEST_CUSTOMERS;
  const { decisionId } = await suggest(newcomer.email);
  await test.core.replies.propose({ decisionId, text: "It is coming.", agent: AGENT });
  expect(await test.core.replies.proposals("proposed")).toHaveLength(1);
  const subject = { identifiers: [{ type: "email" as const, value: newcomer.email }] };
  await test.core.privacy.erase(subject, "admin:ops", "request");
  expect(await test.core.replies.proposals("proposed")).toEqual([]);
  expect(await test.core.replies.propose({ decisionId, text: "It is coming.", agent: AGENT })).toEqual({
    status: "unknown_decision",
  });
});
