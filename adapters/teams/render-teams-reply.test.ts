import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Reply } from "../../core/index.js";
import { renderTeamsReply } from "./render-teams-reply.js";

const REPLY: Reply = {
  decisionId: "d-1",
  kind: "answer",
  text: "Hello Ada,\n\nyour order is on its way.",
  locale: "en",
  choices: [
    { replyKey: "order_status", title: "Order status" },
    { replyKey: "returns", title: "Returns" },
    { replyKey: "refund", title: "Refund" },
  ],
  suggestions: [],
  customerReason: "You are on the Summit plan.",
  receipt: {
    fields: ["purchases.plan"],
    withheld: [],
    segment: { key: "vip", name: "VIP", confidence: 1, because: "plan is summit", tier: "rules" },
    tier: "rules",
    modelVersion: "none",
    source: { kind: "reply", key: "order_status", variant: "vip/en" },
    consent: { purpose: "personalization", status: "granted", basis: "consent" },
    reasons: ["plan is summit", "second"],
  },
};

const cardSchema = z.looseObject({ version: z.string(), body: z.array(z.looseObject({ type: z.string() })) });
const actionSet = z.looseObject({ actions: z.array(z.looseObject({ type: z.string(), data: z.unknown() })) });

function cardOf(reply: Reply) {
  return cardSchema.parse(renderTeamsReply(reply).attachments?.[0]?.content);
}

const container = z.looseObject({
  type: z.literal("Container"),
  items: z.array(z.looseObject({ type: z.string() })),
});

function actionsOf(reply: Reply) {
  const elements = cardOf(reply).body.flatMap(
    (element) => container.safeParse(element).data?.items ?? [element],
  );
  return elements.flatMap((element) => {
    const parsed = actionSet.safeParse(element);
    return parsed.success ? parsed.data.actions : [];
  });
}

const richTextSchema = z.looseObject({
  type: z.literal("RichTextBlock"),
  inlines: z.array(z.looseObject({ type: z.literal("TextRun"), text: z.string() })),
});

/** What a reader sees, line by line. */
function textsOf(reply: Reply) {
  return cardOf(reply).body.flatMap((element) => {
    const rich = richTextSchema.safeParse(element);
    if (rich.success) return [rich.data.inlines.map(({ text }) => text).join("")];
    return element.type === "TextBlock" ? [element.text] : [];
  });
}

describe("renderTeamsReply", () => {
  it("shows text, the first reason and the question, all wrapped", () => {
    expect(textsOf(REPLY)).toEqual([
      "Hello Ada,",
      "your order is on its way.",
      "Why this reply? You are on the Summit plan.",
      "Was this helpful?",
    ]);
    expect(cardOf(REPLY).body.every(({ type, wrap }) => type !== "TextBlock" || wrap === true)).toBe(true);
    expect(cardOf(REPLY).version).toBe("1.5");
  });

  it("offers choices and the rating as submits", () => {
    expect(actionsOf(REPLY).map(({ type, data }) => ({ type, data }))).toEqual([
      { type: "Action.Submit", data: { choice: "order_status" } },
      { type: "Action.Submit", data: { choice: "returns" } },
      { type: "Action.Submit", data: { choice: "refund" } },
      { type: "Action.Submit", data: { feedback: "rated_up", decisionId: "d-1" } },
      { type: "Action.Submit", data: { feedback: "rated_down", decisionId: "d-1" } },
    ]);
  });

  const CHOICES = Array.from({ length: 9 }, (_, n) => ({ replyKey: `key${n}`, title: `Title ${n}` }));
  const ASK = {
    text: "May I use your data?",
    choices: [
      { replyKey: "rapport:consent:yes:1", title: "Yes" },
      { replyKey: "rapport:consent:no:1", title: "No" },
    ],
  };

  it("never has more than the store's 6 actions, and drops choices first", () => {
    expect(actionsOf({ ...REPLY, choices: CHOICES }).length).toBeLessThanOrEqual(6);
    expect(actionsOf({ ...REPLY, choices: CHOICES, ask: ASK }).map(({ data }) => data)).toEqual([
      { choice: "key0" },
      { choice: "key1" },
      { feedback: "rated_up", decisionId: "d-1" },
      { feedback: "rated_down", decisionId: "d-1" },
      { choice: "rapport:consent:yes:1" },
      { choice: "rapport:consent:no:1" },
    ]);
  });

  it("puts a question in a box of its own, below everything", () => {
    expect(cardOf({ ...REPLY, ask: ASK }).body.at(-1)).toMatchObject({
      type: "Container",
      items: [{ type: "TextBlock", text: "May I use your data?", wrap: true }, { type: "ActionSet" }],
    });
  });

  it("has nothing to rate, and no label of a suggestion, about somebody's own data", () => {
    const privacy: Reply = { ...REPLY, kind: "privacy" };
    expect(actionsOf(privacy).map(({ data }) => data)).toEqual([
      { choice: "order_status" },
      { choice: "returns" },
      { choice: "refund" },
    ]);
    expect(renderTeamsReply(privacy).channelData).toBeUndefined();
    expect(renderTeamsReply(privacy).entities).toEqual([]);
  });

  it("has one root message entity, the AI label, and Teams' feedback", () => {
    const activity = renderTeamsReply(REPLY);
    expect(activity.entities).toEqual([
      expect.objectContaining({ type: "https://schema.org/Message", additionalType: ["AIGeneratedContent"] }),
    ]);
    expect(activity.channelData).toEqual({ feedbackLoop: { type: "default" } });
  });

  it("asks nothing about a greeting, and labels it all the same", () => {
    const greeting: Reply = { ...REPLY, kind: "greeting", choices: [] };
    expect(actionsOf(greeting)).toEqual([]);
    expect(renderTeamsReply(greeting).channelData).toBeUndefined();
    expect(renderTeamsReply(greeting).entities).toHaveLength(1);
  });

  it("speaks German with a German reply", () => {
    const german = { ...REPLY, locale: "de-AT" };
    expect(textsOf(german)).toContain("War das hilfreich?");
    expect(textsOf(german)).toContain("Warum diese Antwort? You are on the Summit plan.");
    expect(actionsOf(german).map(({ title }) => title)).toEqual(expect.arrayContaining(["Ja", "Nein"]));
  });

  it("fits into a message, whatever is in it", () => {
    const url = "https://shop.example/a";
    const card = { sku: "T", name: "Tarn 2", priceText: "€1.00", url, imageUrl: url, reason: "because" };
    const extras = {
      products: Array.from({ length: 5 }, (_, n) => ({ ...card, sku: `T${n}` })),
      articles: [{ title: "Care", url }],
      ask: ASK,
    };
    const text = fc.string({
      unit: fc.constantFrom("a", " ", "\n", '"', "\\", "é", "🧗", ". "),
      maxLength: 30_000,
    });
    fc.assert(
      fc.property(text, (written) => {
        const sent = JSON.stringify(renderTeamsReply({ ...REPLY, ...extras, text: written }));
        expect(2 * sent.length).toBeLessThanOrEqual(40 * 1024);
      }),
      { numRuns: 30 },
    );
    const sentences = "A sentence of its own. ".repeat(1_000);
    expect(textsOf({ ...REPLY, ...extras, text: sentences })).toContain(`Read on: ${url}`);
  });

  it("summarizes in one line of at most 200 characters", () => {
    expect(renderTeamsReply(REPLY).summary).toBe("Hello Ada, your order is on its way.");
    expect(renderTeamsReply({ ...REPLY, text: "x".repeat(500) }).summary).toHaveLength(200);
  });
});
