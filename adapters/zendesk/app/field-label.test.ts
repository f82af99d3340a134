import { expect, test } from "vitest";
import { fieldLabel } from "./field-label.js";

test.each([
  ["demographics.city", "City"],
  ["purchases.last_order_id", "Last order id"],
  ["purchases.orders_12m", "Orders 12m"],
  ["plan", "Plan"],
  ["", ""],
])("%s reads as %j", (field, label) => {
  expect(fieldLabel(field)).toBe(label);
});
