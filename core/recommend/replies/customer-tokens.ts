import type { ProfileFields } from "../../profiles/profile-fields.js";
import type { SegmentStanding } from "../../replies/receipt.js";
import type { CustomerToken } from "./reply-lifts.js";

/** Fields that say how somebody is served; each as a token of its own. None is a protected attribute. */
const FIELDS: readonly (readonly [kind: string, field: string])[] = [
  ["plan", "purchases.plan"],
  ["order", "purchases.last_order_status"],
  ["likes", "behaviour.favourite_category"],
];

/** Lower ends of the ranges in which orders are counted. */
const ORDERS = [10, 4, 2, 1, 0];

/** The replies that helped last say what may help next; older ones say little. */
const MAX_AFTER = 2;

/**
 * What of a customer may say which reply they need, in words that many share.
 * @param fields read for `personalization`: empty without consent
 * @param resolved keys of the replies that solved their earlier tickets, the newest first
 */
export function customerTokens(fields: ProfileFields, resolved: readonly string[]): readonly CustomerToken[] {
  const own = FIELDS.flatMap(([kind, field]) => {
    const value = fields[field];
    return value === undefined ? [] : [`${kind}=${value}`];
  });
  const orders = fields["purchases.orders_12m"];
  const range = typeof orders === "number" ? ORDERS.find((least) => orders >= least) : undefined;
  return [
    ...own,
    ...(range === undefined ? [] : [`orders=${range}`]),
    ...resolved.slice(0, MAX_AFTER).map((key) => `after=${key}`),
  ];
}

/** Somebody's tokens with that of their segment, if it is known: what choices are counted by. */
export function withSegmentToken(
  tokens: readonly CustomerToken[],
  segment: Pick<SegmentStanding, "key">,
): readonly CustomerToken[] {
  return segment.key === "unknown" ? tokens : [...tokens, `segment=${segment.key}`];
}
