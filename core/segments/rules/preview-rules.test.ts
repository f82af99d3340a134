import fc from "fast-check";
import { expect, it } from "vitest";
import { createInventory } from "../../privacy/data-inventory.js";
import { PROPERTY_RUNS } from "../../property-runs.js";
import { evaluateRules } from "./evaluate-rules.js";
import { previewRules } from "./preview-rules.js";
import { parseRules } from "./read-rules.js";
import { ruleNames } from "./rule-names.js";

const rules = parseRules(
  `segments:
  vip: { when: orders_12m >= 10, name: VIP }
  often: orders_12m >= 5
  lapsed: days_since_order > 100
  heavy: orders_12m >= 12
`,
  "test",
  ruleNames(createInventory(), []),
);

function person(orders: number, days = 1) {
  return { "purchases.orders_12m": orders, "purchases.days_since_order": days };
}

it("counts whom rules describe, and whom earlier ones take", () => {
  const preview = previewRules(rules, [
    person(14),
    person(10, 200),
    person(7),
    person(6),
    person(0, 400),
    person(0),
    {},
  ]);
  expect(preview.rules).toEqual([
    { key: "vip", holds: 2, takenEarlier: 0, members: 2 },
    { key: "often", holds: 4, takenEarlier: 2, members: 2 },
    { key: "lapsed", holds: 2, takenEarlier: 1, members: 1 },
    { key: "heavy", holds: 1, takenEarlier: 1, members: 0 },
  ]);
  expect(preview.rest).toBe(2);
  expect(preview.overlaps.map(({ first, second, people, share }) => [first, second, people, share])).toEqual([
    ["vip", "often", 2, 1],
    ["vip", "heavy", 1, 1],
    ["often", "heavy", 1, 1],
    ["vip", "lapsed", 1, 0.5],
    ["often", "lapsed", 1, 0.5],
  ]);
  expect(preview.overlaps.map(({ warning }) => warning)).toContain(
    '2 of the 4 people whom "Often" describes are in "VIP", which comes first.',
  );
});

it("says that a rule is never reached", () => {
  const [overlap] = previewRules(rules, [person(14), person(12)]).overlaps.filter(
    ({ second }) => second === "heavy",
  );
  expect(overlap?.warning).toBe('"VIP" comes first and takes all 2 people whom "Heavy" describes.');
  const [one] = previewRules(rules, [person(14)]).overlaps.filter(({ second }) => second === "heavy");
  expect(one?.warning).toBe('"VIP" comes first and takes the one person whom "Heavy" describes.');
});

it("puts everybody where evaluateRules does", () => {
  const row = fc.record({ orders: fc.integer({ min: 0, max: 14 }), days: fc.integer({ min: 0, max: 200 }) });
  fc.assert(
    fc.property(fc.array(row), (people) => {
      const rows = people.map(({ orders, days }) => person(orders, days));
      const { rules: counts, rest } = previewRules(rules, rows);
      const placed = rows.map((each) => evaluateRules(rules, each)?.rule.key);
      for (const { key, members } of counts) expect(members).toBe(placed.filter((at) => at === key).length);
      expect(rest).toBe(placed.filter((at) => at === undefined).length);
    }),
    { numRuns: PROPERTY_RUNS },
  );
});
