import { createHmac, randomUUID } from "node:crypto";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signedSlackRequest } from "../adapters/slack/slack-stand-in.js";
import { type TokenOptions, teamsRequest } from "../adapters/teams/teams-stand-in.js";
import { type RawRequest, SECRETS, sendRaw, startWiredServer, type WiredServer } from "./testing.js";

let wired: WiredServer;

beforeAll(async () => {
  wired = await startWiredServer();
});

afterAll(() => wired.stop());

const HOUR_MS = 3_600_000;
const TEN_MB = Buffer.alloc(10 * 1024 * 1024, 0x20);

interface Signing {
  readonly key?: string;
  readonly atMs?: number;
}

/** How a request to one public route is made, right but for what the case changes. */
interface PublicRoute {
  readonly path: string;
  make(body: string | undefined, signing: Signing): Promise<RawRequest>;
}

function slack(
  body: string | undefined,
  { key = SECRETS.slackSigning, atMs = Date.now() }: Signing,
): Promise<RawRequest> {
  const message = {
    type: "event_callback",
    team_id: "T0ALPINE",
    api_app_id: "A0",
    event_time: 1,
    event_id: `Ev-${randomUUID()}`,
    event: {
      type: "message",
      channel_type: "im",
      channel: "D0VIP",
      user: "U0VIP",
      text: "hello",
      ts: "1795472000.000100",
    },
  };
  return Promise.resolve(
    signedSlackRequest({ body: body ?? JSON.stringify(message), signingSecret: key, atMs }),
  );
}

function zendesk(body: string | undefined, { key = SECRETS.zendeskWebhook, atMs = Date.now() }: Signing) {
  const event = body ?? JSON.stringify(zendeskEvent(randomUUID()));
  const timestamp = new Date(atMs).toISOString();
  return Promise.resolve({
    method: "POST",
    path: "/zendesk/webhooks",
    headers: {
      "content-type": "application/json",
      "x-zendesk-webhook-signature-timestamp": timestamp,
      "x-zendesk-webhook-signature": createHmac("sha256", key)
        .update(timestamp + event)
        .digest("base64"),
      "x-zendesk-webhook-invocation-id": randomUUID(),
    },
    body: event,
  });
}

function zendeskEvent(id: string) {
  return {
    type: "zen:event-type:ticket.comment_added",
    id,
    time: new Date().toISOString(),
    subject: "zen:ticket:1",
    detail: { id: "1", requester_id: "555", status: "OPEN" },
    event: { comment: { body: "marker" } },
  };
}

const sidebarRoute =
  (action: "suggestions" | "feedback", valid: unknown): PublicRoute["make"] =>
  async (body, { key = SECRETS.zendeskApp, atMs = Date.now() }) => {
    const seconds = Math.floor(atMs / 1000);
    const token = await new SignJWT({ jti: randomUUID() })
      .setProtectedHeader({ alg: "HS256" })
      .setIssuer("rapport-zendesk-app")
      .setSubject(action)
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + 60)
      .sign(Buffer.from(key));
    return {
      method: "POST",
      path: `/zendesk/app/${action}`,
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: body ?? JSON.stringify(valid),
    };
  };

async function teams(body: string | undefined, { key, atMs = Date.now() }: Signing): Promise<RawRequest> {
  const activity = {
    type: "message",
    id: randomUUID(),
    channelId: "msteams",
    serviceUrl: wired.teams.serviceUrl,
    from: { id: "29:x", aadObjectId: "aad-x" },
    recipient: { id: `28:${wired.teams.appId}` },
    conversation: {
      id: "a:x",
      conversationType: "personal",
      tenantId: "1c2d3e4f-2222-4d7c-9a41-7f2f5c1d0002",
    },
    text: "hello",
  };
  const options: TokenOptions = key === undefined ? {} : { key: "other" };
  // A token lives an hour, so one of two hours ago is stale and one of the next hour is not yet valid.
  const issuedMs = atMs < Date.now() - HOUR_MS / 2 ? atMs - HOUR_MS : atMs;
  return teamsRequest(body ?? JSON.stringify(activity), await wired.teams.signToken(issuedMs, options));
}

function batch(body: string | undefined, { key = SECRETS.writeKey }: Signing): Promise<RawRequest> {
  const event = {
    type: "track",
    event: "Order Completed",
    messageId: randomUUID(),
    userId: "refusal-customer",
    timestamp: new Date().toISOString(),
  };
  return Promise.resolve({
    method: "POST",
    path: "/v1/batch",
    headers: {
      "content-type": "application/json",
      authorization: `Basic ${Buffer.from(`${key}:`).toString("base64")}`,
    },
    body: body ?? JSON.stringify({ batch: [event] }),
  });
}

const ROUTES: Readonly<Record<string, PublicRoute>> = {
  slack: { path: "/slack/events", make: slack },
  teams: { path: "/api/messages", make: teams },
  webhooks: { path: "/zendesk/webhooks", make: zendesk },
  suggestions: {
    path: "/zendesk/app/suggestions",
    make: sidebarRoute("suggestions", { ticketId: "1", requester: { id: "1" }, text: "hello" }),
  },
  feedback: {
    path: "/zendesk/app/feedback",
    make: sidebarRoute("feedback", { decisionId: "none", kind: "rated_up" }),
  },
  batch: { path: "/v1/batch", make: batch },
};

const MALFORMED = [
  "",
  "{",
  "[]",
  "null",
  "42",
  '"text"',
  "{}",
  '{"type":{}}',
  '{"batch":[{}]}',
  "payload=%7B",
  "\u0000",
];

/** All that a request could leave behind: events, decisions' feedback, and messages to the platforms. */
async function traces() {
  const { events, feedback } = await wired.server.core.library.counts();
  return {
    events,
    feedback,
    slack: wired.slack.callsOf("chat.postMessage").length,
    teams: wired.teams.sent.length,
  };
}

/** Sends what must be refused: it gets that status, nothing is stored or sent, and the server lives. */
async function refused(request: RawRequest, status: number | readonly number[]): Promise<void> {
  const before = await traces();
  const response = await sendRaw(wired.server.url, request);
  expect([status].flat()).toContain(response.status);
  expect(response.body).not.toMatch(/ at .*\.(js|ts):\d+|node_modules/);
  await wired.server.idle();
  expect(await traces()).toEqual(before);
  const health = await sendRaw(wired.server.url, { method: "GET", path: "/healthz", headers: {}, body: "" });
  expect(health.status).toBe(200);
}

describe.each(Object.entries(ROUTES))("%s", (name, route) => {
  it("takes what is right", async () => {
    const { status } = await sendRaw(wired.server.url, await route.make(undefined, {}));
    // The feedback is about a decision that nobody made.
    if (name === "feedback") expect(status).toBe(404);
    else expect([200, 202]).toContain(status);
    await wired.server.idle();
  });

  it("refuses what is not signed", async () => {
    const request = await route.make(undefined, {});
    await refused({ ...request, headers: { "content-type": "application/json" } }, 401);
  });

  it("refuses what is signed with another key", async () => {
    await refused(await route.make(undefined, { key: "another-key-that-is-long-enough-to-be-one" }), 401);
  });

  // A write key has no time.
  if (name !== "batch") {
    it.each([-HOUR_MS, HOUR_MS])("refuses what was signed %d ms from now", async (offsetMs) => {
      await refused(await route.make(undefined, { atMs: Date.now() + offsetMs }), 401);
    });
  }

  it.each(MALFORMED)("refuses %j, rightly signed", async (body) => {
    // A Teams token is for one serviceUrl: a body that names none is not what was signed.
    await refused(await route.make(body, {}), name === "teams" ? [400, 401] : 400);
  });

  it.each(MALFORMED)("refuses %j, not signed", async (body) => {
    const request = await route.make(body, {});
    await refused({ ...request, headers: { "content-type": "application/json" } }, [400, 401]);
  });

  it("refuses 10 MB", async () => {
    const request = await route.make(undefined, {});
    await refused({ ...request, body: TEN_MB }, 413);
  });

  it("refuses a compressed body", async () => {
    const request = await route.make(undefined, {});
    await refused({ ...request, headers: { ...request.headers, "content-encoding": "gzip" } }, 415);
  });

  it("has no answer to other methods", async () => {
    await refused({ method: "DELETE", path: route.path, headers: {}, body: "" }, 404);
  });
});

it.each(["http://x:99999/healthz", "//x:99999/healthz"])("the target %s is refused", async (target) => {
  const { hostname, port } = new URL(wired.server.url);
  const socket = connect(Number(port), hostname);
  socket.end(`GET ${target} HTTP/1.1\r\nhost: ${hostname}\r\nconnection: close\r\n\r\n`);
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 (400|404) /);
});

describe("what comes a second time", () => {
  it("from Slack and Teams is acknowledged and answered once", async () => {
    const fromSlack = await slack(undefined, {});
    const fromTeams = await teams(undefined, {});
    for (const request of [fromSlack, fromTeams]) {
      expect((await sendRaw(wired.server.url, request)).status).toBeLessThan(300);
    }
    await wired.server.idle();
    const before = await traces();
    for (const request of [fromSlack, fromTeams]) {
      expect((await sendRaw(wired.server.url, request)).status).toBeLessThan(300);
    }
    await wired.server.idle();
    expect(await traces()).toEqual(before);
  });

  it("from Zendesk is acknowledged and counted once", async () => {
    const request = await zendesk(JSON.stringify(zendeskEvent("replayed-event")), {});
    expect((await sendRaw(wired.server.url, request)).status).toBe(200);
    await wired.server.core.drained();
    const before = await traces();
    expect((await sendRaw(wired.server.url, request)).status).toBe(200);
    await wired.server.core.drained();
    expect(await traces()).toEqual(before);
  });

  it("from the sidebar with the same token is refused", async () => {
    const request = await ROUTES.suggestions?.make(undefined, {});
    if (request === undefined) throw new Error("no such route");
    expect((await sendRaw(wired.server.url, request)).status).toBe(200);
    await refused(request, 401);
  });

  it("from a shop is acknowledged and applied once", async () => {
    const request = await batch(undefined, {});
    expect(JSON.parse((await sendRaw(wired.server.url, request)).body)).toMatchObject({
      accepted: 1,
      duplicates: 0,
    });
    expect(JSON.parse((await sendRaw(wired.server.url, request)).body)).toMatchObject({
      accepted: 0,
      duplicates: 1,
    });
  });
});
