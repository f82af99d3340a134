import { describe, expect, it } from "vitest";
import type { Reply } from "../../core/index.js";
import { renderSlackReply } from "./render-slack-reply.js";

const REPLY: Reply = {
  decisionId: "d1",
  kind: "answer",
  text: "Boots & poles < 100 €",
  locale: "en",
  choices: [],
  suggestions: [],
  customerReason: "Asked about <orders>",
  receipt: {
    fields: [],
    withheld: [],
    segment: { key: "vip", name: "VIP", confidence: 1, because: "plan is summit", tier: "rules" },
    tier: "clusters",
    modelVersion: "none",
    source: { kind: "reply", key: "order_status", variant: "vip/en" },
    consent: { purpose: "personalization", status: "granted", basis: "consent" },
    reasons: ["plan is summit", "second"],
  },
};

describe("renderSlackReply", () => {
  it("draws text, disclosure and thumbs, escaped", () => {
    expect(renderSlackReply(REPLY)).toEqual({
      text: "Boots &amp; poles &lt; 100 €",
      blocks: [
        { type: "section", text: { type: "mrkdwn", text: "Boots &amp; poles &lt; 100 €" } },
        {
          type: "context",
          elements: [
            {
              type: "mrkdwn",
              text: "*Why this reply?* AI-suggested answer · Asked about &lt;orders&gt;",
            },
          ],
        },
        {
          type: "actions",
          elements: [
            {
              type: "button",
              action_id: "rate:up",
              text: { type: "plain_text", text: "👍", emoji: true },
              value: "d1",
            },
            {
              type: "button",
              action_id: "rate:down",
              text: { type: "plain_text", text: "👎", emoji: true },
              value: "d1",
            },
          ],
        },
      ],
    });
  });

  it("draws a button per choice, titles within Slack's limit", () => {
    const long = "x".repeat(80);
    const { blocks } = renderSlackReply({
      ...REPLY,
      choices: [
        { replyKey: "a", title: "Track an order" },
        { replyKey: "b", title: long },
      ],
    });
    expect(blocks[1]).toMatchObject({
      type: "actions",
      elements: [
        { action_id: "choice:0", text: { text: "Track an order" }, value: '{"replyKey":"a"}' },
        { action_id: "choice:1", text: { text: `${"x".repeat(74)}…` }, value: '{"replyKey":"b"}' },
      ],
    });
  });

  it("puts a question under everything, with buttons that are no other's", () => {
    const choices = ["a", "b", "c"].map((replyKey) => ({ replyKey, title: replyKey }));
    const ask = {
      text: "May I use your <data>?",
      choices: [
        { replyKey: "rapport:consent:yes:1", title: "Yes" },
        { replyKey: "rapport:consent:no:1", title: "No" },
      ],
    };
    const { blocks, text } = renderSlackReply({ ...REPLY, choices, ask });
    expect(blocks.slice(-3)).toMatchObject([
      { type: "divider" },
      { type: "section", text: { text: "May I use your &lt;data&gt;?" } },
      {
        type: "actions",
        elements: [
          { action_id: "choice:3", text: { text: "Yes" }, value: '{"replyKey":"rapport:consent:yes:1"}' },
          { action_id: "choice:4", text: { text: "No" }, value: '{"replyKey":"rapport:consent:no:1"}' },
        ],
      },
    ]);
    const ids = blocks.flatMap((block) =>
      block.type === "actions" ? block.elements.map((e) => e.action_id) : [],
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(text).not.toContain("May I");
  });

  it.each(["privacy", "greeting"] as const)("has no thumbs under a %s reply", (kind) => {
    expect(JSON.stringify(renderSlackReply({ ...REPLY, kind }))).not.toContain("rate:");
  });

  it("calls nothing about somebody's own data a suggestion", () => {
    expect(JSON.stringify(renderSlackReply({ ...REPLY, kind: "privacy" }))).not.toContain("AI-suggested");
  });

  it("keeps Slack's limits for any text", () => {
    const wide = "&".repeat(40_000);
    const choices = ["a", "b", "c"].map((replyKey) => ({ replyKey, title: wide }));
    const { text, blocks } = renderSlackReply({
      ...REPLY,
      text: wide,
      choices,
      ask: { text: wide, choices },
    });
    expect(text.length).toBeLessThanOrEqual(4000);
    expect(blocks.length).toBeLessThanOrEqual(50);
    const sections = blocks.filter((block) => block.type === "section");
    expect(sections.every((block) => (block.text?.text.length ?? 0) <= 3000)).toBe(true);
  });
});
