import fc from "fast-check";
import { expect, it } from "vitest";
import { escapeMrkdwn, slackFallback, slackSections } from "./slack-text.js";

const textsOf = (...given: Parameters<typeof slackSections>) =>
  slackSections(...given).map(({ text }) => text?.text ?? "");

it("cuts at line breaks where it can", () => {
  const line = "word ".repeat(400).trim();
  expect(textsOf(`${line}\n${line}`, 5)).toEqual([line, line]);
  expect(textsOf("", 5)).toEqual([]);
});

it("says where to read on when there is more than there is room for", () => {
  const text = "A sentence of its own. ".repeat(400);
  const further = { url: "https://x.example/a?b=1&c=2", locale: "en" };
  const [first, last] = textsOf(text, 2, further);
  expect(first).toMatch(/^A sentence.*own\.$/s);
  expect(last).toMatch(/ …\nRead on: https:\/\/x\.example\/a\?b=1&amp;c=2$/);
  expect(textsOf(text, 2)[1]).toMatch(/ …$/);
});

it("keeps the limits, and never cuts an entity", () => {
  const text = fc.string({
    unit: fc.constantFrom("a", "&", "<", ">", " ", "\n", "é", "🧗"),
    minLength: 1,
    maxLength: 9_000,
  });
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 4 }), (written, atMost) => {
      const sections = textsOf(written, atMost);
      expect(sections.length).toBeLessThanOrEqual(atMost);
      for (const piece of [...sections, slackFallback(written)]) {
        expect(piece).not.toMatch(/&(?!amp;|lt;|gt;)|\p{Surrogate}/u);
      }
      for (const piece of sections) expect(piece.length).toBeLessThanOrEqual(3_000);
      expect(slackFallback(written).length).toBeLessThanOrEqual(4_000);
      const visible = (s: string) => s.replaceAll(/\s/g, "");
      if (sections.at(-1)?.endsWith(" …") !== true) {
        expect(visible(sections.join(""))).toBe(visible(escapeMrkdwn(written)));
      }
    }),
    { numRuns: 60 },
  );
});
