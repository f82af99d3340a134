import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ImportKind } from "../imports/library.js";
import { openTestCore, TEST_CUSTOMERS, type TestCore } from "../testing.js";

const PRODUCTS = [
  {
    sku: "T-1",
    name: "Kestrel 1",
    category: "Tents",
    price: 289,
    currency: "EUR",
    description: "A tent for one.",
    tags: ["green", "recycled"],
    url: "https://shop.example/kestrel",
  },
  {
    sku: "T-2",
    name: "Osprey 2",
    category: "Tents",
    price: 399,
    currency: "EUR",
    description: "A tent for two.",
    tags: ["green", "winter"],
  },
  {
    sku: "S-1",
    name: "Mouse 600",
    category: "Sleeping bags",
    price: 199,
    currency: "EUR",
    description: "A bag for cold nights.",
    tags: ["down", "winter"],
  },
  {
    sku: "S-2",
    name: "Otter 300",
    category: "Sleeping bags",
    price: 99,
    currency: "EUR",
    description: "A bag for summer.",
    tags: ["down", "recycled"],
  },
];
const ADVICE = {
  key: "gear_advice",
  title: "Which gear to choose",
  intents: ["gear"],
  body: "Happy to help you choose.",
  recommends: true,
};

let test: TestCore;

beforeAll(async () => {
  test = await openTestCore();
  await load("products", PRODUCTS);
  await load("replies", [ADVICE]);
  await load(
    "tickets",
    ["which tent should I choose", "what gear do you recommend", "help me choose a sleeping bag"].map(
      (text) => ({
        text,
        reply: "gear_advice",
      }),
    ),
  );
  await test.core.library.train(() => {});
}, 60_000);

afterAll(() => test?.close());

async function load(kind: ImportKind, values: readonly object[]): Promise<void> {
  async function* lines() {
    for (const [at, value] of values.entries()) yield { line: at + 1, value };
  }
  await test.core.library.import(kind, lines(), {
    async onRejected(_, reason) {
      throw new Error(reason);
    },
    onProgress() {},
  });
}

async function advice(text: string, email: string, conversationId: string) {
  const { suggestions } = await test.core.suggest({
    tenantId: test.tenantId,
    channel: "zendesk",
    conversationId,
    customer: { identifiers: [{ type: "email", value: email }] },
    text,
  });
  const found = suggestions.find(({ replyKey }) => replyKey === "gear_advice");
  if (found === undefined) throw new Error("the advice is among the suggestions");
  return { found, others: suggestions.filter((each) => each !== found) };
}

describe("a reply that recommends", () => {
  it("has products of the category that was named below its text, and is explained to the letter", async () => {
    const { found, others } = await advice(
      "which tents should I choose?",
      "stranger@example.com",
      "ticket/1",
    );
    expect(found.products?.map(({ name }) => name).sort()).toEqual(["Kestrel 1", "Osprey 2"]);
    expect(found.text).toContain("Happy to help you choose.\n\n• ");
    expect(found.text).toContain("• Kestrel 1, €289.00: https://shop.example/kestrel");
    for (const other of others) expect(other.products).toBeUndefined();
    const explained = await test.core.explain(found.decisionId);
    expect(explained).toMatchObject({ replay: "same", text: found.text });
  });

  it("has what fits the words where no category is named, and something where nothing fits", async () => {
    const byWords = await advice("what gear do you recommend for winter", "stranger@example.com", "ticket/2");
    expect(byWords.found.products?.[0]?.name).toMatch(/Osprey 2|Mouse 600/);
    const anything = await advice("what gear do you recommend", "stranger@example.com", "ticket/3");
    expect(anything.found.products?.length).toBeGreaterThan(0);
  });

  it("follows what the customer said they avoid, and leaves out what they have", async () => {
    const { email, userId } = TEST_CUSTOMERS.vip;
    await test.core.respond({
      tenantId: test.tenantId,
      channel: "teams",
      conversationId: "chat",
      sender: { identifiers: [{ type: "email", value: email }] },
      text: "I'm allergic to down",
      isPrivate: true,
    });
    await test.core.ingest(
      test.tenantId,
      [
        {
          type: "track",
          messageId: "bought",
          timestamp: new Date().toISOString(),
          userId,
          event: "Order Completed",
          properties: { order_id: "A-1", total: 289, currency: "EUR", products: [{ name: "Kestrel 1" }] },
        },
      ],
      "api",
    );
    await test.core.drained();
    const bags = await advice("help me choose, which sleeping bags?", email, "ticket/4");
    expect(bags.found.products ?? []).toEqual([]);
    const tents = await advice("which tents should I choose?", email, "ticket/5");
    expect(tents.found.products?.map(({ name }) => name)).toEqual(["Osprey 2"]);
  });

  it("leaves its products out of what an agent proposes for the library", async () => {
    const { found } = await advice("which tents should I choose?", "stranger@example.com", "ticket/6");
    const proposed = await test.core.replies.propose({
      decisionId: found.decisionId,
      text: found.text?.replace("Happy", "Glad") ?? "",
      agent: "agent:test/1",
    });
    expect(proposed).toMatchObject({ status: "proposed", body: "Glad to help you choose." });
  });
});
