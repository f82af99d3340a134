import { describe, expect, it } from "vitest";
import { outlineEvent } from "../events/outline-event.js";
import type { ProfileEvent } from "../events/profile-event.js";
import { createInventory } from "./data-inventory.js";
import { printableName } from "./minimize-event.js";
import { stripEvent } from "./strip-event.js";

const UNPRINTABLE = "(unprintable name)";

describe("a name that somebody else chose", () => {
  it.each(["shoeSize", "shoe_size", "$browser", "address2", "shoe size", "utm.source", "v2-plan"])(
    "%j is shown",
    (name) => {
      expect(printableName(name, "field")).toBe(name);
    },
  );

  it.each([
    "078-05-1120",
    "Clara Whitcombe 1980",
    "Clara Whitcombe",
    "Clara von Whitcombe",
    "address.Clara Whitcombe",
    "c1980",
    "4111",
    "clara@mail.example",
    "+49 30 123",
    "a\u0000b",
    "Straße",
    "one two three four five six",
    "x".repeat(61),
    "",
  ])("%j looks like data, and is not stored nor shown", (name) => {
    expect(printableName(name, "field")).toBe(UNPRINTABLE);
    const event = {
      type: "identify",
      messageId: "m",
      timestamp: "2026-11-24T00:00:00Z",
      userId: "u",
      traits: { [name]: 1 },
    } as ProfileEvent;
    expect(stripEvent(event, "api", createInventory()).dropped).toEqual([UNPRINTABLE]);
    const paths = outlineEvent(event, "api").fields.map(({ path }) => path);
    expect(paths).toContain(`traits.${UNPRINTABLE}`);
  });

  it("of an event may have capitals, and no year", () => {
    expect(printableName("Warranty Registered", "event")).toBe("Warranty Registered");
    expect(printableName("Clara Whitcombe 1980", "event")).toBe(UNPRINTABLE);
  });
});
