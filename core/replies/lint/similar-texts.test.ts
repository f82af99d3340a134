import { describe, expect, it } from "vitest";
import type { LintFinding } from "./lint-finding.js";
import { findSimilarTexts } from "./similar-texts.js";
import { testReply } from "./test-library.js";

// 18 words, 17 pairs of words.
const REFUND =
  "Your refund is on its way and reaches your account within five working days after we sent it.";

function briefly(findings: readonly LintFinding[]) {
  return findings.map(({ rule, replies }) => ({ rule, replies }));
}

describe("findSimilarTexts", () => {
  it("finds texts that read the same, whatever their case, punctuation and accents", async () => {
    const replies = [
      testReply("a", { body: "Danke! Wir prüfen das." }),
      testReply("b", { body: "danke, wir prufen  das" }),
      testReply("c", { body: "Danke! Wir prüfen es." }),
    ];
    expect(briefly(await findSimilarTexts({ replies }))).toEqual([
      { rule: "duplicate-text", replies: ["a", "b"] },
    ]);
  });

  it("finds texts that differ in a word", async () => {
    const replies = [
      testReply("a", { body: REFUND }),
      testReply("b", { body: REFUND.replace("five", "ten") }),
      testReply("c", { body: "We have no record of an order with this number. Could you look it up again?" }),
    ];
    // Two of 17 pairs are other ones: 15 shared of 19.
    expect(await findSimilarTexts({ replies })).toEqual([
      {
        rule: "near-duplicate-text",
        severity: "warning",
        replies: ["a", "b"],
        message:
          "2 replies say nearly the same (79 % alike): make one of them, with variants where customers differ.",
        figures: { similarityLow: 15 / 19, similarityHigh: 15 / 19 },
      },
    ]);
  });

  it("takes what a customer's name is put in for as one word", async () => {
    const replies = [
      testReply("a", { body: `Hi {{ customer.first_name }}, ${REFUND}` }),
      testReply("b", { body: `Hi {{customer.first_name}}, {% if order.id %}${REFUND}{% endif %}` }),
    ];
    expect(briefly(await findSimilarTexts({ replies }))).toEqual([
      { rule: "duplicate-text", replies: ["a", "b"] },
    ]);
  });

  it("compares translations for everybody, and neither a reply with itself nor texts for segments", async () => {
    const variants = [
      { body: REFUND, locale: "de" },
      { body: REFUND, segment: "vip" },
    ];
    const own = [testReply("a", { body: REFUND.replace("five", "ten"), variants })];
    expect(await findSimilarTexts({ replies: own })).toEqual([]);
    const replies = [
      ...own,
      testReply("b", { body: "Bonjour.", variants: [{ body: REFUND, locale: "fr" }] }),
    ];
    expect(briefly(await findSimilarTexts({ replies }))).toEqual([
      { rule: "duplicate-text", replies: ["a", "b"] },
      { rule: "near-duplicate-text", replies: ["a", "b"] },
    ]);
  });

  it("says nothing of short texts that are nearly the same", async () => {
    const replies = [
      testReply("a", { body: "Have a nice day!" }),
      testReply("b", { body: "Have a nice evening!" }),
    ];
    expect(await findSimilarTexts({ replies })).toEqual([]);
  });
});
