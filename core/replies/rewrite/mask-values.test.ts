import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PROPERTY_RUNS } from "../../property-runs.js";
import { maskValues, unmaskValues } from "./mask-values.js";

describe("maskValues", () => {
  it.each([
    ["Mira, order A-1 flies.", ["Mira", "A-1"], "[[1]], order [[2]] flies.", ["Mira", "A-1"]],
    ["Miras Paket, MIRA!", ["Mira"], "[[1]]s Paket, [[2]]!", ["Mira", "MIRA"]],
    ["Anna Ann", ["Ann", "Anna"], "[[1]] [[2]]", ["Anna", "Ann"]],
    ["A plan is plan A", ["A"], "[[1]] plan is plan [[2]]", ["A", "A"]],
    ["See https://acme.example/a?b=1, please.", [], "See [[1]], please.", ["https://acme.example/a?b=1"]],
    [
      "Write to help@acme.example or acme.com.",
      [],
      "Write to [[1]] or [[2]].",
      ["help@acme.example", "acme.com"],
    ],
    ["a.b*c (x)", ["a.b*c (x)"], "[[1]]", ["a.b*c (x)"]],
  ])("%j without %j is %j", (text, values, masked, found) => {
    expect(maskValues(text, values)).toEqual({ masked, values: found });
  });

  it("takes no text that holds a token already", () => {
    expect(maskValues("see [[1]]", [])).toBeUndefined();
  });

  it("leaves no value in the text, and comes back as it was", () => {
    const value = fc.string({ minLength: 2, maxLength: 12 }).filter((each) => each.trim().length > 1);
    const piece = fc.oneof(fc.constantFrom("your order", "is", "here:"), fc.lorem({ maxCount: 3 }));
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 4 }),
        fc.array(piece, { minLength: 1 }),
        (values, pieces) => {
          const text = pieces.map((each, n) => `${each} ${values[n % values.length]?.trim()}`).join(" ");
          const mask = maskValues(text, values);
          if (mask === undefined) return;
          expect(unmaskValues(mask.masked, mask.values)).toBe(text);
          const left = mask.masked.replaceAll(/\[\[\d+\]\]/g, "\u0000").toLowerCase();
          for (const each of values) expect(left).not.toContain(each.trim().toLowerCase());
        },
      ),
      { numRuns: PROPERTY_RUNS },
    );
  });
});
