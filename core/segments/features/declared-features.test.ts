import { expect, it } from "vitest";
import { createInventory } from "../../privacy/data-inventory.js";
import { FEATURES } from "./declared-features.js";
import { SESSION_FEATURES } from "./session-features.js";

const inventory = createInventory();
const ALL = [...FEATURES, ...SESSION_FEATURES];

it.each(FEATURES.map((feature) => [feature.key, feature] as const))("%s may be read", (_key, feature) => {
  expect(feature.attributes.length).toBeGreaterThan(0);
  for (const attribute of feature.attributes) {
    expect(inventory.allows(attribute, feature.purpose)).toBe(true);
    expect(inventory.attribute(attribute)?.module).toBe(feature.module);
  }
});

it("names each feature once, and each end of it another way", () => {
  expect(new Set(ALL.map(({ key }) => key)).size).toBe(ALL.length);
  const words = ALL.flatMap(({ name, high, low }) => [name, high, low]);
  expect(new Set(words).size).toBe(words.length);
});

it("comes from calls and events that are declared", () => {
  const calls = ["identify", "track", "page", "screen", "group"];
  for (const { origin } of FEATURES) {
    for (const from of origin) expect(calls.includes(from) || inventory.event(from) !== undefined).toBe(true);
  }
});

it("rests on nothing that may tell of somebody's health, or names them", () => {
  const attributes = FEATURES.flatMap((feature) => feature.attributes);
  expect(attributes).not.toContain("preferences.never");
  expect(attributes.filter((attribute) => attribute.startsWith("demographics."))).toEqual([]);
});
