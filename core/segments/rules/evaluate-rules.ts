import type { Comparison, RuleExpression, RuleValue, RuleValues } from "./rule-expression.js";
import type { SegmentRule } from "./segment-rule.js";

/** The rule that holds, and why. */
export interface RuleMatch {
  readonly rule: SegmentRule;
  /** The values that decided, in plain words: `orders 12m = 14 and spend 12m = 12,400`. */
  readonly because: string;
}

/** The first of the rules that holds; `undefined` if none does. */
export function evaluateRules(rules: readonly SegmentRule[], values: RuleValues): RuleMatch | undefined {
  const rule = rules.find(({ expression }) => holds(expression, values));
  return rule && { rule, because: deciding(rule.expression, values).join(" and ") };
}

/** Whether a condition holds. A comparison with what is unknown is false, and what denies it is true. */
export function holds(expression: RuleExpression, values: RuleValues): boolean {
  switch (expression.kind) {
    case "compare":
      return compares(expression, known(values[expression.key]));
    case "not":
      return !holds(expression.part, values);
    case "and":
      return expression.parts.every((part) => holds(part, values));
    case "or":
      return expression.parts.some((part) => holds(part, values));
  }
}

function compares({ operator, value }: Comparison, actual: RuleValue | undefined): boolean {
  if (actual === undefined) return false;
  switch (operator) {
    case ">=":
      return Number(actual) >= Number(value);
    case "<=":
      return Number(actual) <= Number(value);
    case ">":
      return Number(actual) > Number(value);
    case "<":
      return Number(actual) < Number(value);
    case "=":
      return isSame(actual, value);
    case "!=":
      return !isSame(actual, value);
  }
}

function isSame(a: RuleValue, b: RuleValue): boolean {
  return String(a).toLowerCase() === String(b).toLowerCase();
}

/** The comparisons that alone make a condition as true or as false as it is; of several that would do, the first. */
function deciding(expression: RuleExpression, values: RuleValues): readonly string[] {
  switch (expression.kind) {
    case "compare":
      return [inWords(expression, known(values[expression.key]))];
    case "not":
      return deciding(expression.part, values);
    default: {
      const truth = holds(expression, values);
      const same = expression.parts.filter((part) => holds(part, values) === truth);
      const needed = truth === (expression.kind === "and") ? same : same.slice(0, 1);
      return [...new Set(needed.flatMap((part) => deciding(part, values)))];
    }
  }
}

function inWords({ words, value }: Comparison, actual: RuleValue | undefined): string {
  if (actual === undefined) return `${words} is unknown`;
  return typeof value === "number" ? `${words} = ${numberInWords(actual)}` : `${words} is ${actual}`;
}

/** To a hundredth; from five digits on in groups of three, as 1000 is easily read without. */
function numberInWords(actual: RuleValue): string {
  if (typeof actual !== "number") return String(actual);
  const rounded = Math.round(actual * 100) / 100;
  return Math.abs(rounded) < 10_000 ? String(rounded) : rounded.toLocaleString("en-US");
}

function known(value: RuleValue | undefined): RuleValue | undefined {
  return typeof value === "number" && Number.isNaN(value) ? undefined : value;
}
