import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { InboundMessage } from "./conversations/inbound-message.js";
import { openTestCore, TEST_CUSTOMERS, type TestCore } from "./testing.js";

let test: TestCore;

beforeAll(async () => {
  test = await openTestCore();
});

afterAll(() => test.close());

function message(email: string, text: string, more: Partial<InboundMessage> = {}): InboundMessage {
  return {
    tenantId: test.tenantId,
    channel: "teams",
    conversationId: `chat-of-${email}`,
    sender: { identifiers: [{ type: "email", value: email }] },
    text,
    isPrivate: true,
    ...more,
  };
}

describe("a turn", () => {
  it("answers a VIP and a newcomer differently, and the receipts say why", async () => {
    const vip = await test.core.respond(message(TEST_CUSTOMERS.vip.email, "Where is my order?"));
    const newcomer = await test.core.respond(message(TEST_CUSTOMERS.newcomer.email, "Where is my order?"));
    expect(vip.text).toBe("Vera, your order A-1001 has priority: it is confirmed.");
    expect(vip.receipt.segment).toMatchObject({ key: "vip", because: "plan is summit" });
    expect(vip.receipt.fields).toContain("purchases.last_order_id");
    expect(newcomer.text).toMatch(/^Welcome!/);
    expect(newcomer.receipt.segment.key).toBe("new");
  });

  it("makes the same decision in every channel and for the agent", async () => {
    const sender = message(TEST_CUSTOMERS.vip.email, "").sender;
    const texts = new Set<string | null | undefined>();
    for (const channel of ["slack", "teams"] as const) {
      const reply = await test.core.respond(
        message(TEST_CUSTOMERS.vip.email, "Where is my order?", { channel }),
      );
      texts.add(reply.text);
    }
    const offered = await test.core.suggest({
      tenantId: test.tenantId,
      channel: "zendesk",
      conversationId: "ticket/1",
      customer: sender,
      text: "Where is my order?",
    });
    texts.add(offered.suggestions[0]?.text);
    expect(texts.size).toBe(1);
    expect(offered.customer).toMatchObject({ known: true, name: "Vera", segment: { key: "vip" } });
  });

  it("withholds what a customer declined, and answers all the same", async () => {
    const reply = await test.core.respond(message(TEST_CUSTOMERS.declined.email, "Where is my order?"));
    expect(reply.text).toBe(
      "Your order is on its way. You can follow it in your account at Test Outfitters.",
    );
    expect(reply.receipt.consent.status).toBe("denied");
    expect(reply.receipt.withheld.map(({ field }) => field)).toContain("purchases.plan");
    expect(reply.receipt.fields).toEqual([]);
  });

  it("answers a stranger generically and keeps no profile of them", async () => {
    const reply = await test.core.respond(message("stranger@example.com", "Where is my order?"));
    expect(reply.receipt.segment).toMatchObject({
      key: "unknown",
      because: "we don't know this customer yet",
    });
    expect(
      await test.core.knows(test.tenantId, {
        identifiers: [{ type: "email", value: "stranger@example.com" }],
      }),
    ).toBe(false);
  });

  it("prefers a reply that is for the segment, and never offers one that is for another", async () => {
    const vip = await test.core.respond(message(TEST_CUSTOMERS.vip.email, "please refund me"));
    const newcomer = await test.core.respond(message(TEST_CUSTOMERS.newcomer.email, "please refund me"));
    expect(vip.receipt.source.key).toBe("refund_instant");
    expect(newcomer.suggestions.map(({ replyKey }) => replyKey)).not.toContain("refund_instant");
  });

  it("changes with an event that was acknowledged just before", async () => {
    const identify = {
      type: "identify",
      messageId: "upgrade-1",
      timestamp: new Date().toISOString(),
      userId: TEST_CUSTOMERS.newcomer.userId,
      traits: { plan: "summit" },
    };
    await test.core.ingest(test.tenantId, [identify], "api");
    const reply = await test.core.respond(message(TEST_CUSTOMERS.newcomer.email, "Where is my order?"));
    expect(reply.receipt.segment.key).toBe("vip");
    // The VIP variant needs an order, which this customer has none of: the text falls back without a hole.
    expect(reply.text).toBe(
      "Your order is on its way. You can follow it in your account at Test Outfitters.",
    );
  });

  it("greets, offers choices, and takes one", async () => {
    const greeting = await test.core.respond(message(TEST_CUSTOMERS.vip.email, "Hello!"));
    expect(greeting).toMatchObject({ kind: "greeting" });
    expect(greeting.choices).toHaveLength(3);
    const chosen = await test.core.respond(message(TEST_CUSTOMERS.vip.email, "", { choice: "size_help" }));
    expect(chosen.receipt.source.key).toBe("size_help");
  });

  it("asks back when nothing fits", async () => {
    const reply = await test.core.respond(message("stranger@example.com", "zzz qqq"));
    expect(reply.kind).toBe("unsure");
    expect(reply.choices.length).toBeGreaterThan(0);
  });

  it("stores feedback once and knows what it was never asked", async () => {
    const { decisionId } = await test.core.respond(message(TEST_CUSTOMERS.vip.email, "Where is my order?"));
    const feedback = { tenantId: test.tenantId, decisionId, kind: "rated_down", channel: "teams" } as const;
    expect(await test.core.feedback(feedback)).toEqual({ status: "stored" });
    expect(await test.core.feedback(feedback)).toEqual({ status: "duplicate" });
    expect(await test.core.feedback({ ...feedback, decisionId: "nope" })).toEqual({
      status: "unknown_decision",
    });
    expect((await test.core.library.counts()).feedback).toEqual({ rated_down: 1 });
  });
});
