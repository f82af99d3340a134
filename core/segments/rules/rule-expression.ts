/** What a name in a rule can be compared with. */
export type RuleValue = string | number | boolean;

/** `=` and `!=` are written `is` and `is not` as well. */
export type Operator = ">=" | "<=" | ">" | "<" | "=" | "!=";

/** One comparison: what is known under a key against a value. */
export interface Comparison {
  readonly kind: "compare";
  /** Where the value is found in `RuleValues`. */
  readonly key: string;
  /** What people call it: `orders 12m`. */
  readonly words: string;
  readonly operator: Operator;
  readonly value: RuleValue;
}

/** A condition, as it was read. */
export type RuleExpression =
  | Comparison
  | { readonly kind: "and" | "or"; readonly parts: readonly RuleExpression[] }
  | { readonly kind: "not"; readonly part: RuleExpression };

/** What is known of one person, by the keys of names; NaN and what is absent are unknown. */
export type RuleValues = Readonly<Record<string, RuleValue | undefined>>;

/** All comparisons of a condition, in the order in which they were written. */
export function comparisonsOf(expression: RuleExpression): readonly Comparison[] {
  switch (expression.kind) {
    case "compare":
      return [expression];
    case "not":
      return comparisonsOf(expression.part);
    default:
      return expression.parts.flatMap(comparisonsOf);
  }
}
