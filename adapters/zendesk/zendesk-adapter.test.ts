import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { SignJWT } from "jose";
import { afterEach, expect, test } from "vitest";
import { openTestCore, silentLog, steppedClock, TEST_CUSTOMERS } from "../../core/testing.js";
import type { ChannelAdapter } from "../channel-adapter.js";
import { type SuggestionsResponse, suggestionsResponseSchema } from "./app-messages.js";
import { PUBLIC_TEST_SECRET, signZendeskWebhook } from "./verify-zendesk-webhook.js";
import { createZendeskAdapter, type ZendeskAdapterOptions } from "./zendesk-adapter.js";

const WEBHOOK_SECRET = "a-webhook-secret-of-a-real-account";
const SHARED_SECRET = "shared-secret-of-the-sidebar-app-0123456789";
const NOW_MS = Date.UTC(2026, 10, 20, 12);

const stops: (() => unknown)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function start(options: Partial<ZendeskAdapterOptions> = {}) {
  const clock = steppedClock(NOW_MS);
  const { core, tenantId, close } = await openTestCore({ clock });
  stops.push(close);
  const adapter = createZendeskAdapter({
    core,
    tenantId,
    clock,
    log: silentLog,
    subdomain: "acme",
    webhookSecret: WEBHOOK_SECRET,
    appSharedSecret: SHARED_SECRET,
    ...options,
  });
  return { adapter, core, tenantId };
}

async function post(
  adapter: ChannelAdapter,
  path: string,
  body: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; json: unknown }> {
  const route = adapter.routes.find((candidate) => candidate.path === path);
  if (!route) throw new Error(`no route ${path}`);
  const response = await route.handle({
    method: "POST",
    path,
    query: new URLSearchParams(),
    headers,
    body: Buffer.from(body),
  });
  return { status: response.status, json: JSON.parse(String(response.body)) };
}

function webhook(adapter: ChannelAdapter, body: string, invocationId = randomUUID()) {
  const timestamp = new Date(NOW_MS).toISOString();
  return post(adapter, "/zendesk/webhooks", body, {
    "x-zendesk-webhook-signature": signZendeskWebhook(WEBHOOK_SECRET, timestamp, body),
    "x-zendesk-webhook-signature-timestamp": timestamp,
    "x-zendesk-webhook-invocation-id": invocationId,
  });
}

async function app(adapter: ChannelAdapter, action: "suggestions" | "feedback", body: unknown, sub = action) {
  const token = await new SignJWT({ iss: "rapport-zendesk-app", sub, jti: randomUUID() })
    .setProtectedHeader({ alg: "HS256" })
    .setIssuedAt(NOW_MS / 1000)
    .setExpirationTime(NOW_MS / 1000 + 60)
    .sign(new TextEncoder().encode(SHARED_SECRET));
  return post(adapter, `/zendesk/app/${action}`, JSON.stringify(body), { authorization: `Bearer ${token}` });
}

async function suggest(
  adapter: ChannelAdapter,
  requester: Record<string, string>,
): Promise<SuggestionsResponse> {
  const { status, json } = await app(adapter, "suggestions", {
    ticketId: "42",
    requester,
    text: "Where is my order?",
  });
  expect(status).toBe(200);
  return suggestionsResponseSchema.parse(json);
}

const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), "utf8");

test("only routes whose secret is configured are there", () => {
  const paths = async (options: Partial<ZendeskAdapterOptions>) =>
    (await start(options)).adapter.routes.map((route) => route.path);
  return Promise.all([
    expect(paths({})).resolves.toEqual([
      "/zendesk/webhooks",
      "/zendesk/app/suggestions",
      "/zendesk/app/feedback",
    ]),
    expect(paths({ webhookSecret: "" })).resolves.toEqual([
      "/zendesk/app/suggestions",
      "/zendesk/app/feedback",
    ]),
  ]);
});

test("secrets that protect nothing are refused at the start", async () => {
  await expect(start({ webhookSecret: PUBLIC_TEST_SECRET })).rejects.toMatchObject({
    code: "config_invalid",
  });
  await expect(start({ appSharedSecret: "short" })).rejects.toMatchObject({ code: "config_invalid" });
});

test("the sidebar knows a customer by the address, and ranks for the segment", async () => {
  const { adapter } = await start();
  const vip = await suggest(adapter, { id: "1", email: TEST_CUSTOMERS.vip.email });
  const unknown = await suggest(adapter, { id: "2" });
  expect(vip.customer.known).toBe(true);
  expect(unknown.customer.known).toBe(false);
  expect(vip.customer.segment.key).not.toBe(unknown.customer.segment.key);
  expect(vip.suggestions[0]?.text).toBeTruthy();
});

test("a signed webhook links the Zendesk user, and the sidebar then knows them by id alone", async () => {
  const { adapter, core } = await start();
  const body = fixture("trigger-ticket-solved").replace("ada@example.com", TEST_CUSTOMERS.vip.email);
  expect((await suggest(adapter, { id: "8447388090494" })).customer.known).toBe(false);
  expect(await webhook(adapter, body)).toEqual({ status: 200, json: { status: "stored" } });
  await core.drained();
  expect((await suggest(adapter, { id: "8447388090494" })).customer.known).toBe(true);
});

test("an event type of tomorrow is acknowledged", async () => {
  const { adapter } = await start();
  const body = fixture("ticket-created").replace("ticket.created", "ticket.teleported");
  expect(await webhook(adapter, body)).toEqual({ status: 200, json: { status: "ignored" } });
});

test("feedback is stored once, and an unknown decision is told", async () => {
  const { adapter } = await start();
  const { suggestions } = await suggest(adapter, { id: "1", email: TEST_CUSTOMERS.vip.email });
  const feedback = { decisionId: suggestions[0]?.decisionId, kind: "rated_down" };
  expect(await app(adapter, "feedback", feedback)).toEqual({ status: 200, json: { status: "stored" } });
  expect(await app(adapter, "feedback", feedback)).toEqual({ status: 200, json: { status: "duplicate" } });
  expect((await app(adapter, "feedback", { ...feedback, decisionId: "nobody's" })).status).toBe(404);
});

test("the sidebar's routes refuse other tokens and other bodies", async () => {
  const { adapter } = await start();
  expect((await post(adapter, "/zendesk/app/suggestions", "{}")).status).toBe(401);
  expect((await app(adapter, "feedback", {}, "suggestions")).status).toBe(401);
  expect((await app(adapter, "suggestions", { ticketId: "../1", requester: { id: "1" } })).status).toBe(400);
  expect((await app(adapter, "feedback", { decisionId: "d", kind: "deleted" })).status).toBe(400);
});

test("a requester who is not known is looked up after the answer, once", async () => {
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    response.writeHead(200, { "content-type": "application/json" });
    const { email } = TEST_CUSTOMERS.vip;
    response.end(JSON.stringify({ user: { id: 8447388090494, role: "end-user", email, verified: true } }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stops.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  const { adapter, core } = await start({
    api: { url: `http://127.0.0.1:${port}/api/v2`, email: "bot@example.com", token: "t" },
  });

  await webhook(adapter, fixture("ticket-created"));
  await adapter.idle();
  await core.drained();
  expect((await suggest(adapter, { id: "8447388090494" })).customer.known).toBe(true);

  await webhook(adapter, fixture("ticket-comment-added"));
  await adapter.idle();
  expect(asked).toEqual(["/api/v2/users/8447388090494.json"]);
});
