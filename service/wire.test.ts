import { createHmac, randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signedSlackRequest } from "../adapters/slack/slack-stand-in.js";
import { teamsRequest } from "../adapters/teams/teams-stand-in.js";
import { TEST_CUSTOMERS } from "../core/testing.js";
import { SECRETS, sendRaw, startWiredServer, until, type WiredServer } from "./testing.js";

let wired: WiredServer;

beforeAll(async () => {
  wired = await startWiredServer();
});

afterAll(() => wired.stop());

const QUESTION = "Where is my order?";
const VIP_TEXT = "Vera, your order A-1001 has priority: it is confirmed.";

function zendeskWebhook(event: Record<string, unknown>) {
  const body = JSON.stringify(event);
  const timestamp = new Date().toISOString();
  return sendRaw(wired.server.url, {
    method: "POST",
    path: "/zendesk/webhooks",
    headers: {
      "content-type": "application/json",
      "x-zendesk-webhook-signature-timestamp": timestamp,
      "x-zendesk-webhook-signature": createHmac("sha256", SECRETS.zendeskWebhook)
        .update(timestamp + body)
        .digest("base64"),
      "x-zendesk-webhook-invocation-id": randomUUID(),
    },
    body,
  });
}

async function sidebar(requester: Record<string, unknown>) {
  const token = await new SignJWT({ jti: randomUUID() })
    .setProtectedHeader({ alg: "HS256" })
    .setIssuer("rapport-zendesk-app")
    .setSubject("suggestions")
    .setExpirationTime("60s")
    .sign(Buffer.from(SECRETS.zendeskApp));
  const response = await sendRaw(wired.server.url, {
    method: "POST",
    path: "/zendesk/app/suggestions",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ ticketId: "42", requester, text: QUESTION }),
  });
  expect(response.status).toBe(200);
  return JSON.parse(response.body);
}

describe("through the platforms' own wire format", () => {
  it("a signed Slack event gets a reply in its thread", async () => {
    wired.slack.users.set("U0VIP", {
      id: "U0VIP",
      team_id: "T0ALPINE",
      is_email_confirmed: true,
      profile: { email: TEST_CUSTOMERS.vip.email },
    });
    const body = JSON.stringify({
      type: "event_callback",
      team_id: "T0ALPINE",
      api_app_id: "A0",
      event_id: "Ev0WIRE",
      event_time: 1,
      event: {
        type: "message",
        channel_type: "im",
        channel: "D0VIP",
        user: "U0VIP",
        text: QUESTION,
        ts: "1795472000.000100",
      },
    });
    const signed = signedSlackRequest({ body, signingSecret: SECRETS.slackSigning, atMs: Date.now() });
    expect(await sendRaw(wired.server.url, signed)).toMatchObject({ status: 200 });
    await until(() => wired.slack.callsOf("chat.postMessage").length === 1, "a Slack reply");
    const reply = wired.slack.callsOf("chat.postMessage")[0];
    expect(reply?.authorization).toBe("Bearer xoxb-of-the-tests");
    expect(reply?.params).toMatchObject({ channel: "D0VIP", thread_ts: "1795472000.000100" });
    expect(JSON.stringify(reply?.params.blocks)).toContain(VIP_TEXT);
    // Slack tries again when it is impatient; the customer must not be answered twice.
    expect(await sendRaw(wired.server.url, signed)).toMatchObject({ status: 200 });
    expect(wired.slack.callsOf("chat.postMessage")).toHaveLength(1);
  });

  it("a Teams activity with a real token gets a card at its serviceUrl", async () => {
    wired.teams.members.set("29:vip", {
      id: "29:vip",
      aadObjectId: "aad-vip",
      userPrincipalName: TEST_CUSTOMERS.vip.email,
      tenantId: "1c2d3e4f-2222-4d7c-9a41-7f2f5c1d0002",
    });
    const activity = {
      type: "message",
      id: "activity-wire",
      timestamp: new Date().toISOString(),
      channelId: "msteams",
      serviceUrl: wired.teams.serviceUrl,
      from: { id: "29:vip", aadObjectId: "aad-vip", name: "Vera" },
      recipient: { id: `28:${wired.teams.appId}`, name: "Rapport" },
      conversation: {
        id: "a:vip",
        conversationType: "personal",
        tenantId: "1c2d3e4f-2222-4d7c-9a41-7f2f5c1d0002",
      },
      text: QUESTION,
    };
    const token = await wired.teams.signToken(Date.now());
    const response = await sendRaw(wired.server.url, teamsRequest(activity, token));
    expect(response.status).toBeLessThan(300);
    await until(() => wired.teams.messages().length === 1, "a Teams card");
    expect(wired.teams.sent[0]?.activity.type).toBe("typing");
    expect(wired.teams.sent.every(({ authorization }) => authorization === "Bearer stand-in-token")).toBe(
      true,
    );
    const card = wired.teams.messages()[0];
    expect(JSON.stringify(card?.attachments)).toContain(VIP_TEXT);
    expect(JSON.stringify(card?.attachments)).toContain("application/vnd.microsoft.card.adaptive");
    expect(JSON.stringify(card?.entities)).toContain("AIGeneratedContent");
  });

  it("a signed Zendesk webhook updates the profile that the sidebar then shows", async () => {
    const requester = { id: "900", email: TEST_CUSTOMERS.newcomer.email, emailVerified: true };
    const before = await sidebar(requester);
    expect(before.customer.facts).toContainEqual({ label: "Open tickets", value: "0" });
    const created = {
      type: "zen:event-type:ticket.created",
      account_id: 1,
      id: "01-created",
      time: new Date().toISOString(),
      zendesk_event_version: "2022-11-06",
      subject: "zen:ticket:77",
      detail: { id: "77", requester_id: "900", status: "NEW" },
      event: {},
    };
    expect(await zendeskWebhook(created)).toMatchObject({ status: 200 });
    expect(await zendeskWebhook(created)).toMatchObject({ status: 200 });
    const after = await sidebar(requester);
    expect(after.customer).toMatchObject({ known: true, name: "Nino" });
    expect(after.customer.facts).toContainEqual({ label: "Open tickets", value: "1" });
    expect(after.suggestions[0].receipt.source).toMatchObject({ key: "order_status", variant: "new/en" });
  });

  it("offers the agent the reply that the bots gave", async () => {
    const { suggestions } = await sidebar({
      id: "901",
      email: TEST_CUSTOMERS.vip.email,
      emailVerified: true,
    });
    expect(suggestions[0].text).toBe(VIP_TEXT);
  });
});
