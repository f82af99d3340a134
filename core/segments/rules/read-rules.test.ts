import { expect, it } from "vitest";
import { createInventory } from "../../privacy/data-inventory.js";
import { FEATURES } from "../features/declared-features.js";
import { checkRules, parseRules } from "./read-rules.js";
import { ruleNames } from "./rule-names.js";

const names = ruleNames(createInventory(), FEATURES);

function problems(yaml: string): readonly string[] {
  const checked = checkRules(yaml, names);
  return "problems" in checked
    ? checked.problems.map(({ line, column, message }) => `${line}:${column} ${message}`)
    : [];
}

it("reads both forms, in the order of the file", () => {
  const rules = parseRules(
    `segments:
  vip: { when: "orders_12m >= 10 and spend_12m >= 1000", name: "VIP" }
  churn_risk: bad_ratings_90d >= 2 or (days_since_order > 180 and plan is summit)
  busy:
    when: >
      tickets_12m > 3
      and messages > 20
`,
    "segments.yaml",
    names,
  );
  expect(rules.map(({ key, name, needs }) => [key, name, needs])).toEqual([
    ["vip", "VIP", ["personalization"]],
    ["churn_risk", "Churn risk", ["personalization"]],
    ["busy", "Busy", ["personalization", "analytics"]],
  ]);
});

it("tells all problems with their places", () => {
  expect(
    problems(`segments:
  vip: { when: "orders_12 >= 10 and spend_12m >= lots", name: "VIP" }
  regular: orders_12m > 1
  Loyal: orders_12m >
  odd: { when: 3, colour: red }
  none: {}
  list: [1]
  folded:
    when: >
      plan is
      summit and nope = 1
extra: 1
`),
  ).toEqual([
    "2:17 there is nothing called orders_12",
    '2:50 spend_12m is a number, which "lots" is not',
    "3:3 is the name of a segment that is always there",
    "4:3 a segment's name is made of a-z, 0-9 and _, such as churn_risk",
    "4:22 a value should stand here, not the end",
    "5:10 must be a condition, such as orders_12m >= 10",
    "5:19 is not known here",
    "6:3 when must be a condition, such as orders_12m >= 10",
    "7:3 must be a condition, or when: with a condition and name: with a name",
    "9:11 there is nothing called nope",
    "12:1 is not known here",
  ]);
});

it.each([
  ["", "1:1 must be segments:"],
  ["segments:", "must list segments"],
  ["segments: {a: &x [*x]}", ""],
  ["segments:\n  a: orders_12m > 1\n  a: orders_12m > 2", "unique"],
  ["segments: [", ""],
  [`segments:\n  a: ${"(".repeat(3_000)}`, "longer than 2000"],
])("refuses %#", (yaml, message) => {
  expect(problems(yaml).join("\n")).toContain(message);
  expect(problems(yaml)).not.toEqual([]);
});

it.each(["regular", "unsure", "unknown"])("leaves %s to the segment that has that key already", (key) => {
  expect(problems(`segments:\n  a: orders_12m > 1\n  ${key}: orders_12m > 2`)).toEqual([
    "3:3 is the name of a segment that is always there",
  ]);
});

it("throws all problems in one message", () => {
  expect(() => parseRules("segments:\n  a: nope > 1\n  b: nope > 2", "segments.yaml", names)).toThrow(
    "Segments:\n  segments.yaml:2:6 there is nothing called nope\n  segments.yaml:3:6 there is nothing called nope",
  );
});

it("knows the tenant's own attributes", () => {
  const inventory = createInventory();
  const [first] = inventory.attributes;
  if (first === undefined) throw new Error("there are attributes");
  const own = createInventory([
    {
      ...first,
      attribute: "demographics.is_member",
      kind: "boolean",
      from: ["member"],
      purposes: ["personalization"],
    },
    { ...first, attribute: "behaviour.plan", from: ["other"], purposes: ["personalization"] },
  ]);
  const named = ruleNames(own, FEATURES);
  expect("rules" in checkRules("segments: {a: is_member is true and purchases.plan is x}", named)).toBe(true);
  const checked = checkRules("segments: {a: is_member is yes, b: plan is x}", named);
  expect("problems" in checked && checked.problems.map(({ message }) => message)).toEqual([
    'is_member is true or false, not "yes"',
    "there is nothing called plan",
  ]);
});
