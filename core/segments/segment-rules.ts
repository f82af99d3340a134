import type { ProfileFields } from "../profiles/profile-fields.js";
import type { SegmentStanding } from "../replies/receipt.js";

/** One comparison of a rule: a field of the profile against a value. A missing field is never true. */
interface Condition {
  readonly field: string;
  readonly is: "equal" | "at_least" | "at_most";
  readonly value: string | number;
}

interface SegmentRule {
  readonly key: string;
  readonly name: string;
  /** The rule holds if all conditions of any one group hold. */
  readonly anyOf: readonly (readonly Condition[])[];
}

/** In order of precedence: the first that holds is the profile's segment. */
const RULES: readonly SegmentRule[] = [
  {
    key: "at_risk",
    name: "At risk",
    anyOf: [[{ field: "interactions.bad_ratings_90d", is: "at_least", value: 1 }]],
  },
  {
    key: "vip",
    name: "VIP",
    anyOf: [
      [{ field: "purchases.plan", is: "equal", value: "summit" }],
      [
        { field: "purchases.orders_12m", is: "at_least", value: 10 },
        { field: "purchases.spend_12m", is: "at_least", value: 1000 },
      ],
    ],
  },
  {
    key: "lapsed",
    name: "Lapsed",
    anyOf: [[{ field: "purchases.days_since_order", is: "at_least", value: 365 }]],
  },
  {
    key: "new",
    name: "New",
    anyOf: [
      [{ field: "purchases.orders_total", is: "at_most", value: 0 }],
      [
        { field: "interactions.days_known", is: "at_most", value: 60 },
        { field: "purchases.orders_total", is: "at_most", value: 1 },
      ],
    ],
  },
];

/** Keys of all segments that somebody can be in. */
export const SEGMENT_KEYS: readonly string[] = [...RULES.map(({ key }) => key), "regular"];

/** Nobody in particular: somebody unknown, or whose data may not be used. */
export function unknownSegment(because: string): SegmentStanding {
  return { key: "unknown", name: "Unknown", confidence: 1, because };
}

/** The segment of a profile, from the fields that its consent lets us read. */
export function assignSegment(fields: ProfileFields): SegmentStanding {
  for (const rule of RULES) {
    const group = rule.anyOf.find((conditions) => conditions.every((condition) => holds(condition, fields)));
    if (group !== undefined) {
      const because = group.map((condition) => inWords(condition, fields)).join(" and ");
      return { key: rule.key, name: rule.name, confidence: 1, because };
    }
  }
  return { key: "regular", name: "Regular", confidence: 1, because: "no other segment's rule holds" };
}

/** The fields that the rules look at: they are on every receipt whose profile was read. */
export function segmentFields(fields: ProfileFields): readonly string[] {
  const looked = RULES.flatMap((rule) => rule.anyOf.flat().map(({ field }) => field));
  return [...new Set(looked)].filter((field) => fields[field] !== undefined);
}

function holds({ field, is, value }: Condition, fields: ProfileFields): boolean {
  const actual = fields[field];
  if (actual === undefined) return false;
  if (is === "equal") return String(actual).toLowerCase() === String(value).toLowerCase();
  return is === "at_least" ? Number(actual) >= Number(value) : Number(actual) <= Number(value);
}

function inWords({ field, is }: Condition, fields: ProfileFields): string {
  const attribute = field.slice(field.indexOf(".") + 1).replaceAll("_", " ");
  return `${attribute} ${is === "equal" ? "is" : "="} ${fields[field]}`;
}
