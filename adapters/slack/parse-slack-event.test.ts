import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseSlackEvent } from "./parse-slack-event.js";
import type { SlackDelivery } from "./slack-delivery.js";

const JSON_TYPE = "application/json";
const FORM_TYPE = "application/x-www-form-urlencoded";

type Recorded = Record<string, unknown> & { event?: Record<string, unknown> };

function recorded(name: string): Recorded {
  return JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), "utf8"));
}

function parseJson(body: unknown): SlackDelivery | undefined {
  return parseSlackEvent(Buffer.from(JSON.stringify(body)), JSON_TYPE)?.delivery;
}

function parseForm(fields: Record<string, string>): SlackDelivery | undefined {
  return parseSlackEvent(Buffer.from(new URLSearchParams(fields).toString()), FORM_TYPE)?.delivery;
}

function withEvent(name: string, changes: Record<string, unknown>): Recorded {
  const body = recorded(name);
  return { ...body, event: { ...body.event, ...changes } };
}

describe("parseSlackEvent", () => {
  it("reads a direct message: one conversation, answered in the message's thread", () => {
    expect(parseJson(recorded("message-im"))).toEqual({
      kind: "message",
      deliveryId: "Ev0MESSAGEIM",
      messageTs: "1795471200.000100",
      address: { team: "T0ALPINE", channel: "D0HELGA", threadTs: "1795471200.000100" },
      conversationId: "T0ALPINE/D0HELGA",
      isPrivate: true,
      person: { team: "T0ALPINE", user: "U0HELGA" },
      text: "Where is my order?",
      sentAtMs: 1795471200_000,
    });
  });

  it("reads a reply in a thread of the direct message as the same conversation", () => {
    expect(parseJson(recorded("message-im-thread"))).toMatchObject({
      address: { threadTs: "1795471200.000100" },
      conversationId: "T0ALPINE/D0HELGA",
    });
  });

  it("reads a mention: a conversation per thread, markup gone", () => {
    expect(parseJson(recorded("app-mention"))).toMatchObject({
      kind: "message",
      conversationId: "T0ALPINE/C0SUPPORT/1795471300.000300",
      isPrivate: false,
      text: "how do I return boots & poles? See returns page",
    });
    expect(parseJson(withEvent("app-mention", { thread_ts: "1795471000.000001" }))).toMatchObject({
      conversationId: "T0ALPINE/C0SUPPORT/1795471000.000001",
      address: { threadTs: "1795471000.000001" },
    });
  });

  it("takes a bare mention for a call for help", () => {
    expect(parseJson(withEvent("app-mention", { text: "<@U0BOT>" }))).toMatchObject({ text: "help" });
  });

  it("names a guest from another workspace by that workspace", () => {
    expect(parseJson(withEvent("app-mention", { user_team: "T0PARTNER" }))).toMatchObject({
      person: { team: "T0PARTNER", user: "U0HELGA" },
      address: { team: "T0ALPINE" },
    });
  });

  it.each([
    ["the bot's own message", recorded("message-bot")],
    ["an edit", recorded("message-changed")],
    ["an edited mention", withEvent("app-mention", { edited: { user: "U0HELGA", ts: "1795471301.000000" } })],
    ["a message of another bot", withEvent("app-mention", { bot_id: "B0OTHER" })],
    ["a message by the bot's user", withEvent("message-im", { user: "U0BOT" })],
    ["Slackbot", withEvent("message-im", { user: "USLACKBOT" })],
    ["an upload", withEvent("message-im", { subtype: "file_share" })],
    ["a message in a room", withEvent("message-im", { channel_type: "channel", channel: "C0SUPPORT" })],
    ["a message in a group of people", withEvent("message-im", { channel_type: "mpim" })],
    ["a mention in a direct message", withEvent("app-mention", { channel: "D0HELGA" })],
    ["an empty message", withEvent("message-im", { text: "" })],
    ["an event that is not subscribed to", withEvent("message-im", { type: "reaction_added" })],
    ["the Messages tab opened", withEvent("app-home-opened", { tab: "messages" })],
    ["a rate limit notice", { type: "app_rate_limited", team_id: "T0ALPINE" }],
  ])("ignores %s", (_, body) => {
    expect(parseJson(body)).toEqual({ kind: "ignored" });
  });

  it("reads the Home tab, the end of access and the challenge", () => {
    expect(parseJson(recorded("app-home-opened"))).toEqual({ kind: "home_opened", user: "U0HELGA" });
    const ended = { kind: "access_ended", team: "T0ALPINE", endsBot: true };
    expect(parseJson(recorded("app-uninstalled"))).toEqual({
      ...ended,
      event: "app_uninstalled",
      deliveryId: "Ev0UNINSTALLED",
    });
    const revoked = { ...ended, event: "tokens_revoked" };
    expect(parseJson(recorded("tokens-revoked"))).toEqual({ ...revoked, deliveryId: "Ev0REVOKED" });
    expect(parseJson(recorded("tokens-revoked-user"))).toEqual({
      ...revoked,
      deliveryId: "Ev0REVOKEDUSER",
      endsBot: false,
    });
    expect(parseJson(recorded("url-verification"))).toEqual({
      kind: "url_verification",
      challenge: "fixture-challenge-3eZbrw1a",
    });
  });

  it("reads a pressed choice and a thumb", () => {
    const address = { team: "T0ALPINE", channel: "D0HELGA", threadTs: "1795471200.000100" };
    const person = { team: "T0ALPINE", user: "U0HELGA" };
    expect(parseForm({ payload: JSON.stringify(recorded("block-actions-choice")) })).toEqual({
      kind: "choice",
      deliveryId: "action:1795471215.1.fixture",
      messageTs: "1795471205.000900",
      address,
      person,
      conversationId: "T0ALPINE/D0HELGA",
      isPrivate: true,
      replyKey: "order_status",
    });
    expect(parseForm({ payload: JSON.stringify(recorded("block-actions-rating")) })).toEqual({
      kind: "rating",
      decisionId: "decision-fixture",
      rating: "rated_down",
      address,
      person,
    });
  });

  it("ignores other interactions", () => {
    expect(parseForm({ payload: JSON.stringify({ type: "view_closed" }) })).toEqual({ kind: "ignored" });
    const other = { ...recorded("block-actions-choice"), actions: [{ action_id: "link", value: "x" }] };
    expect(parseForm({ payload: JSON.stringify(other) })).toEqual({ kind: "ignored" });
  });

  it("reads a slash command", () => {
    const fields = recorded("slash-command") as unknown as Record<string, string>;
    expect(parseForm(fields)).toEqual({ kind: "command", text: "help" });
  });

  it.each([
    ["no JSON", "{", JSON_TYPE],
    ["an array", "[]", JSON_TYPE],
    ["null", "null", JSON_TYPE],
    ["nothing", "", JSON_TYPE],
    ["an object without a type", "{}", JSON_TYPE],
    ["a callback without an event", JSON.stringify({ type: "event_callback" }), JSON_TYPE],
    ["an event that is text", JSON.stringify({ ...recorded("message-im"), event: "x" }), JSON_TYPE],
    ["a message without a room", JSON.stringify(withEvent("message-im", { channel: 7 })), JSON_TYPE],
    [
      "revoked tokens without the tokens",
      JSON.stringify(withEvent("tokens-revoked", { tokens: 7 })),
      JSON_TYPE,
    ],
    ["a challenge that is an object", JSON.stringify({ type: "url_verification", challenge: {} }), JSON_TYPE],
    ["an empty form", "", FORM_TYPE],
    ["a payload that is no JSON", "payload=%7B", FORM_TYPE],
    ["a payload that is a number", "payload=7", FORM_TYPE],
    ["a command without a team", "command=%2Frapport&text=help", FORM_TYPE],
    [
      "a choice with a broken value",
      new URLSearchParams({
        payload: JSON.stringify({
          ...recorded("block-actions-choice"),
          actions: [{ action_id: "choice:0", value: "{" }],
        }),
      }).toString(),
      FORM_TYPE,
    ],
  ])("does not understand %s", (_, body, contentType) => {
    expect(parseSlackEvent(Buffer.from(body), contentType)).toBeUndefined();
  });
});
