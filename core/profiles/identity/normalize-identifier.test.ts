import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PROPERTY_RUNS } from "../../property-runs.js";
import { IDENTIFIER_TYPES, type Identifier, type IdentifierType } from "./identifier.js";
import { normalizeIdentifier, normalizeIdentifiers } from "./normalize-identifier.js";

const normalOf = (type: IdentifierType, value: string) => normalizeIdentifier({ type, value })?.value;

describe("an identifier's normal form", () => {
  it.each([
    ["email", " Vera@Example.COM ", "vera@example.com"],
    ["email", "ｖｅｒａ@example.com", "vera@example.com"],
    ["email", "vera@bücher.example", "vera@xn--bcher-kva.example"],
    ["email", "vera@xn--bcher-kva.example", "vera@xn--bcher-kva.example"],
    ["email", "jose\u0301@example.org", "jos\u00e9@example.org"],
    ["phone", "+49 30 123456", "+4930123456"],
    ["phone", "+1 (415) 555-2671", "+14155552671"],
    ["user_id", " 12345 ", "12345"],
    ["slack_user_id", "T1/U7", "T1/U7"],
    ["device_id", "AB-12-cd", "ab-12-cd"],
  ] as const)("of %s %j is %j", (type, value, normal) => {
    expect(normalOf(type, value)).toBe(normal);
  });

  it.each([
    ["user_id", ""],
    ["user_id", "-1"],
    ["user_id", "NULL"],
    ["user_id", "Anonymous"],
    ["user_id", "0"],
    ["user_id", "00000000-0000-0000-0000-000000000000"],
    ["user_id", "[object Object]"],
    ["user_id", "a\u0000b"],
    ["user_id", "x".repeat(257)],
    ["email", "test@example.com"],
    ["email", " TEST@Example.com"],
    ["email", "no address"],
    ["email", "a@b@c"],
    ["email", "@example.com"],
    ["email", "vera@"],
    ["email", "vera@exa mple.com"],
    ["phone", "030 123456"],
    ["phone", "hello"],
    ["anonymous_id", "123456"],
    ["slack_user_id", "U7"],
    ["slack_user_id", "T1/null"],
    ["zendesk_user_id", "acme/0"],
    ["teams_user_id", "/29:1"],
  ] as const)("%s %j stands for nobody", (type, value) => {
    expect(normalOf(type, value)).toBeUndefined();
  });

  it("leaves out what the tenant blocks, however it is written", () => {
    const blocked = new Set(["office@shop.example"]);
    expect(normalizeIdentifier({ type: "email", value: " Office@Shop.example" }, blocked)).toBeUndefined();
  });

  it("is its own normal form", () => {
    const identifier = fc.record({
      type: fc.constantFrom(...IDENTIFIER_TYPES),
      value: fc.oneof(
        fc.string({ unit: "grapheme" }),
        fc.emailAddress(),
        fc.string().map((s) => `T1/${s}`),
      ),
    });
    fc.assert(
      fc.property(identifier, (given: Identifier) => {
        const once = normalizeIdentifier(given);
        fc.pre(once !== undefined);
        expect(normalizeIdentifier(once)).toEqual(once);
      }),
      { numRuns: PROPERTY_RUNS },
    );
  });
});

describe("several identifiers", () => {
  it("come once each, most telling first, vouched for rather than claimed", () => {
    expect(
      normalizeIdentifiers([
        { type: "email", value: "V@example.com", verified: false },
        { type: "anonymous_id", value: "a-1" },
        { type: "email", value: "v@example.com" },
        { type: "user_id", value: "null" },
        { type: "user_id", value: "u-1" },
      ]),
    ).toEqual([
      { type: "user_id", value: "u-1" },
      { type: "email", value: "v@example.com" },
      { type: "anonymous_id", value: "a-1" },
    ]);
  });
});
