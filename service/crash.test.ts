import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { inboxStates } from "../core/testing.js";
import { runProduct, startProduct } from "./test-processes.js";
import { sendRaw, until } from "./testing.js";

const WRITE_KEY = "write-key-of-the-crash-test";
/** So many customers' first events wait before the 200 that the kill must find these unprocessed. */
const BACKLOG = 1_600;
const EVENTS = BACKLOG + 200;

let dataDir: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "rapport-crash-"));
});

afterAll(() => rm(dataDir, { recursive: true, force: true }));

const settings = () => ({ PORT: "0", RAPPORT_DATA_DIR: dataDir, RAPPORT_WRITE_KEY: WRITE_KEY });
const start = () => startProduct(["serve", "--no-demo"], settings());

function order(n: number) {
  return {
    type: "track",
    event: "Order Completed",
    messageId: `order-${n}`,
    userId: n < BACKLOG ? `backlog-${n}` : `customer-${n % 10}`,
    timestamp: new Date().toISOString(),
    properties: { order_id: `O-${n}`, total: 1, currency: "EUR" },
    context: { consent: { categoryPreferences: { personalization: true } } },
  };
}

function post(url: string, events: readonly unknown[]) {
  return sendRaw(url, {
    method: "POST",
    path: "/v1/batch",
    headers: {
      authorization: `Basic ${Buffer.from(`${WRITE_KEY}:`).toString("base64")}`,
      "content-type": "application/json",
    },
    body: JSON.stringify({ batch: events }),
  });
}

it("kill -9 after the acknowledgement loses nothing and doubles nothing", async () => {
  const first = await start();
  const events = Array.from({ length: EVENTS }, (_, n) => order(n));
  expect((await post(first.url, events.slice(0, BACKLOG))).status).toBe(200);
  const acknowledged = await post(first.url, events.slice(BACKLOG));
  await first.end("SIGKILL");
  expect(acknowledged.status).toBe(200);
  expect((await inboxStates(dataDir)).pending).toBeGreaterThanOrEqual(200);

  const second = await start();
  await until(async () => (await status()).events.applied === EVENTS, "all events are applied");
  expect((await status()).events).toEqual({ pending: 0, applied: EVENTS, dead: 0 });
  expect(JSON.parse((await post(second.url, events)).body)).toMatchObject({
    accepted: 0,
    duplicates: EVENTS,
  });
  expect(await second.end("SIGTERM")).toBe(0);

  for (let customer = 0; customer < 10; customer++) {
    expect(await factOf(`customer-${customer}`, "Spend, 12 months")).toBe("€20.00");
    expect(await factOf(`customer-${customer}`, "Orders, 12 months")).toBe("20");
  }
});

async function status(): Promise<{ events: { pending: number; applied: number; dead: number } }> {
  return runProduct(["status"], settings());
}

async function factOf(customer: string, label: string): Promise<string | undefined> {
  const { customer: card } = await runProduct<{
    readonly customer: { readonly facts: readonly { readonly label: string; readonly value: string }[] };
  }>(["suggest", "--text", "hello", "--customer", customer, "--json"], settings());
  return card.facts.find((fact) => fact.label === label)?.value;
}
