import fc from "fast-check";
import { expect, it } from "vitest";
import { slackCards } from "./render-slack-cards.js";
import { renderSlackReply } from "./render-slack-reply.js";

const TENT = {
  sku: "T-1",
  name: "Tarn & 2",
  priceText: "€289.00",
  imageUrl: "https://shop.example/t.png",
  url: "https://shop.example/t",
  reason: "because you prefer <green>",
};

it("draws a product with its picture and a button that opens it", () => {
  expect(slackCards({ products: [TENT], locale: "de" })).toEqual([
    {
      type: "section",
      text: { type: "mrkdwn", text: "*Tarn &amp; 2*\n€289.00\nbecause you prefer &lt;green&gt;" },
      accessory: { type: "image", image_url: TENT.imageUrl, alt_text: "Tarn & 2" },
    },
    {
      type: "actions",
      elements: [
        {
          type: "button",
          action_id: "open:0",
          text: { type: "plain_text", text: "Ansehen" },
          url: TENT.url,
          accessibility_label: "Ansehen: Tarn & 2",
        },
      ],
    },
  ]);
});

it("puts the button where the picture would be, or nothing", () => {
  const { imageUrl: _picture, ...plain } = TENT;
  expect(slackCards({ products: [plain], locale: "en" })).toMatchObject([
    { type: "section", accessory: { type: "button", url: TENT.url, text: { text: "View" } } },
  ]);
  const bare = { sku: "B", name: "Bivy", priceText: "€99.00" };
  expect(slackCards({ products: [bare], locale: "en" })).toEqual([
    { type: "section", text: { type: "mrkdwn", text: "*Bivy*\n€99.00" } },
  ]);
});

it("draws articles as links that end where they should", () => {
  const articles = [{ title: "Care > wash|dry", url: "https://shop.example/a?b=1&c=<|>" }];
  expect(slackCards({ articles, locale: "en" })).toEqual([
    {
      type: "section",
      text: {
        type: "mrkdwn",
        text: "• <https://shop.example/a?b=1&amp;c=%3C%7C%3E|Care &gt; wash|dry>",
      },
    },
  ]);
});

it("keeps within Slack's limits, whatever is in a reply", () => {
  const url = fc.webUrl({ withQueryParameters: true });
  const words = fc.string({ unit: "grapheme", maxLength: 400 });
  const product = fc.record(
    { sku: words, name: words, priceText: words, imageUrl: url, url, reason: words },
    { requiredKeys: ["sku", "name", "priceText"] },
  );
  const reply = fc.record({
    text: fc.string({ unit: "grapheme", minLength: 1, maxLength: 30_000 }),
    products: fc.array(product, { maxLength: 8 }),
    articles: fc.array(fc.record({ title: words, url }), { maxLength: 8 }),
  });
  fc.assert(
    fc.property(reply, (given) => {
      const { blocks } = renderSlackReply({
        ...given,
        decisionId: "d",
        kind: "answer",
        locale: "en",
        customerReason: "because",
        choices: ["a", "b", "c"].map((replyKey) => ({ replyKey, title: replyKey })),
        ask: { text: "May I?", choices: [] },
        suggestions: [],
        receipt: {
          fields: [],
          withheld: [],
          segment: { key: "vip", name: "VIP", confidence: 1, because: "so", tier: "rules" },
          tier: "rules",
          modelVersion: "none",
          source: { kind: "reply", key: "k", variant: "default/en" },
          consent: { purpose: "personalization", status: "granted", basis: "consent" },
          reasons: [],
        },
      });
      expect(blocks.length).toBeLessThanOrEqual(50);
      const ids = blocks.flatMap((block) => (block.type === "actions" ? block.elements : []));
      const named = ids.flatMap((element) => ("action_id" in element ? [element.action_id] : []));
      expect(new Set(named).size).toBe(named.length);
      for (const block of blocks) {
        if (block.type !== "section") continue;
        expect(block.text?.text.length).toBeLessThanOrEqual(3_000);
        expect(block.text?.text).not.toBe("");
      }
    }),
    { numRuns: 60 },
  );
});
