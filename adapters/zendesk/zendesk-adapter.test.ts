import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { SignJWT } from "jose";
import { afterEach, expect, test } from "vitest";
import type { z } from "zod";
import { openTestCore, silentLog, steppedClock, TEST_CUSTOMERS } from "../../core/testing.js";
import type { ChannelAdapter } from "../channel-adapter.js";
import {
  type SuggestionsResponse,
  type suggestionsRequestSchema,
  suggestionsResponseSchema,
} from "./app-messages.js";
import { PUBLIC_TEST_SECRET, signZendeskWebhook } from "./verify-zendesk-webhook.js";
import { createZendeskAdapter, type ZendeskAdapterOptions } from "./zendesk-adapter.js";

const WEBHOOK_SECRET = "a-webhook-secret-of-a-real-account";
const SHARED_SECRET = "shared-secret-of-the-sidebar-app-0123456789";
const NOW_MS = Date.UTC(2026, 10, 20, 12);
/** Who the fixtures are about. */
const ADA_ID = "8447388090494";

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
  return { adapter, core, clock };
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

async function app(
  adapter: ChannelAdapter,
  action: "suggestions" | "feedback" | "propose",
  body: unknown,
  sub = action,
) {
  const token = await new SignJWT({ iss: "rapport-zendesk-app", sub, jti: randomUUID() })
    .setProtectedHeader({ alg: "HS256" })
    .setIssuedAt(NOW_MS / 1000)
    .setExpirationTime(NOW_MS / 1000 + 60)
    .sign(new TextEncoder().encode(SHARED_SECRET));
  return post(adapter, `/zendesk/app/${action}`, JSON.stringify(body), { authorization: `Bearer ${token}` });
}

type SuggestionsInput = z.input<typeof suggestionsRequestSchema>;

async function suggest(
  adapter: ChannelAdapter,
  requester: SuggestionsInput["requester"],
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
      "/zendesk/app/watch",
      "/zendesk/app/undo",
      "/zendesk/app/feedback",
      "/zendesk/app/propose",
    ]),
    expect(paths({ webhookSecret: "" })).resolves.toEqual([
      "/zendesk/app/suggestions",
      "/zendesk/app/watch",
      "/zendesk/app/undo",
      "/zendesk/app/feedback",
      "/zendesk/app/propose",
    ]),
  ]);
});

test("secrets that protect nothing are refused at the start", async () => {
  await expect(start({ webhookSecret: PUBLIC_TEST_SECRET })).rejects.toMatchObject({
    code: "config_invalid",
  });
  await expect(start({ appSharedSecret: "short" })).rejects.toMatchObject({ code: "config_invalid" });
});

test("the sidebar knows a customer by the verified address, and ranks for the segment", async () => {
  const { adapter } = await start();
  const vip = await suggest(adapter, { id: "1", email: TEST_CUSTOMERS.vip.email, emailVerified: true });
  const unknown = await suggest(adapter, { id: "2" });
  expect(vip.customer.known).toBe(true);
  expect(unknown.customer.known).toBe(false);
  expect(vip.customer.segment.key).not.toBe(unknown.customer.segment.key);
  expect(vip.suggestions[0]?.text).toBeTruthy();
});

test("an address that nobody verified opens nothing in the sidebar", async () => {
  const { adapter } = await start();
  const { email } = TEST_CUSTOMERS.vip;
  for (const requester of [
    { id: "1", email },
    { id: "1", email, emailVerified: false },
  ]) {
    const { customer } = await suggest(adapter, requester);
    expect(customer).toMatchObject({ known: false, facts: [] });
    expect(customer.name).toBeUndefined();
  }
});

test("a rated ticket counts for the reply that was used in it, once, and not for one used later", async () => {
  const { adapter, core, clock } = await start();
  const feedback = async () => (await core.library.counts()).feedback;
  const { suggestions } = await suggest(adapter, { id: "1" });
  const [used, later] = suggestions;
  const rated = fixture("trigger-ticket-solved");
  const delivery = randomUUID();
  await webhook(adapter, rated);
  expect(await feedback()).toEqual({});

  await app(adapter, "feedback", { decisionId: used?.decisionId, kind: "accepted" });
  await webhook(adapter, rated, delivery);
  expect(await feedback()).toEqual({ accepted: 1, satisfied: 1 });
  clock.set(NOW_MS + 30_000);
  await app(adapter, "feedback", { decisionId: later?.decisionId, kind: "sent" });
  await webhook(adapter, rated, delivery);
  expect(await feedback()).toEqual({ accepted: 1, satisfied: 1, sent: 1 });
});

test("what an agent changed is kept as a distance, and may be proposed for the library without the customer", async () => {
  const { adapter, core } = await start();
  const requester = { id: "1", email: TEST_CUSTOMERS.vip.email, emailVerified: true };
  const [first] = (await suggest(adapter, requester)).suggestions;
  const suggested = first?.text ?? "";
  const decisionId = first?.decisionId;
  const edited = { decisionId, kind: "edited", edit: { suggested, sent: `${suggested} Bye!` } };
  expect(await app(adapter, "feedback", edited)).toEqual({ status: 200, json: { status: "stored" } });
  const wrong = { decisionId, kind: "rejected", reason: "ugly" };
  expect((await app(adapter, "feedback", wrong)).status).toBe(400);
  expect((await app(adapter, "feedback", { ...wrong, reason: "wrong_tone" })).status).toBe(200);
  expect((await core.library.counts()).feedback).toEqual({ edited: 1, rejected: 1 });

  const proposed = {
    decisionId,
    text: `${suggested} Bye, Vera!`,
    segment: "vip",
    locale: "en",
    agentId: "7",
  };
  expect(await app(adapter, "propose", proposed)).toEqual({ status: 200, json: { status: "proposed" } });
  expect(await core.replies.proposals("proposed")).toMatchObject([
    { by: "agent:acme/7", body: expect.stringMatching(/ Bye, \{\{ customer.first_name \}\}!$/) },
  ]);
  const named = { ...proposed, text: "Dear Mrs Voss", customerName: "Vera Voss" };
  expect((await app(adapter, "propose", named)).json).toMatchObject({
    status: "refused",
    problem: expect.stringContaining("Voss"),
  });
  expect((await app(adapter, "propose", { ...proposed, decisionId: "none" })).status).toBe(404);
  expect((await app(adapter, "propose", proposed, "feedback")).status).toBe(401);
});

test("a signed webhook makes the Zendesk user known by id", async () => {
  const { adapter, core } = await start();
  expect((await suggest(adapter, { id: ADA_ID })).customer.known).toBe(false);
  const body = fixture("trigger-ticket-solved");
  expect(await webhook(adapter, body)).toEqual({ status: 200, json: { status: "stored" } });
  await core.drained();
  expect((await suggest(adapter, { id: ADA_ID })).customer.known).toBe(true);
});

test("a webhook that names somebody else's address does not make the Zendesk user that person", async () => {
  const { adapter, core } = await start();
  const { email } = TEST_CUSTOMERS.vip;
  for (const name of ["user-created", "trigger-ticket-solved"]) {
    await webhook(adapter, fixture(name).replace("ada@example.com", email));
  }
  await core.drained();
  const { customer } = await suggest(adapter, { id: ADA_ID, email });
  expect(customer.segment.key).not.toBe("vip");
  expect(JSON.stringify(customer)).not.toContain("Vera");
  const vip = await suggest(adapter, { id: "1", email, emailVerified: true });
  expect(JSON.stringify(vip.customer)).not.toContain("Ada");
});

test("a user who is deleted at Zendesk is erased, and later events don't bring them back", async () => {
  const { adapter, core } = await start();
  const byId = { identifier: { type: "zendesk_user_id", value: `acme/${ADA_ID}` } } as const;
  await webhook(adapter, fixture("trigger-ticket-solved"));
  await core.drained();
  expect(await core.privacy.exportData(byId, "cli")).toBeDefined();

  expect(await webhook(adapter, fixture("user-deleted"))).toEqual({
    status: 200,
    json: { status: "stored" },
  });
  await core.drained();
  expect(await core.privacy.exportData(byId, "cli")).toBeUndefined();

  await webhook(adapter, fixture("ticket-created"));
  await webhook(adapter, fixture("user-name-changed"));
  await core.drained();
  expect(await core.privacy.exportData(byId, "cli")).toBeUndefined();
  expect((await suggest(adapter, { id: ADA_ID })).customer.known).toBe(false);
});

test("whoever is deleted takes nobody along whose address they had claimed", async () => {
  const { adapter, core } = await start();
  const { email } = TEST_CUSTOMERS.vip;
  for (const name of ["user-created", "user-deleted"]) {
    await webhook(adapter, fixture(name).replace("ada@example.com", email));
  }
  await core.drained();
  expect((await suggest(adapter, { id: "1", email, emailVerified: true })).customer.segment.key).toBe("vip");
});

test("an event type of tomorrow is acknowledged", async () => {
  const { adapter } = await start();
  const body = fixture("ticket-created").replace("ticket.created", "ticket.teleported");
  expect(await webhook(adapter, body)).toEqual({ status: 200, json: { status: "ignored" } });
});

test("feedback is stored once, and an unknown decision is told", async () => {
  const { adapter } = await start();
  const { email } = TEST_CUSTOMERS.vip;
  const { suggestions } = await suggest(adapter, { id: "1", email, emailVerified: true });
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

/** A Support API with one user, who has the VIP's address. */
async function supportApi() {
  const asked: (string | undefined)[] = [];
  const state = { verified: true };
  const server = createServer((request, response) => {
    asked.push(request.url);
    const { verified } = state;
    const { email } = TEST_CUSTOMERS.vip;
    const identity = { id: 1, user_id: Number(ADA_ID), type: "email", value: email, verified, primary: true };
    response.writeHead(200, { "content-type": "application/json" });
    response.end(
      JSON.stringify(
        request.url?.includes("identities")
          ? { identities: [identity], next_page: null, previous_page: null, count: 1 }
          : { user: { id: Number(ADA_ID), role: "end-user", email, verified } },
      ),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stops.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  return {
    asked,
    state,
    api: { url: `http://127.0.0.1:${port}/api/v2`, email: "bot@example.com", token: "t" },
  };
}

test("a requester who is not known is looked up after the answer, once", async () => {
  const { asked, api } = await supportApi();
  const { adapter, core } = await start({ api });

  await webhook(adapter, fixture("ticket-created"));
  await adapter.idle();
  await core.drained();
  expect((await suggest(adapter, { id: ADA_ID })).customer.segment.key).toBe("vip");

  await webhook(adapter, fixture("ticket-comment-added"));
  await adapter.idle();
  expect(asked).toEqual([`/api/v2/users/${ADA_ID}.json`, `/api/v2/users/${ADA_ID}/identities.json`]);
});

test("an address that is verified later is heard of when the identity changes", async () => {
  const { state, api } = await supportApi();
  const { adapter, core, clock } = await start({ api });
  state.verified = false;
  await webhook(adapter, fixture("user-created").replace("ada@example.com", TEST_CUSTOMERS.vip.email));
  await adapter.idle();
  await core.drained();
  expect((await suggest(adapter, { id: ADA_ID })).customer.segment.key).not.toBe("vip");

  state.verified = true;
  clock.set(NOW_MS + 1_000);
  await webhook(adapter, fixture("user-name-changed").replace("name_changed", "identity_changed"));
  await adapter.idle();
  await core.drained();
  expect((await suggest(adapter, { id: ADA_ID })).customer.segment.key).toBe("vip");
});

test("nobody is looked up because they were deleted", async () => {
  const { asked, api } = await supportApi();
  const { adapter } = await start({ api });
  await webhook(adapter, fixture("user-deleted"));
  await adapter.idle();
  expect(asked).toEqual([]);
});
