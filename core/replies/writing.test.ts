import { afterAll, beforeAll, expect, it } from "vitest";
import type { Channel } from "../channel.js";
import { openTestCore, TEST_CUSTOMERS, type TestCore } from "../testing.js";

let test: TestCore;

const REPLY = {
  key: "order_status",
  title: "Where is my order",
  intents: ["where_is_order"],
  body: "It is on its way.",
  variants: [
    {
      channel: "zendesk",
      body: "{{ticket.requester.first_name}}, ticket {{ticket.id}}. {{current_user.first_name}}",
    },
    { channel: "slack", body: "On its way, see the thread." },
    { channel: "teams", tone: "formal", body: "We beg to inform you that it is on its way." },
    { channel: "teams", tone: "informal", body: "Coming!" },
  ],
};

beforeAll(async () => {
  test = await openTestCore({ core: { tone: "formal" } });
  async function* lines() {
    yield { line: 1, value: REPLY };
  }
  await test.core.library.import("replies", lines(), { async onRejected() {}, onProgress() {} });
});

afterAll(() => test.close());

const customer = {
  identifiers: [{ type: "email", value: TEST_CUSTOMERS.vip.email, verified: true }],
} as const;

async function suggested(channel: Channel, placeholders?: Readonly<Record<string, string>>) {
  const { suggestions } = await test.core.suggest({
    tenantId: test.tenantId,
    channel,
    conversationId: "c",
    customer,
    text: "where is my order",
    ...(placeholders === undefined ? {} : { placeholders }),
  });
  const [best] = suggestions;
  return { text: best?.text, variant: best?.receipt.source.variant };
}

it("takes the text for the channel, with Zendesk's placeholders where it has them", async () => {
  const placeholders = {
    "ticket.id": "42",
    "current_user.first_name": "Ada",
    "customer.first_name": "Nobody",
  };
  expect(await suggested("zendesk", placeholders)).toEqual({
    text: "Vera, ticket 42. Ada",
    variant: "default/en/zendesk",
  });
  expect(await suggested("zendesk")).toEqual({ text: "It is on its way.", variant: "default/en" });
  expect((await suggested("slack")).text).toBe("On its way, see the thread.");
});

it("writes in the company's tone, and in the customer's once they said which", async () => {
  expect(await suggested("teams")).toEqual({
    text: "We beg to inform you that it is on its way.",
    variant: "default/en/teams/formal",
  });
  await test.core.ingest(
    test.tenantId,
    [
      {
        type: "identify",
        messageId: "tone",
        timestamp: new Date().toISOString(),
        userId: TEST_CUSTOMERS.vip.userId,
        traits: { tone: "informal" },
      },
    ],
    "api",
  );
  await test.core.drained();
  expect((await suggested("teams")).variant).toBe("default/en/teams/informal");
});
