import { describe, expect, test } from "vitest";
import { slotDeclarationSchema } from "./slot-declaration.js";

/** The problems as `path message`. */
function problems(slot: unknown): string[] {
  const parsed = slotDeclarationSchema.safeParse(slot);
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`);
}

describe("slot declaration", () => {
  test("fills in its defaults", () => {
    expect(
      slotDeclarationSchema.parse({ name: "order", type: "order", prompt: { en: "Which order?" } }),
    ).toEqual({
      name: "order",
      type: "order",
      prompt: { en: "Which order?" },
      required: true,
      validate: {},
    });
  });

  test("takes a choice with its names by language", () => {
    const slot = {
      name: "reason",
      type: "choice",
      prompt: { en: "What's wrong with it?", de: "Was stimmt nicht?" },
      choices: [
        { value: "too_small", names: { en: ["too small", "too tight"], de: ["zu klein", "zu eng"] } },
        { value: "broken", names: { en: ["broken"], de: ["kaputt"] } },
      ],
    };
    expect(problems(slot)).toEqual([]);
  });

  test("says which rule is broken where", () => {
    expect(problems({ name: "Order No", type: "ordr" })).toEqual([
      "name must be 1 to 40 of a-z, 0-9 and _, a letter first",
      expect.stringMatching(/^type must be one of order, date,/),
    ]);
    expect(problems({ name: "a", type: "date", validate: { min: 1 } })).toEqual([
      "validate.min is for number, quantity, money, text, and this slot is a date",
    ]);
    expect(problems({ name: "a", type: "number", validate: { min: 3, max: 2 } })).toEqual([
      "validate.min is more than max",
    ]);
    expect(problems({ name: "a", type: "choice" })).toEqual(["choices must be given for a choice"]);
    expect(problems({ name: "a", type: "text", pattern: "serial" })).toEqual([
      "pattern is for a pattern only",
    ]);
    const red = { value: "red", names: { en: ["red"] } };
    expect(problems({ name: "a", type: "choice", choices: [red, red] })).toEqual([
      "choices name a value twice",
    ]);
    expect(problems({ name: "a", type: "text", prompt: {} })).toEqual(["prompt must have a language"]);
  });
});
