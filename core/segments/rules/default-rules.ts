import { createInventory } from "../../privacy/data-inventory.js";
import { parseRules } from "./read-rules.js";
import { ruleNames } from "./rule-names.js";
import type { SegmentRule } from "./segment-rule.js";

/** As an admin would write them. */
export const DEFAULT_RULES_YAML = `segments:
  at_risk: bad_ratings_90d >= 1
  vip:
    when: plan is summit or (orders_12m >= 10 and spend_12m >= 1000)
    name: VIP
  lapsed: days_since_order >= 365
  new: orders_total <= 0 or (days_known <= 60 and orders_total <= 1)
`;

/** The segments of a tenant that described none. They rest on fields of the profile alone. */
export const DEFAULT_RULES: readonly SegmentRule[] = parseRules(
  DEFAULT_RULES_YAML,
  "default segments",
  ruleNames(createInventory(), []),
);

/** Keys of the segments that everybody is in who is in none that was found or that an admin described. */
export const DEFAULT_SEGMENTS: readonly string[] = [...DEFAULT_RULES.map(({ key }) => key), "regular"];
