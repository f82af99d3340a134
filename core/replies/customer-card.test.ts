import { afterEach, beforeEach, expect, it } from "vitest";
import { openTestCore, TEST_CUSTOMERS, type TestCore } from "../testing.js";

let test: TestCore;

beforeEach(async () => {
  test = await openTestCore();
});

afterEach(() => test.close());

async function spend(): Promise<string | undefined> {
  const { customer } = await test.core.suggest({
    tenantId: test.tenantId,
    channel: "zendesk",
    conversationId: "t",
    customer: { identifiers: [{ type: "email", value: TEST_CUSTOMERS.vip.email }] },
    text: "order",
  });
  return customer.facts.find(({ label }) => label === "Spend, 12 months")?.value;
}

async function order(id: string, currency: string): Promise<void> {
  const event = {
    type: "track",
    event: "Order Completed",
    messageId: id,
    timestamp: new Date().toISOString(),
    userId: TEST_CUSTOMERS.vip.userId,
    properties: { order_id: id, total: 1_000.5, currency },
  };
  await test.core.ingest(test.tenantId, [event], "api");
  await test.core.drained();
}

it("names the currency of what was spent as long as there is one", async () => {
  expect(await spend()).toBe("€120.00");
  await order("A-2", "EUR");
  expect(await spend()).toBe("€1,120.50");
  await order("A-3", "euros");
  expect(await spend()).toBe("2121.00");
});
