import { describe, expect, it } from "vitest";
import { type ReplyRecord, replyRecordSchema } from "../replies/reply-record.js";
import { settleOrigins } from "./settle-origin.js";

function reply(key: string, more: Partial<ReplyRecord> = {}): ReplyRecord {
  return replyRecordSchema.parse({ key, title: key, body: "Text", ...more });
}

const foreign = (...of: Parameters<typeof reply>) => ({ ...reply(...of), isForeign: true });

const library = (...replies: readonly ReplyRecord[]) => new Map(replies.map((each) => [each.key, each]));

describe("settleOrigins", () => {
  it("keeps the key of a text that was brought over before, whatever its title is now, and what was added", () => {
    const before = reply("old_title", {
      origin: "zendesk/macros/7",
      intents: ["refund"],
      variants: [{ segment: "vip", body: "For you" }],
      segments: ["vip"],
    });
    const settle = settleOrigins(library(before));
    expect(
      settle(foreign("new_title", { title: "New", body: "New text", origin: "zendesk/macros/7" })),
    ).toEqual({
      ...before,
      title: "New",
      body: "New text",
    });
  });

  it("gives a new one its number where the key is taken", () => {
    const settle = settleOrigins(library(reply("refund")));
    expect(settle(foreign("refund", { origin: "zendesk/macros/7" })).key).toBe("refund_7");
    expect(settle(foreign("order", { origin: "zendesk/macros/8" })).key).toBe("order");
    expect(settle(foreign("order", { origin: "zendesk/macros/9" })).key).toBe("order_9");
    expect(settle(foreign("order", { origin: "zendesk/macros/8" })).key).toBe("order");
  });

  it("leaves alone what is the company's own, also if it was another product's once", () => {
    const before = reply("refund", {
      origin: "zendesk/macros/7",
      variants: [{ segment: "vip", body: "For you" }],
    });
    const own = { ...before, variants: [] };
    expect(settleOrigins(library(before))({ ...own, isForeign: false })).toEqual(own);
  });
});
