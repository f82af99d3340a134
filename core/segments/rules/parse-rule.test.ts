import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createInventory } from "../../privacy/data-inventory.js";
import { PROPERTY_RUNS } from "../../property-runs.js";
import { FEATURES } from "../features/declared-features.js";
import { parseRule } from "./parse-rule.js";
import { comparisonsOf } from "./rule-expression.js";
import { ruleNames } from "./rule-names.js";

const names = ruleNames(createInventory(), FEATURES, { "purchases.plan": ["Trail", "Ridge", "Summit"] });

function problems(source: string): readonly string[] {
  const parsed = parseRule(source, names);
  return "problems" in parsed ? parsed.problems.map(({ at, message }) => `${at} ${message}`) : [];
}

function shape(source: string): string {
  const parsed = parseRule(source, names);
  if ("problems" in parsed) throw new Error(parsed.problems.map(({ message }) => message).join());
  const write = (expression: typeof parsed.expression): string => {
    if (expression.kind === "compare")
      return `${expression.words} ${expression.operator} ${expression.value}`;
    if (expression.kind === "not") return `not(${write(expression.part)})`;
    return `${expression.kind}(${expression.parts.map(write).join(", ")})`;
  };
  return write(parsed.expression);
}

describe("parseRule", () => {
  it.each([
    ["orders_12m >= 10", "orders 12m >= 10"],
    ["orders_12m>=10", "orders 12m >= 10"],
    ["plan is summit", "plan = summit"],
    ["Plan IS NOT 'summit'", "plan != summit"],
    ['purchases.plan == "Ridge"', "plan = Ridge"],
    ["country is AT", "country = AT"],
    ["spend_12m < -0.5", "spend 12m < -0.5"],
    [
      "orders_total > 1 or orders_total < 3 and not spend_12m = 2",
      "or(orders total > 1, and(orders total < 3, not(spend 12m = 2)))",
    ],
    [
      "(orders_total > 1 or orders_total < 3) and plan != trail",
      "and(or(orders total > 1, orders total < 3), plan != trail)",
    ],
    ["not (orders_total > 1 and plan is trail)", "not(and(orders total > 1, plan = trail))"],
  ])("reads %s", (source, expected) => {
    expect(shape(source)).toBe(expected);
  });

  it.each([
    ["", ["0 the name of something should stand here, not the end"]],
    ["orders >= 10", ["0 there is nothing called orders"]],
    ["plan is gold", ['8 plan is never "gold": it is trail, ridge, summit']],
    ["plan > ridge", ["5 plan can only be or not be something: write is, or is not"]],
    ["orders_12m is many", ['14 orders_12m is a number, which "many" is not']],
    ["orders_12m", ["10 after orders_12m a comparison should stand, such as >= or is, not the end"]],
    ["orders_12m >= ", ["14 a value should stand here, not the end"]],
    ["(orders_12m >= 1", ["0 this bracket is not closed"]],
    ["orders_12m >= 1)", ["15 this bracket was never opened"]],
    ["orders_12m >= 1 plan is trail", ['16 and, or, or the end should stand here, not "plan"']],
    ["plan is 'trail", ["8 the quote is not closed"]],
    [
      "spend_12m >= 1,000",
      ['14 "," means nothing here', '15 and, or, or the end should stand here, not "000"'],
    ],
    [
      "nope > 1 and plan is gold",
      ["0 there is nothing called nope", '21 plan is never "gold": it is trail, ridge, summit'],
    ],
    [`${"(".repeat(51)}orders_12m > 1${")".repeat(51)}`, ["50 is nested more than 50 deep"]],
  ])("refuses %s", (source, expected) => {
    expect(problems(source)).toEqual(expected);
  });

  it("says which purposes each name needs", () => {
    const needs = (source: string) => {
      const parsed = parseRule(source, names);
      return "needs" in parsed ? parsed.needs : parsed.problems;
    };
    expect(needs("orders_12m >= 10 and plan is summit")).toEqual(["personalization"]);
    expect(needs("orders_12m >= 10 or tickets_12m > 3")).toEqual(["personalization", "analytics"]);
  });

  it("reads a feature by its own key and a field by its attribute", () => {
    const parsed = parseRule("tickets_12m > 3 and orders_12m > 3", names);
    const keys = "expression" in parsed ? comparisonsOf(parsed.expression).map(({ key }) => key) : [];
    expect(keys).toEqual(["tickets_12m", "purchases.orders_12m"]);
  });

  it("reads or refuses whatever is written, and places problems within it", () => {
    const piece = fc.constantFrom(
      "orders_12m",
      "plan",
      "nope",
      ">=",
      "is",
      "not",
      "and",
      "or",
      "(",
      ")",
      "3",
      "trail",
      "'",
      "%",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece).map((pieces) => pieces.join(" ")),
          fc.string(),
        ),
        (source) => {
          const parsed = parseRule(source, names);
          if ("expression" in parsed) return;
          expect(parsed.problems.length).toBeGreaterThan(0);
          expect(parsed.problems.every(({ at }) => at >= 0 && at <= source.length)).toBe(true);
        },
      ),
      { numRuns: PROPERTY_RUNS * 5 },
    );
  });
});
