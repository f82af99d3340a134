import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { inboxStates } from "../core/testing.js";
import { sendRaw, until } from "./testing.js";

const PROGRAM = fileURLToPath(new URL("../dist/service/rapport.js", import.meta.url));
const WRITE_KEY = "write-key-of-the-crash-test";
/** So many customers' first events wait before the 200 that the kill must find these unprocessed. */
const BACKLOG = 1_600;
const EVENTS = BACKLOG + 200;

let dataDir: string;

beforeAll(async () => {
  expect(existsSync(PROGRAM), "the product is built: npm run build").toBe(true);
  dataDir = await mkdtemp(join(tmpdir(), "rapport-crash-"));
});

afterAll(() => rm(dataDir, { recursive: true, force: true }));

function environment() {
  const { PATH = "" } = process.env;
  return { PATH, PORT: "0", RAPPORT_DATA_DIR: dataDir, RAPPORT_WRITE_KEY: WRITE_KEY, LOG_LEVEL: "fatal" };
}

/** Starts the product as `npm start` does and returns its address. */
async function startProduct(): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [PROGRAM, "serve", "--no-demo"], {
    env: environment(),
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\/\/[\d.:]+/.exec(line)?.[0];
    if (url !== undefined) return { child, url };
  }
  throw new Error("the server ended before it listened");
}

/** Runs a command of the product and reads the JSON that it prints. */
async function run(args: readonly string[]) {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    env: environment(),
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
  });
  await once(child, "close");
  return JSON.parse(text);
}

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
  const first = await startProduct();
  const events = Array.from({ length: EVENTS }, (_, n) => order(n));
  expect((await post(first.url, events.slice(0, BACKLOG))).status).toBe(200);
  const acknowledged = await post(first.url, events.slice(BACKLOG));
  first.child.kill("SIGKILL");
  expect(acknowledged.status).toBe(200);
  await once(first.child, "close");
  expect((await inboxStates(dataDir)).pending).toBeGreaterThanOrEqual(200);

  const second = await startProduct();
  await until(async () => (await status()).events.applied === EVENTS, "all events are applied");
  expect((await status()).events).toEqual({ pending: 0, applied: EVENTS, dead: 0 });
  expect(JSON.parse((await post(second.url, events)).body)).toMatchObject({
    accepted: 0,
    duplicates: EVENTS,
  });
  second.child.kill("SIGTERM");
  const [code] = await once(second.child, "close");
  expect(code).toBe(0);

  for (let customer = 0; customer < 10; customer++) {
    expect(await factOf(`customer-${customer}`, "Spend, 12 months")).toBe("20.00");
    expect(await factOf(`customer-${customer}`, "Orders, 12 months")).toBe("20");
  }
});

async function status(): Promise<{ events: { pending: number; applied: number; dead: number } }> {
  return run(["status"]);
}

async function factOf(customer: string, label: string): Promise<string | undefined> {
  const { customer: card } = await run(["suggest", "--text", "hello", "--customer", customer, "--json"]);
  const facts: { label: string; value: string }[] = card.facts;
  return facts.find((fact) => fact.label === label)?.value;
}
