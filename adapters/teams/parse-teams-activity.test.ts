import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { parseTeamsActivity } from "./parse-teams-activity.js";

async function fixture(name: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(new URL(`./fixtures/${name}.json`, import.meta.url), "utf8"));
}

describe("parseTeamsActivity", () => {
  it("reads a message", async () => {
    expect(parseTeamsActivity(await fixture("message-personal"))).toEqual({
      kind: "message",
      activityId: "1732094102123",
      writer: {
        id: "29:1aFvQ3l0Zx-ada",
        aadObjectId: "5f1f9b0e-1111-4d7c-9a41-7f2f5c1d0001",
        name: "Ada Beispiel",
      },
      text: "Where is my order?",
      address: {
        kind: "message",
        serviceUrl: "https://smba.trafficmanager.net/emea/",
        conversationId: "a:1pL6i0oY3C0K8oAj8-ada",
        conversationType: "personal",
        tenantId: "1c2d3e4f-2222-4d7c-9a41-7f2f5c1d0002",
        botId: "28:6f1c6a36-9c3f-4d1f-8f07-3c1c6f1f2a11",
        userId: "29:1aFvQ3l0Zx-ada",
        activityId: "1732094102123",
        locale: "en-US",
      },
    });
  });

  it("takes the bot's mention out and keeps the name of somebody else", async () => {
    expect(parseTeamsActivity(await fixture("message-channel-mention"))).toMatchObject({
      kind: "message",
      text: "can Ben Muster return this?",
      teamId: "19:3a5bf0team@thread.tacv2",
    });
  });

  it("reads a pressed choice, which has no text", async () => {
    expect(parseTeamsActivity(await fixture("message-choice"))).toMatchObject({
      kind: "message",
      text: "",
      choice: "order_status",
    });
  });

  it("reads a pressed thumb", async () => {
    expect(parseTeamsActivity(await fixture("message-rating"))).toMatchObject({
      kind: "rated",
      decisionId: "d-7",
      rating: "rated_down",
    });
  });

  it("reads Teams' own feedback without what was written in it", async () => {
    const event = parseTeamsActivity(await fixture("invoke-feedback"));
    expect(event).toEqual({
      kind: "reacted",
      tenantId: "1c2d3e4f-2222-4d7c-9a41-7f2f5c1d0002",
      conversationId: "a:1pL6i0oY3C0K8oAj8-ada",
      replyToId: "1732094103000",
      rating: "rated_down",
    });
  });

  it.each(["conversation-update-bot-added", "installation-update-add"])("%s installs", async (name) => {
    expect(parseTeamsActivity(await fixture(name))).toMatchObject({
      kind: "installed",
      address: { kind: "welcome", conversationId: "a:1pL6i0oY3C0K8oAj8-ada" },
    });
  });

  it("ignores that somebody else joined", async () => {
    expect(parseTeamsActivity(await fixture("conversation-update-member-added"))).toEqual({
      kind: "ignored",
    });
  });

  it("ignores the bot's own messages", async () => {
    const activity = await fixture("message-personal");
    expect(parseTeamsActivity({ ...activity, from: activity.recipient })).toEqual({ kind: "ignored" });
  });

  it("takes the tenant from channelData when the conversation has none", async () => {
    const activity = { ...(await fixture("message-personal")), conversation: { id: "a:1" } };
    expect(parseTeamsActivity(activity)).toMatchObject({
      address: { tenantId: "1c2d3e4f-2222-4d7c-9a41-7f2f5c1d0002" },
    });
  });

  it.each([
    ["nothing", undefined, "activity"],
    ["an empty object", {}, "type"],
    ["a list", [], "activity"],
  ])("%s is malformed", (_name, body, rule) => {
    expect(parseTeamsActivity(body)).toEqual({ kind: "malformed", rule });
  });

  it.each([
    ["no id", { id: undefined }, "id"],
    ["no tenant", { conversation: { id: "a:1" }, channelData: {} }, "conversation.tenantId"],
    ["another channel", { channelId: "webchat" }, "channelId"],
    ["a conversation that is text", { conversation: "a:1" }, "conversation"],
    ["a text that is a number", { text: 7 }, "text"],
    ["an endless id", { id: "1".repeat(129) }, "id"],
  ])("a message with %s is malformed", async (_name, change, rule) => {
    const activity = { ...(await fixture("message-personal")), ...change };
    expect(parseTeamsActivity(activity)).toEqual({ kind: "malformed", rule });
  });

  it.each(["messageReaction", "typing", "endOfConversation"])("ignores %s", async (type) => {
    expect(parseTeamsActivity({ ...(await fixture("message-personal")), type })).toEqual({ kind: "ignored" });
  });

  it.each(["adaptiveCard/action", "task/fetch"])("does not know the invoke %s", async (name) => {
    expect(parseTeamsActivity({ ...(await fixture("invoke-feedback")), name })).toEqual({
      kind: "unknown_invoke",
    });
  });
});
