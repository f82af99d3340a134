import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PROPERTY_RUNS } from "../property-runs.js";
import { shortenText, splitText } from "./fit-text.js";

const escaped = (character: string) => character.replaceAll("&", "&amp;").length;

describe("splitText", () => {
  it.each([
    ["One two three four.", 30, ["One two three four."]],
    ["One two three. Four five", 20, ["One two three.", "Four five"]],
    ["A sentence here. Another one", 21, ["A sentence here.", "Another one"]],
    ["first line here\nsecond line", 21, ["first line here", "second line"]],
    ["one two three four five six", 20, ["one two three four", "five six"]],
    ["x".repeat(45), 20, ["x".repeat(20), "x".repeat(20), "x".repeat(5)]],
    [`ab ${"x".repeat(25)} cd`, 20, ["ab", "x".repeat(20), "xxxxx cd"]],
    ["twenty characters ok and more", 20, ["twenty characters ok", "and more"]],
    ["  \n ", 20, []],
  ])("%j in pieces of %i is %j", (text, limit, pieces) => {
    expect(splitText(text, { limit })).toEqual(pieces);
  });

  it("counts what a character takes where it is written", () => {
    expect(splitText("&&&& &&&&", { limit: 20, widthOf: escaped })).toEqual(["&&&&", "&&&&"]);
  });

  const word = fc.oneof(
    fc.string({ unit: fc.constantFrom("a", "é", "&", "🧗", "👩‍🚀", "."), minLength: 1, maxLength: 4 }),
    fc.constantFrom("tent.", "Really?", "„so“", "boots:"),
  );
  const space = fc.constantFrom(" ", "\n", "\n\n", "  ");

  it("cuts no word, loses nothing but white space, and keeps the limit", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(word, space)), fc.integer({ min: 20, max: 60 }), (words, limit) => {
        const text = words.map((each) => each.join("")).join("");
        const pieces = splitText(text, { limit, widthOf: escaped });
        const wordsOf = (all: string) => all.split(/\s+/).filter((each) => each !== "");
        // Astronauts of eight units, escaped ampersands: a word takes up to 35 of them.
        const fits = words.every(([each]) => [...each].reduce((sum, one) => sum + escaped(one), 0) <= limit);
        if (fits) expect(pieces.flatMap(wordsOf)).toEqual(wordsOf(text));
        expect(pieces.join("").replaceAll(/\s/g, "")).toBe(text.replaceAll(/\s/g, ""));
        for (const piece of pieces) {
          expect(piece.replaceAll("&", "&amp;").length).toBeLessThanOrEqual(limit);
          expect(piece.trim()).toBe(piece);
          expect(piece).not.toBe("");
          expect(piece).not.toMatch(/\p{Surrogate}/u);
        }
      }),
      { numRuns: 3 * PROPERTY_RUNS },
    );
  });

  it("keeps the limit for whatever is called text", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 300 }),
        fc.integer({ min: 20, max: 40 }),
        (text, limit) => {
          const pieces = splitText(text, { limit });
          for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(limit);
          expect(pieces.join("").replaceAll(/\s/g, "")).toBe(text.replaceAll(/\s/g, ""));
        },
      ),
      { numRuns: PROPERTY_RUNS },
    );
  });
});

describe("shortenText", () => {
  const text = "The tent is light. It stands in three minutes, in any wind, and keeps dry what is in it.";
  const further = { url: "https://x.example/a", locale: "de" };

  it.each([
    [100, undefined, text],
    [40, undefined, "The tent is light. It stands in three …"],
    [30, undefined, "The tent is light. …"],
    [70, further, "The tent is light. …\nWeiterlesen: https://x.example/a"],
    [
      70,
      { ...further, locale: "en" },
      "The tent is light. It stands in three …\nRead on: https://x.example/a",
    ],
    [40, further, "The tent is light. It stands in three …"],
  ])("within %i is read on at %j: %j", (limit, where, short) => {
    expect(shortenText(text, { limit }, where)).toBe(short);
  });

  it("fits, ends with a whole word, and is the beginning", () => {
    fc.assert(
      fc.property(
        fc.array(fc.lorem({ maxCount: 12, mode: "sentences" }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 40, max: 400 }),
        fc.option(fc.constant(further), { nil: undefined }),
        (sentences, limit, where) => {
          const long = sentences.join(" ");
          const short = shortenText(long, { limit }, where);
          expect(short.length).toBeLessThanOrEqual(limit);
          if (short === long) return;
          const [kept = ""] = short.split(" …");
          expect(long.startsWith(kept)).toBe(true);
          expect(long.slice(kept.length)).toMatch(/^\s/);
        },
      ),
      { numRuns: PROPERTY_RUNS },
    );
  });
});
