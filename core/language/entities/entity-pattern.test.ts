import { describe, expect, test } from "vitest";
import { compileEntityPatterns } from "./entity-pattern.js";
import { findEntities } from "./find-entities.js";

const reading = { language: "en", nowMs: 0, ownOrders: ["ORD/2026/17"] };

const named = (text: string, ...patterns: [name: string, pattern: string][]) =>
  findEntities(text, {
    ...reading,
    patterns: compileEntityPatterns(patterns.map(([name, pattern]) => ({ name, pattern }))),
  }).map(({ type, value }) => [type, value]);

describe("a tenant's pattern", () => {
  test("is found whatever the case, as whole words, and spelt in capitals", () => {
    const serial: [string, string] = ["serial", "sn[- ]?\\d{4}"];
    expect(named("SN 1234, sn-5678", serial)).toEqual([
      ["pattern", "SN1234"],
      ["pattern", "SN-5678"],
    ]);
    expect(named("SN12345 or xSN1234", serial)).toEqual([]);
  });

  test("for order numbers replaces the default shape, and knows the customer's own", () => {
    const order: [string, string] = ["order_number", "ord/\\d{4}/\\d+"];
    expect(named("ord/2026/17 and ORD/2026/18, not AB-1234", order)).toEqual([
      ["order_number", "ORD/2026/17"],
      ["order_number", "ORD/2026/18"],
    ]);
    const [own, other] = findEntities("ord/2026/17 ORD/2026/18", {
      ...reading,
      patterns: compileEntityPatterns([{ name: order[0], pattern: order[1] }]),
    });
    expect(own).toMatchObject({ known: true, confidence: 1 });
    expect(other).toMatchObject({ known: false });
  });

  test("is refused with all problems in one message", () => {
    expect(() =>
      compileEntityPatterns([
        { name: "behind", pattern: "(?<=x)1" },
        { name: "open", pattern: "[A-Z" },
        { name: "long", pattern: "a".repeat(201) },
        { name: "many", pattern: "[a-z]{900}" },
        { name: "empty", pattern: "\\d*" },
        { name: "good", pattern: "\\d{9}" },
      ]),
    ).toThrow(
      expect.objectContaining({
        code: "config_invalid",
        message: expect.stringMatching(
          /^Entity patterns:\n {2}behind is no regular expression of RE2: .+\n {2}open is no .+\n {2}long is over 200 characters\n {2}many repeats too much: its counts are too high\n {2}empty matches an empty text$/,
        ),
      }),
    );
  });

  test("that would backtrack for ever is matched in one pass", () => {
    // A backtracking engine takes 2^4000 steps.
    expect(named("a".repeat(4_000), ["evil", "(a+)+b|(a|a)*c"])).toEqual([]);
  });
});
