import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DiffPart, wordDiff } from "./word-diff.js";

const PROPERTY_RUNS = process.env.RAPPORT_TEST_LONG ? 1_000 : 100;

const marks = { kept: "", removed: "-", added: "+" } as const;
const written = (parts: readonly DiffPart[]) =>
  parts.map(({ kind, text }) => (kind === "kept" ? text : `[${marks[kind]}${text}]`)).join("");
const of = (parts: readonly DiffPart[], ...kinds: readonly DiffPart["kind"][]) =>
  parts.filter(({ kind }) => kinds.includes(kind)).map(({ text }) => text);

/** The longest common subsequence, letter by letter, by trying everything. */
function longestCommon(a: string, b: string): number {
  if (a === "" || b === "") return 0;
  if (a[0] === b[0]) return 1 + longestCommon(a.slice(1), b.slice(1));
  return Math.max(longestCommon(a.slice(1), b), longestCommon(a, b.slice(1)));
}

describe("wordDiff", () => {
  it("shows which words were changed, taken out and put in", () => {
    expect(written(wordDiff("Your order is here.", "Your parcel is here."))).toBe(
      "Your [-order][+parcel] is here.",
    );
    expect(written(wordDiff("Hello, {{ customer.name }}!", "Hello, {{ customer.first_name }}!"))).toBe(
      "Hello, [-{{ customer.name }}][+{{ customer.first_name }}]!",
    );
    expect(written(wordDiff("Send us the old boots", "Please keep your old boots"))).toBe(
      "[-Send us the][+Please keep your] old boots",
    );
    expect(written(wordDiff("Good day", "Good day. Bye"))).toBe("Good day[+. Bye]");
    expect(written(wordDiff("", "new"))).toBe("[+new]");
    expect(wordDiff("", "")).toEqual([]);
    expect(wordDiff("same 👍", "same 👍")).toEqual([{ kind: "kept", text: "same 👍" }]);
  });

  it("loses nothing of either text", () => {
    const text = fc.string({
      unit: fc.constantFrom("a", "b", " ", "\n", ".", "{{ x }}", "👍"),
      maxLength: 40,
    });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const parts = wordDiff(before, after);
        expect(of(parts, "kept", "removed").join("")).toBe(before);
        expect(of(parts, "kept", "added").join("")).toBe(after);
      }),
      { numRuns: PROPERTY_RUNS },
    );
  });

  it("keeps as much as can be kept", () => {
    const letters = fc.string({ unit: fc.constantFrom(".", ",", "!"), maxLength: 7 });
    fc.assert(
      fc.property(letters, letters, (before, after) => {
        const kept = of(wordDiff(before, after), "kept").join("").length;
        expect(kept).toBe(longestCommon(before, after));
      }),
      { numRuns: PROPERTY_RUNS },
    );
  });

  it("shows long, unlike texts as replaced", () => {
    const [before, after] = ["a ".repeat(2_000), "b,".repeat(2_000)];
    expect(wordDiff(before, after)).toEqual([
      { kind: "removed", text: before },
      { kind: "added", text: after },
    ]);
  });
});
