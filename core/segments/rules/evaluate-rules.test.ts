import { describe, expect, it } from "vitest";
import { createInventory } from "../../privacy/data-inventory.js";
import { FEATURES } from "../features/declared-features.js";
import { evaluateRules } from "./evaluate-rules.js";
import { parseRules } from "./read-rules.js";
import { ruleNames } from "./rule-names.js";
import { ruleValues } from "./rule-values.js";

const names = ruleNames(createInventory(), FEATURES);

function because(condition: string, values: Record<string, string | number | boolean>): string | undefined {
  const rules = parseRules(`segments: {a: ${JSON.stringify(condition)}}`, "test", names);
  return evaluateRules(rules, values)?.because;
}

const KNOWN = {
  "purchases.orders_12m": 14,
  "purchases.spend_12m": 12_400.456,
  "purchases.plan": "Summit",
  tickets_12m: 2,
  pages: Number.NaN,
};

describe("evaluateRules", () => {
  it.each([
    ["orders_12m >= 10 and spend_12m >= 1000", "orders 12m = 14 and spend 12m = 12,400.46"],
    ["plan is summit or orders_12m > 1", "plan is Summit"],
    ["plan is trail or orders_12m > 1", "orders 12m = 14"],
    ["plan is not trail", "plan is Summit"],
    ["not (plan is trail or orders_12m < 1)", "plan is Summit and orders 12m = 14"],
    ["not (plan is trail and orders_12m < 1)", "plan is Summit"],
    ["orders_12m > 1 and orders_12m < 20", "orders 12m = 14"],
    ["tickets_12m = 2", "tickets 12m = 2"],
    ["tickets_12m != 2", undefined],
    ["orders_12m <= 13 or orders_12m < 14", undefined],
  ])("%s", (condition, expected) => {
    expect(because(condition, KNOWN)).toBe(expected);
  });

  it.each(["pages >= 0", "pages < 1", "pages = 0", "pages != 0", "country is not AT", "days_known > 0"])(
    "takes %s for false where nothing is known",
    (condition) => {
      expect(because(condition, KNOWN)).toBeUndefined();
      expect(because(`not (${condition})`, KNOWN)).toMatch(/ is unknown$/);
    },
  );

  it("takes the first rule that holds", () => {
    const rules = parseRules(
      "segments: {a: orders_12m > 20, b: orders_12m > 10, c: orders_12m > 5}",
      "test",
      names,
    );
    expect(evaluateRules(rules, KNOWN)?.rule.key).toBe("b");
    expect(evaluateRules(rules, {})).toBeUndefined();
  });

  it("finds features beside fields, and not where they are withheld", () => {
    const [feature] = FEATURES.filter(({ key }) => key === "tickets_12m");
    const rules = parseRules("segments: {a: tickets_12m > 1 and plan is trail}", "test", names);
    const fields = { "purchases.plan": "trail" };
    const features = feature === undefined ? [] : [feature];
    expect(evaluateRules(rules, ruleValues(fields, features, [2]))?.because).toBe(
      "tickets 12m = 2 and plan is trail",
    );
    expect(evaluateRules(rules, ruleValues(fields))).toBeUndefined();
  });
});
