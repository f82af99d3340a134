/** Requests to every public route that changes or tells anything, as the platforms and admins make them. */
import { createHmac, randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import { signedSlackRequest } from "../adapters/slack/slack-stand-in.js";
import { teamsRequest } from "../adapters/teams/teams-stand-in.js";
import { TEST_CUSTOMERS } from "../core/testing.js";
import type { RawRequest, WiredServer } from "./testing.js";

export const HOUR_MS = 3_600_000;

interface Signing {
  /** In the place of the server's own key. */
  readonly key?: string;
  readonly atMs?: number;
}

/** How a request to one public route is made, right but for what the case changes. */
export interface PublicRoute {
  readonly path: string;
  make(body: string | undefined, signing: Signing): Promise<RawRequest>;
}

/** The bodies of the admin API, by the end of the path. */
const ADMIN_BODIES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "profiles/read": { purpose: "service" },
  "privacy/export": {},
  "privacy/restrict": { restricted: false },
  "privacy/consent": { answers: { marketing: false } },
  "privacy/regime": { regime: "gdpr" },
  "privacy/correct": { attribute: "preferences.language", value: "en" },
  "privacy/erase": {},
  "merges/list": {},
  "merges/undo": { mergeId: "none" },
  "audit/list": {},
  "audit/verify": {},
  "inventory/list": {},
  "inventory/drops": {},
};

/** Those that are about one person. */
export const ABOUT_A_PERSON = /^(profiles\/read|privacy\/.+)$/;

type SidebarAction = "suggestions" | "watch" | "undo" | "feedback" | "propose";
type RouteName = "slack" | "teams" | "webhooks" | SidebarAction | "batch";

/**
 * @param wired asked when a request is made
 * @param about whom admins ask about; by default nobody
 */
export function publicRoutes(
  wired: () => WiredServer,
  about = "user_id:nobody-here",
): Readonly<Record<RouteName, PublicRoute> & Record<string, PublicRoute>> {
  const sidebar = (action: SidebarAction, valid: unknown): PublicRoute => ({
    path: `/zendesk/app/${action}`,
    async make(body, { key = wired().secrets.zendeskApp, atMs = Date.now() }) {
      const seconds = Math.floor(atMs / 1000);
      const token = await new SignJWT({ jti: randomUUID() })
        .setProtectedHeader({ alg: "HS256" })
        .setIssuer("rapport-zendesk-app")
        .setSubject(action)
        .setIssuedAt(seconds)
        .setExpirationTime(seconds + 60)
        .sign(Buffer.from(key));
      return post(`/zendesk/app/${action}`, `Bearer ${token}`, body ?? JSON.stringify(valid));
    },
  });
  const admin = Object.entries(ADMIN_BODIES).map(([name, fields]): readonly [string, PublicRoute] => {
    const path = `/admin/${name}`;
    const valid = ABOUT_A_PERSON.test(name) ? { identifier: about, ...fields } : fields;
    return [
      `admin/${name}`,
      {
        path,
        make: async (body, { key = wired().adminToken }) =>
          post(path, `Bearer ${key}`, body ?? JSON.stringify(valid)),
      },
    ];
  });
  const requester = { id: "1", email: TEST_CUSTOMERS.vip.email, emailVerified: true };
  return {
    ...Object.fromEntries(admin),
    slack: { path: "/slack/events", make: (body, signing) => slack(wired(), body, signing) },
    teams: { path: "/api/messages", make: (body, signing) => teams(wired(), body, signing) },
    webhooks: { path: "/zendesk/webhooks", make: (body, signing) => zendesk(wired(), body, signing) },
    suggestions: sidebar("suggestions", { ticketId: "1", requester, text: "hello" }),
    watch: sidebar("watch", { requester, segment: "none" }),
    undo: sidebar("undo", { shiftId: randomUUID(), agentId: "1" }),
    feedback: sidebar("feedback", { decisionId: "none", kind: "rated_up" }),
    propose: sidebar("propose", { decisionId: "none", text: "hello", locale: "en", agentId: "1" }),
    batch: { path: "/v1/batch", make: (body, signing) => batch(wired(), "/v1/batch", body, signing) },
    ...Object.fromEntries(OTHER_BATCHES.map((path) => [path, segment(path)])),
    ...Object.fromEntries(SINGLE_CALLS.map((path) => [path, segment(path)])),
  };

  function segment(path: string): PublicRoute {
    return { path, make: (body, signing) => batch(wired(), path, body, signing) };
  }
}

/** The further addresses of the Segment API, which need the same key. */
const OTHER_BATCHES = ["/v1/import", "/v1/b", "/beacon/v1/batch"];
const SINGLE_CALLS = ["identify", "track", "page", "screen", "group", "alias"].flatMap((call) => [
  `/v1/${call}`,
  `/v1/${call.charAt(0)}`,
]);

/** Whether a route of that name belongs to the Segment API. */
export function isSegmentRoute(name: string): boolean {
  return name === "batch" || OTHER_BATCHES.includes(name) || SINGLE_CALLS.includes(name);
}

function post(path: string, authorization: string, body: string): RawRequest {
  return { method: "POST", path, headers: { "content-type": "application/json", authorization }, body };
}

async function slack(
  { secrets }: WiredServer,
  body: string | undefined,
  signing: Signing,
): Promise<RawRequest> {
  const { key = secrets.slackSigning, atMs = Date.now() } = signing;
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
  return signedSlackRequest({ body: body ?? JSON.stringify(message), signingSecret: key, atMs });
}

async function zendesk(
  { secrets }: WiredServer,
  body: string | undefined,
  { key = secrets.zendeskWebhook, atMs = Date.now() }: Signing,
): Promise<RawRequest> {
  const event = body ?? JSON.stringify(zendeskEvent(randomUUID()));
  const timestamp = new Date(atMs).toISOString();
  return {
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
  };
}

export function zendeskEvent(id: string) {
  return {
    type: "zen:event-type:ticket.comment_added",
    id,
    time: new Date().toISOString(),
    subject: "zen:ticket:1",
    detail: { id: "1", requester_id: "555", status: "OPEN" },
    event: { comment: { body: "marker" } },
  };
}

async function teams(
  { teams: standIn }: WiredServer,
  body: string | undefined,
  { key, atMs = Date.now() }: Signing,
): Promise<RawRequest> {
  const activity = {
    type: "message",
    id: randomUUID(),
    channelId: "msteams",
    serviceUrl: standIn.serviceUrl,
    from: { id: "29:x", aadObjectId: "aad-x" },
    recipient: { id: `28:${standIn.appId}` },
    conversation: {
      id: "a:x",
      conversationType: "personal",
      tenantId: "1c2d3e4f-2222-4d7c-9a41-7f2f5c1d0002",
    },
    text: "hello",
  };
  // A token lives an hour, so one of two hours ago is stale and one of the next hour is not yet valid.
  const issuedMs = atMs < Date.now() - HOUR_MS / 2 ? atMs - HOUR_MS : atMs;
  const token = await standIn.signToken(issuedMs, key === undefined ? {} : { key: "other" });
  return teamsRequest(body ?? JSON.stringify(activity), token);
}

async function batch(
  { secrets }: WiredServer,
  path: string,
  body: string | undefined,
  { key = secrets.writeKey }: Signing,
): Promise<RawRequest> {
  const event = {
    type: "track",
    event: "Order Completed",
    messageId: randomUUID(),
    userId: "refusal-customer",
    groupId: "refusal-account",
    previousId: "refusal-browser",
    timestamp: new Date().toISOString(),
  };
  const authorization = `Basic ${Buffer.from(`${key}:`).toString("base64")}`;
  const valid = SINGLE_CALLS.includes(path) ? event : { batch: [event] };
  return post(path, authorization, body ?? JSON.stringify(valid));
}
