import { expect, it } from "vitest";
import { DEFAULT_RULES } from "./default-rules.js";
import { evaluateRules } from "./evaluate-rules.js";

const SHOPPER = {
  "purchases.orders_total": 5,
  "purchases.days_since_order": 30,
  "interactions.days_known": 400,
};

it.each([
  ["vip by plan", { ...SHOPPER, "purchases.plan": "Summit" }, "vip", "plan is Summit"],
  [
    "vip by orders and spend",
    { ...SHOPPER, "purchases.orders_12m": 10, "purchases.spend_12m": 1000 },
    "vip",
    "orders 12m = 10 and spend 12m = 1000",
  ],
  ["not vip by orders alone", { ...SHOPPER, "purchases.orders_12m": 30 }, undefined, undefined],
  [
    "at risk before vip",
    { ...SHOPPER, "purchases.plan": "summit", "interactions.bad_ratings_90d": 1 },
    "at_risk",
    "bad ratings 90d = 1",
  ],
  ["lapsed", { ...SHOPPER, "purchases.days_since_order": 365 }, "lapsed", "days since order = 365"],
  ["new without an order", { "purchases.orders_total": 0 }, "new", "orders total = 0"],
  ["none of them", SHOPPER, undefined, undefined],
])("%s", (_name, fields, key, because) => {
  const match = evaluateRules(DEFAULT_RULES, fields);
  expect([match?.rule.key, match?.because]).toEqual([key, because]);
});
