import { createHmac } from "node:crypto";
import { createServer, request as httpRequest, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { afterEach, beforeEach, expect, it } from "vitest";
import { z } from "zod";
import { createPlayground, type Playground } from "./playground.js";

interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const customer = {
  key: "c-1",
  email: "one@example.com",
  firstName: "One",
  lastName: "First",
  language: "de",
  plan: "trail",
  persona: "A test",
} as const;

let server: Server;
let playground: Playground;
let url: string;
let received: Received[];

beforeEach(async () => {
  received = [];
  playground = createPlayground({
    baseUrl: () => url,
    tenantName: "Test",
    customers: [customer],
    slack: { signingSecret: "slack-secret", botToken: "xoxb-test" },
    teams: { appId: "app-1" },
    zendesk: {
      subdomain: "test",
      webhookSecret: "zendesk-secret",
      appSharedSecret: "s".repeat(48),
      apiEmail: "a@desk.example",
      apiToken: "t",
    },
    writeKey: "write-key",
    log: { info() {}, warn() {}, error() {} },
  });
  const app = express();
  app.use(playground.router);
  app.use(express.text({ type: () => true }), (request, response) => {
    const { path, headers } = request;
    received.push({ path, headers, body: typeof request.body === "string" ? request.body : "" });
    response.json({});
  });
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  playground.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function act(path: string, body: unknown, headers: Record<string, string> = { origin: url }) {
  return fetch(`${url}/playground/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}

const hello = { customer: "c-1", text: "Where is my order?" };

function only(): Received {
  const [first] = received;
  if (first === undefined) throw new Error("the server received nothing");
  return first;
}

/** `fetch` sets Host by itself, so a rebound name needs the plain client. */
function statusUnderHost(path: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    httpRequest(`${url}${path}`, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on("error", reject)
      .end();
  });
}

it.each(["slack/messages", "teams/messages", "zendesk/messages", "zendesk/proxy", "upgrade"])(
  "signs nothing at %s for another page",
  async (path) => {
    const refused = await Promise.all([
      act(path, hello, {}),
      act(path, hello, { origin: "http://evil.example" }),
      act(path, hello, { origin: url, "sec-fetch-site": "cross-site" }),
    ]);
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403]);
    expect(received).toEqual([]);
  },
);

it("shows nothing to a rebound name", async () => {
  for (const path of ["/", "/playground/state", "/playground/stream", "/playground/slack/api/users.info"]) {
    expect(await statusUnderHost(path, "evil.example")).toBe(403);
  }
});

it("signs a Slack message, and shows what the bot posts", async () => {
  expect((await act("slack/messages", hello)).status).toBe(200);
  const { path, headers, body } = only();
  const base = `v0:${headers["x-slack-request-timestamp"]}:${body}`;
  expect(path).toBe("/slack/events");
  expect(headers["x-slack-signature"]).toBe(
    `v0=${createHmac("sha256", "slack-secret").update(base).digest("hex")}`,
  );
  expect(JSON.parse(body)).toMatchObject({
    team_id: "T0RAPPORT",
    event: { type: "message", channel_type: "im", user: "U0001", text: hello.text },
  });

  const call = (method: string, token: string, args: Record<string, string>) =>
    fetch(`${url}/playground/slack/api/${method}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: new URLSearchParams(args),
    }).then((response) => response.json());
  expect(await call("users.info", "xoxb-test", { user: "U0001" })).toMatchObject({
    user: { is_email_confirmed: true, profile: { email: customer.email } },
  });
  expect(await call("users.info", "wrong", { user: "U0001" })).toEqual({ ok: false, error: "invalid_auth" });
  expect(await call("constructor", "xoxb-test", {})).toEqual({ ok: false, error: "unknown_method" });
  const button = {
    type: "button",
    action_id: "choice:0",
    text: { type: "plain_text", text: "A" },
    value: "v",
  };
  const blocks = JSON.stringify([{ type: "actions", block_id: "b", elements: [button] }]);
  const posted = z
    .object({ ts: z.string() })
    .parse(await call("chat.postMessage", "xoxb-test", { channel: "D0001", text: "Hi", blocks }));
  const press = { customer: "c-1", messageId: posted.ts, blockId: "b" };
  expect((await act("slack/actions", { ...press, actionId: "not-there" })).status).toBe(404);
  expect((await act("slack/actions", { ...press, actionId: "choice:0" })).status).toBe(200);
  const payload = new URLSearchParams(received[1]?.body).get("payload") ?? "";
  expect(JSON.parse(payload)).toMatchObject({ type: "block_actions", actions: [{ value: "v" }] });
});

it("sends Teams activities with a token that its own metadata vouches for", async () => {
  await act("teams/messages", hello);
  const { path, headers, body } = only();
  expect(path).toBe("/api/messages");
  const authority = playground.teamsAuthority();
  const metadata = z
    .object({ jwks_uri: z.url() })
    .parse(await (await fetch(authority.openIdMetadataUrl)).json());
  const { payload } = await jwtVerify(
    (headers.authorization ?? "").slice("Bearer ".length),
    createRemoteJWKSet(new URL(metadata.jwks_uri)),
    { issuer: authority.issuer, audience: "app-1" },
  );
  expect(payload.serviceurl).toBe(JSON.parse(body).serviceUrl);
});

it("takes Teams activities from who holds a token", async () => {
  const tokenFor = (client_id: string) =>
    fetch(playground.teamsAuthority().tokenUrl, {
      method: "POST",
      body: new URLSearchParams({ grant_type: "client_credentials", client_id }),
    });
  expect((await tokenFor("somebody-else")).status).toBe(401);
  const { access_token } = z
    .object({ access_token: z.string() })
    .parse(await (await tokenFor("app-1")).json());
  const post = (token: string) =>
    fetch(`${url}/playground/teams/v3/conversations/a%3Aplayground-0001/activities`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ type: "message", text: "Answer" }),
    });
  expect((await post("forged")).status).toBe(401);
  expect((await post(access_token)).status).toBe(201);
  const state = await (await fetch(`${url}/playground/state`)).json();
  expect(state).toMatchObject({ customers: [{ teams: [{ from: "bot", text: "Answer" }] }] });
});

it("announces the customer and the ticket to Zendesk's webhook, signed", async () => {
  await act("zendesk/messages", hello);
  await act("zendesk/replies", { ...hello, text: "On its way" });
  expect(received.map(({ body }) => JSON.parse(body).type)).toEqual([
    "zen:event-type:user.created",
    "zen:event-type:ticket.created",
    "zen:event-type:ticket.comment_added",
  ]);
  for (const { path, headers, body } of received) {
    const base = `${headers["x-zendesk-webhook-signature-timestamp"]}${body}`;
    expect(path).toBe("/zendesk/webhooks");
    expect(headers["x-zendesk-webhook-signature"]).toBe(
      createHmac("sha256", "zendesk-secret").update(base).digest("base64"),
    );
  }
});

it("sells the plan through the public API", async () => {
  expect((await act("upgrade", { customer: "c-1" })).status).toBe(200);
  expect(only().headers.authorization).toBe(`Basic ${Buffer.from("write-key:").toString("base64")}`);
  expect(JSON.parse(only().body).batch).toMatchObject([
    { type: "track", event: "Subscription Upgraded", userId: "c-1", properties: { plan: "summit" } },
    { type: "identify", userId: "c-1", traits: { plan: "summit" } },
  ]);
});

it("answers 4xx to what it can't read", async () => {
  expect((await act("slack/messages", { customer: "c-1" })).status).toBe(400);
  expect((await act("slack/messages", { customer: "nobody", text: "x" })).status).toBe(404);
  expect((await act("slack/messages", { ...hello, text: "x".repeat(70_000) })).status).toBe(413);
  expect((await act("no/such/thing", {})).status).toBe(404);
  expect(received).toEqual([]);
});
