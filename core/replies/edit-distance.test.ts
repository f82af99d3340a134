import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PROPERTY_RUNS } from "../property-runs.js";
import { editDistance } from "./edit-distance.js";

/** The table of Wagner and Fischer, cell by cell. */
function byTable(a: string, b: string): number {
  const [from, to] = [[...a], [...b]];
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [row, character] of from.entries()) {
    const line = [row + 1];
    for (const [column, other] of to.entries()) {
      const replaced = (above[column] ?? 0) + (character === other ? 0 : 1);
      line.push(Math.min(replaced, (above[column + 1] ?? 0) + 1, (line[column] ?? 0) + 1));
    }
    above = line;
  }
  return above[to.length] ?? 0;
}

describe("editDistance", () => {
  it("counts characters that are inserted, removed or replaced", () => {
    expect(editDistance("kitten", "sitting")).toBe(3);
    expect(editDistance("", "abc")).toBe(3);
    expect(editDistance("abc", "")).toBe(3);
    expect(editDistance("same", "same")).toBe(0);
    expect(editDistance("", "")).toBe(0);
  });

  it("counts what is one character as one, also beyond 16 bits", () => {
    expect(editDistance("ok 👍", "ok 👎")).toBe(1);
    expect(editDistance("Grüße", "Grusse")).toBe(3);
  });

  it("is what the plain table says, for texts of several words of the machine too", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "c", "👍"), maxLength: 140 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(editDistance(a, b)).toBe(byTable(a, b));
      }),
      { numRuns: PROPERTY_RUNS },
    );
  });

  it("is what the plain table says where a long text is edited in the middle", () => {
    const long = Array.from({ length: 900 }, (_, n) => "abcdefgh"[(n * n) % 7]).join("");
    const edited = `x${long.slice(0, 300)}hello${long.slice(340, 800)}`;
    expect(editDistance(long, edited)).toBe(byTable(long, edited));
  });
});
