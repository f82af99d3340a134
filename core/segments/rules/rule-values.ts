import type { ProfileFields } from "../../profiles/profile-fields.js";
import type { FeatureDeclaration } from "../features/feature.js";
import type { RuleValues } from "./rule-expression.js";

/**
 * What rules may see of a person: the fields that `personalization` lets be read, and the features that `analytics`
 * does. Where features are withheld, comparisons with them are false.
 * @param vector in the order of `features`
 */
export function ruleValues(
  fields: ProfileFields,
  features: readonly Pick<FeatureDeclaration, "key">[] = [],
  vector: ArrayLike<number> = [],
): RuleValues {
  return { ...fields, ...Object.fromEntries(features.map(({ key }, place) => [key, vector[place]])) };
}
