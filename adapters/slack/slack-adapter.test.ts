import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Core, type Logger, RapportError } from "../../core/index.js";
import { openTestCore, steppedClock, TEST_CUSTOMERS, type TestCore } from "../../core/testing.js";
import type { ChannelAdapter, HttpRequest, HttpResponse } from "../channel-adapter.js";
import { createSlackAdapter } from "./slack-adapter.js";
import {
  type SlackStandIn,
  signedSlackForm,
  signedSlackRequest,
  startSlackStandIn,
} from "./slack-stand-in.js";

const SIGNING_SECRET = "test-signing-secret";
const BOT_TOKEN = "xoxb-test-token";
const NOW_MS = Date.now();

let clock: ReturnType<typeof steppedClock>;
let test: TestCore;
let slack: SlackStandIn;
let adapter: ChannelAdapter;
let lines: string[];

const log: Logger = Object.fromEntries(
  (["info", "warn", "error"] as const).map((level) => [
    level,
    (fields: Readonly<Record<string, unknown>>, message: string) =>
      lines.push(JSON.stringify({ level, ...fields, message })),
  ]),
) as unknown as Logger;

function adapterOn(core: Core): ChannelAdapter {
  return createSlackAdapter({
    core,
    tenantId: test.tenantId,
    clock,
    log,
    signingSecret: SIGNING_SECRET,
    botToken: BOT_TOKEN,
    apiUrl: slack.apiUrl,
  });
}

beforeEach(async () => {
  lines = [];
  clock = steppedClock(NOW_MS);
  test = await openTestCore({ clock, log });
  slack = await startSlackStandIn();
  adapter = adapterOn(test.core);
});

afterEach(async () => {
  await adapter.idle();
  await slack.close();
  await test.close();
});

type Recorded = Record<string, unknown> & { event: Record<string, unknown> };

function recorded(name: string): Recorded {
  return JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), "utf8"));
}

/** A recorded event with changes, signed now. */
function eventRequest(
  name: string,
  changes: { readonly event_id?: string; readonly event?: Readonly<Record<string, unknown>> } = {},
  headers: Readonly<Record<string, string>> = {},
): HttpRequest {
  const body = recorded(name);
  const changed = { ...body, ...changes, event: { ...body.event, ...changes.event } };
  return signedSlackRequest({
    body: JSON.stringify(changed),
    signingSecret: SIGNING_SECRET,
    atMs: NOW_MS,
    headers,
  });
}

function actionRequest(name: string, value: string, triggerId = "1.1.test"): HttpRequest {
  const body = recorded(name) as Recorded & { actions: readonly Record<string, unknown>[] };
  const payload = JSON.stringify({
    ...body,
    trigger_id: triggerId,
    actions: body.actions.map((action) => ({ ...action, value })),
  });
  return signedSlackForm({ fields: { payload }, signingSecret: SIGNING_SECRET, atMs: NOW_MS });
}

/** Hands a request to the adapter and waits for everything that follows. */
async function deliver(request: HttpRequest, to = adapter): Promise<HttpResponse> {
  const [route] = to.routes;
  if (route === undefined) throw new Error("no route");
  const response = await route.handle(request);
  await to.idle();
  return response;
}

function posted(): readonly Readonly<Record<string, unknown>>[] {
  return slack.callsOf("chat.postMessage").map((call) => call.params);
}

function slackUser(changes: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return {
    id: "U0HELGA",
    team_id: "T0ALPINE",
    is_bot: false,
    is_email_confirmed: true,
    real_name: "Vera Berg",
    locale: "en-US",
    profile: { email: TEST_CUSTOMERS.vip.email },
    ...changes,
  };
}

/** The decision id in the thumbs of the last answer. */
function lastDecisionId(): string {
  const blocks = posted().at(-1)?.blocks as { elements?: { action_id?: string; value?: string }[] }[];
  const thumb = blocks.flatMap((block) => block.elements ?? []).find((e) => e.action_id === "rate:down");
  return thumb?.value ?? "";
}

describe("a direct message", () => {
  it("is acknowledged empty, then answered in its thread with blocks", async () => {
    const response = await deliver(eventRequest("message-im"));
    expect(response).toEqual({ status: 200 });
    expect(posted()).toHaveLength(1);
    expect(posted()[0]).toMatchObject({ channel: "D0HELGA", thread_ts: "1795471200.000100" });
    expect(posted()[0]?.text).toContain("Your order is on its way");
    expect(posted()[0]?.blocks).toMatchObject([
      { type: "section", text: { type: "mrkdwn" } },
      {
        type: "context",
        elements: [{ text: expect.stringMatching(/^\*Why this reply\?\* AI-suggested answer · /) }],
      },
      { type: "actions", elements: [{ action_id: "rate:up" }, { action_id: "rate:down" }] },
      // The question of consent, which a stranger is asked under the first answer.
      { type: "divider" },
      { type: "section", text: { text: expect.stringContaining("May I use") } },
      { type: "actions", elements: [{ action_id: "choice:3" }, { action_id: "choice:4" }] },
    ]);
    expect(slack.callsOf("chat.postMessage")[0]?.authorization).toBe(`Bearer ${BOT_TOKEN}`);
  });

  it("is claimed before it is acknowledged, and answered after", async () => {
    const [route] = adapter.routes;
    const response = await route?.handle(eventRequest("message-im"));
    expect(response?.status).toBe(200);
    expect(posted()).toHaveLength(0);
    const delivery = { tenantId: test.tenantId, channel: "slack", deliveryId: "Ev0MESSAGEIM" } as const;
    expect(await test.core.claim({ ...delivery, address: {} })).toBe(false);
    await adapter.idle();
    expect(posted()).toHaveLength(1);
  });

  it("is answered for the customer whose e-mail Slack has verified, also the next time", async () => {
    slack.users.set("U0HELGA", slackUser());
    await deliver(eventRequest("message-im"));
    expect(posted()[0]?.text).toContain("has priority");
    await test.core.drained();
    await deliver(eventRequest("message-im-thread", { event: { text: "where is my order" } }));
    expect(posted()[1]?.text).toContain("has priority");
    expect(slack.callsOf("users.info")).toHaveLength(1);
  });

  it.each([
    ["unverified", slackUser({ is_email_confirmed: false })],
    ["of a bot", slackUser({ is_bot: true })],
    ["of somebody in another workspace", slackUser({ team_id: "T0PARTNER" })],
  ])("is answered without the e-mail address when it is %s", async (_, user) => {
    slack.users.set("U0HELGA", user);
    await deliver(eventRequest("message-im"));
    expect(posted()[0]?.text).not.toContain("has priority");
  });

  it("is answered when the users scopes are missing or auth.test fails", async () => {
    slack.refuse("users.info", "missing_scope");
    slack.refuse("auth.test", "internal_error");
    await deliver(eventRequest("message-im"));
    expect(posted()).toHaveLength(1);
  });

  it("leads to one answer when Slack retries", async () => {
    await deliver(eventRequest("message-im"));
    const retry = { "x-slack-retry-num": "1", "x-slack-retry-reason": "http_timeout" };
    expect((await deliver(eventRequest("message-im", {}, retry))).status).toBe(200);
    expect(posted()).toHaveLength(1);
  });
});

describe("what is not for the bot", () => {
  it.each(["message-bot", "message-changed"])("%s is acknowledged and left alone", async (name) => {
    expect((await deliver(eventRequest(name))).status).toBe(200);
    expect(slack.calls).toHaveLength(0);
  });

  it("a message by the bot's own user, known from auth.test, is left alone", async () => {
    const own = recorded("app-mention");
    const body = JSON.stringify({ ...own, authorizations: null, event: { ...own.event, user: "U0BOT" } });
    await deliver(signedSlackRequest({ body, signingSecret: SIGNING_SECRET, atMs: NOW_MS }));
    expect(posted()).toHaveLength(0);
    clock.set(NOW_MS + 1_000);
    const reopened = await test.reopen();
    expect(await reopened.interrupted(test.tenantId, "slack")).toEqual([]);
  });
});

it("a greeting is answered with places to start", async () => {
  await deliver(eventRequest("message-im", { event_id: "Ev0HELLO", event: { text: "Hello!" } }));
  expect(posted()[0]?.blocks).toMatchObject([
    { type: "section" },
    {
      type: "actions",
      elements: [{ action_id: "choice:0" }, { action_id: "choice:1" }, { action_id: "choice:2" }],
    },
    { type: "context" },
  ]);
});

it("a mention is answered in the room's thread", async () => {
  await deliver(eventRequest("app-mention"));
  expect(posted()[0]).toMatchObject({ channel: "C0SUPPORT", thread_ts: "1795471300.000300" });
});

describe("buttons", () => {
  it("a choice is answered in the thread, once", async () => {
    const press = (): HttpRequest => actionRequest("block-actions-choice", '{"replyKey":"size_help"}');
    expect(await deliver(press())).toEqual({ status: 200 });
    expect(await deliver(press())).toEqual({ status: 200 });
    expect(posted()).toHaveLength(1);
    expect(posted()[0]).toMatchObject({ channel: "D0HELGA", thread_ts: "1795471200.000100" });
    expect(posted()[0]?.text).toContain("Measure your foot");
  });

  it("a thumb is stored as feedback and thanked for to that person only", async () => {
    await deliver(eventRequest("message-im"));
    const decisionId = lastDecisionId();
    expect((await deliver(actionRequest("block-actions-rating", decisionId))).status).toBe(200);
    const again = { tenantId: test.tenantId, decisionId, kind: "rated_down", channel: "slack" } as const;
    expect(await test.core.feedback(again)).toEqual({ status: "duplicate" });
    expect(slack.callsOf("chat.postEphemeral")[0]?.params).toMatchObject({
      channel: "D0HELGA",
      user: "U0HELGA",
      thread_ts: "1795471200.000100",
      text: "Thanks, noted.",
    });
    expect(posted()).toHaveLength(1);
  });

  it("a thumb for a decision that nobody made says so", async () => {
    await deliver(actionRequest("block-actions-rating", "no-such-decision"));
    expect(slack.callsOf("chat.postEphemeral")[0]?.params.text).toContain("can't find that answer");
  });
});

describe("when answering fails", () => {
  it("what can't be claimed is not acknowledged, so that Slack sends it again", async () => {
    const closed = await openTestCore({ clock });
    const broken = adapterOn(closed.core);
    await closed.close();
    expect((await deliver(eventRequest("message-im"), broken)).status).toBe(500);
    expect((await deliver(actionRequest("block-actions-rating", "d1"), broken)).status).toBe(500);
    expect(slack.calls).toHaveLength(0);
  });

  it("a refusal by Slack is final: settled, nothing to resume", async () => {
    slack.refuse("chat.postMessage", "channel_not_found");
    await deliver(eventRequest("message-im"));
    clock.set(NOW_MS + 1_000);
    const reopened = await test.reopen();
    expect(await reopened.interrupted(test.tenantId, "slack")).toEqual([]);
    expect(lines.join("\n")).toContain("Slack Web API: channel_not_found");
  });

  it("an outage leaves it for the next start, which asks to write again, once", async () => {
    slack.refuse("chat.postMessage", "internal_error");
    await deliver(eventRequest("app-mention"));
    slack.accept("chat.postMessage");
    const before = posted().length;
    clock.set(NOW_MS + 1_000);
    const reopened = await test.reopen();
    adapter = adapterOn(reopened);
    expect(await reopened.interrupted(test.tenantId, "slack")).toHaveLength(1);
    await adapter.resume();
    await adapter.resume();
    expect(posted().slice(before)).toEqual([
      {
        channel: "C0SUPPORT",
        thread_ts: "1795471300.000300",
        text: "I was interrupted before I could answer. Could you send that once more?",
      },
    ]);
  });
});

it("opening the Home tab publishes it", async () => {
  await deliver(eventRequest("app-home-opened"));
  expect(slack.callsOf("views.publish")[0]?.params).toMatchObject({
    user_id: "U0HELGA",
    view: { type: "home", blocks: expect.arrayContaining([{ type: "divider" }]) },
  });
});

it.each([
  ["help", "*How to ask*"],
  ["", "*How to ask*"],
  ["dance", "I don't know that command yet."],
])("/rapport %s is answered in the acknowledgement, to that person only", async (text, start) => {
  const fields = { ...(recorded("slash-command") as unknown as Record<string, string>), text };
  const response = await deliver(signedSlackForm({ fields, signingSecret: SIGNING_SECRET, atMs: NOW_MS }));
  expect(response.status).toBe(200);
  const body: unknown = JSON.parse(String(response.body));
  expect(body).toEqual({ response_type: "ephemeral", text: expect.stringContaining(start) });
  expect(slack.calls).toHaveLength(0);
});

describe("losing access", () => {
  const helga = { identifier: { type: "slack_user_id", value: "T0ALPINE/U0HELGA" } } as const;
  const isKnown = async (core: Core): Promise<boolean> =>
    (await core.privacy.read(helga, "service", "test")) !== undefined;

  beforeEach(async () => {
    await deliver(eventRequest("message-im"));
    await deliver(actionRequest("block-actions-choice", '{"replyKey":"rapport:consent:yes:1"}'));
    await test.core.drained();
    expect(await isKnown(test.core)).toBe(true);
    slack.refuse("auth.test", "account_inactive");
  });

  it.each(["app-uninstalled", "tokens-revoked"])("%s erases those whom Slack brought, once", async (name) => {
    expect((await deliver(eventRequest(name))).status).toBe(200);
    expect(await isKnown(test.core)).toBe(false);
    await deliver(eventRequest(name));
    expect(lines.filter((line) => line.includes("slack people erased"))).toHaveLength(1);
    clock.set(NOW_MS + 1_000);
    expect(await (await test.reopen()).interrupted(test.tenantId, "slack")).toEqual([]);
  });

  it("leaves those whom something else knows", async () => {
    const { email } = TEST_CUSTOMERS.vip;
    await deliver(eventRequest("app-uninstalled"));
    const subject = { identifier: { type: "email", value: email } } as const;
    expect(await test.core.privacy.read(subject, "service", "test")).toBeDefined();
  });

  it("of a person's token erases nobody", async () => {
    expect((await deliver(eventRequest("tokens-revoked-user"))).status).toBe(200);
    expect(await isKnown(test.core)).toBe(true);
    expect(lines.join("\n")).toContain("tokens of people were revoked");
  });

  it("in another workspace, while the bot's token works, erases nobody", async () => {
    slack.accept("auth.test");
    const body = JSON.stringify({ ...recorded("app-uninstalled"), team_id: "T0PARTNER" });
    await deliver(signedSlackRequest({ body, signingSecret: SIGNING_SECRET, atMs: NOW_MS }));
    expect(await isKnown(test.core)).toBe(true);
  });

  it("is made up for after a crash", async () => {
    const address = { kind: "erase", event: "app_uninstalled", team: "T0ALPINE" };
    await test.core.claim({ tenantId: test.tenantId, channel: "slack", deliveryId: "Ev0LOST", address });
    clock.set(NOW_MS + 1_000);
    const reopened = await test.reopen();
    adapter = adapterOn(reopened);
    await adapter.resume();
    expect(await isKnown(reopened)).toBe(false);
    expect(await reopened.interrupted(test.tenantId, "slack")).toEqual([]);
    expect(posted()).toHaveLength(2);
  });

  it("that nobody signed erases nobody", async () => {
    const body = JSON.stringify(recorded("app-uninstalled"));
    const forged = signedSlackRequest({ body, signingSecret: "another", atMs: NOW_MS });
    expect((await deliver(forged)).status).toBe(401);
    expect(await isKnown(test.core)).toBe(true);
  });
});

describe("privacy in chat", () => {
  const ask = async (text: string, id: string, name = "message-im") => {
    await deliver(eventRequest(name, { event_id: id, event: { text } }));
    return String(posted().at(-1)?.text);
  };

  it("leaves no trace of somebody who only asks what is known of them", async () => {
    expect(await ask("What do you know about me?", "Ev0VIEW")).toContain("I know nothing about you");
    await test.core.drained();
    const subject = { identifier: { type: "slack_user_id", value: "T0ALPINE/U0HELGA" } } as const;
    expect(await test.core.privacy.read(subject, "service", "test")).toBeUndefined();
  });

  it("says in a room only where to ask", async () => {
    slack.users.set("U0HELGA", slackUser());
    expect(await ask("<@U0BOT> what do you know about me?", "Ev0ROOM", "app-mention")).toContain(
      "direct message",
    );
    expect(JSON.stringify(posted().at(-1))).not.toContain("Vera");
  });

  it("tells a customer their data in a direct message, forgets them when they confirm", async () => {
    slack.users.set("U0HELGA", slackUser());
    await ask("Where is my order?", "Ev0ONE");
    expect(await ask("what do you know about me?", "Ev0TWO")).toContain("Vera");
    expect(await ask("forget me", "Ev0THREE")).toContain("Shall I delete everything");
    await deliver(actionRequest("block-actions-choice", '{"replyKey":"rapport:privacy:forget-confirm"}'));
    expect(posted().at(-1)?.text).toContain("deleted");
    expect(await ask("Where is my order?", "Ev0FOUR")).not.toContain("has priority");
  });
});

describe("the request URL", () => {
  const body = JSON.stringify({ type: "url_verification", challenge: "c-1", token: "t" });

  it("answers the challenge only when it is signed", async () => {
    const signed = signedSlackRequest({ body, signingSecret: SIGNING_SECRET, atMs: NOW_MS });
    expect(JSON.parse(String((await deliver(signed)).body))).toEqual({ challenge: "c-1" });
    const forged = signedSlackRequest({ body, signingSecret: "other", atMs: NOW_MS });
    expect(await deliver(forged)).toEqual({ status: 401 });
  });

  it.each([
    ["ssl_check=1&token=t", 200],
    ["ssl_check=0", 401],
    ["ssl_check=1&command=%2Frapport&team_id=T0ALPINE&text=help", 401],
    ["ssl_check=1&payload=%7B%7D", 401],
  ])("answers the unsigned form %s with %i and nothing else", async (form, status) => {
    const signed = signedSlackRequest({ body: form, signingSecret: SIGNING_SECRET, atMs: NOW_MS });
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    expect(await deliver({ ...signed, headers })).toEqual({ status });
  });
});

it("no word of a message, no token and no address gets into a log line", async () => {
  const marker = "zwergpinguin";
  slack.users.set("U0HELGA", slackUser());
  await deliver(eventRequest("message-im", { event: { text: `${marker} where is my order` } }));
  slack.refuse("chat.postMessage", "internal_error");
  await deliver(eventRequest("app-mention", { event: { text: `<@U0BOT> ${marker}` } }));
  await deliver(eventRequest("app-mention", { event: { text: marker, channel: 7 } }));
  expect(lines.length).toBeGreaterThan(2);
  const all = lines.join("\n");
  for (const secret of [marker, BOT_TOKEN, SIGNING_SECRET, TEST_CUSTOMERS.vip.email, "Vera"]) {
    expect(all).not.toContain(secret);
  }
});

it("refuses to start without a secret or a token", () => {
  const start = (signingSecret: string, botToken: string): ChannelAdapter =>
    createSlackAdapter({ core: test.core, tenantId: test.tenantId, clock, log, signingSecret, botToken });
  expect(() => start("", BOT_TOKEN)).toThrow(RapportError);
  expect(() => start(SIGNING_SECRET, "")).toThrow(RapportError);
});
