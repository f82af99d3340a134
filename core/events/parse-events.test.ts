import { describe, expect, it } from "vitest";
import { RapportError } from "../error.js";
import { parseEvents, splitEvents } from "./parse-events.js";

const GOOD = { type: "page", messageId: "m-1", timestamp: "2026-11-23T00:00:00Z", userId: "c-1" };
const SECRET = "pgibbons@initech.example";

/** `levels` lists in each other. */
function nested(levels: number): unknown {
  return JSON.parse(`${"[".repeat(levels)}${"]".repeat(levels)}`);
}

const BAD: readonly (readonly [unknown, string])[] = [
  [null, "it: Invalid input: expected object, received null"],
  [
    { ...GOOD, type: SECRET },
    "type: Invalid discriminator value. Expected 'identify' | 'track' | 'page' | 'screen' | 'group' | 'alias'",
  ],
  [{ ...GOOD, timestamp: SECRET }, "timestamp: Invalid ISO datetime"],
  [{ ...GOOD, userId: 7 }, "userId: Invalid input: expected string, received number"],
  [{ ...GOOD, userId: undefined }, "it: names nobody: userId or anonymousId is needed"],
  [{ ...GOOD, type: "track" }, "event: Invalid input: expected string, received undefined"],
  [{ ...GOOD, properties: { note: "x".repeat(33 * 1024) } }, "it: larger than 32768 bytes"],
  [{ ...GOOD, properties: { deep: nested(64) } }, "it: nested deeper than 64 levels"],
  [{ ...GOOD, properties: { deep: nested(10_000) } }, "it: nested deeper than 64 levels"],
  [
    { ...GOOD, context: { consent: { categoryPreferences: { [SECRET]: "yes" } } } },
    "context.consent.categoryPreferences.(a name): Invalid input: expected boolean, received string",
  ],
];

describe("splitEvents", () => {
  it.each(BAD)("refuses the bad one alone, and names the rule without the value (%#)", (bad, reason) => {
    const { valid, refused } = splitEvents([GOOD, bad, { ...GOOD, messageId: "m-2" }]);
    expect(valid.map(({ messageId }) => messageId)).toEqual(["m-1", "m-2"]);
    expect(refused).toEqual([{ index: 1, reason }]);
  });

  it.each([
    { userId: "c-1" },
    { anonymousId: "a-1" },
    { context: { device: { id: "d-1" } } },
    { context: { externalIds: [{ type: "email", id: "a@b.example" }] } },
    { context: { traits: { email: "a@b.example" } } },
    { type: "identify", traits: { phone: "+43 1 2345678" } },
  ])("takes %j for somebody", (naming) => {
    const { userId: _userId, ...unnamed } = GOOD;
    expect(splitEvents([{ ...unnamed, ...naming }]).refused).toEqual([]);
  });

  it("takes no account's address for a person", () => {
    const { userId: _userId, ...unnamed } = GOOD;
    const group = { ...unnamed, type: "group", groupId: "g", traits: { email: "a@b.example" } };
    expect(splitEvents([group]).refused).toHaveLength(1);
  });
});

describe("parseEvents", () => {
  it("returns all, or throws for the first bad one", () => {
    expect(parseEvents([GOOD])).toHaveLength(1);
    expect(() => parseEvents([GOOD, { ...GOOD, timestamp: SECRET }, null])).toThrow(RapportError);
    expect(() => parseEvents([GOOD, { ...GOOD, timestamp: SECRET }, null])).toThrow(
      /^event 1: timestamp: Invalid ISO datetime$/,
    );
  });
});
