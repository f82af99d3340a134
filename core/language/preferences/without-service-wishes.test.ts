import { expect, it } from "vitest";
import { testProducts } from "../../recommend/test-products.js";
import { preferenceAttributes } from "./preference-attributes.js";
import { withoutServiceWishes } from "./without-service-wishes.js";

const attributes = preferenceAttributes(testProducts);

it.each([
  ["Where is my order? Please don't call me.", "Where is my order?"],
  ["please don't call me, where is my order?", "where is my order?"],
  ["dont call me, money back", "money back"],
  ["Wo ist meine Bestellung und bitte nicht anrufen", "Wo ist meine Bestellung"],
  ["I want a refund, a new one, whatever", "I want a refund, a new one, whatever"],
  ["I'm allergic to down, what can I buy?", "I'm allergic to down, what can I buy?"],
  ["never call me", "never call me"],
  ["", ""],
])("of %j it leaves %j", (text, rest) => {
  expect(withoutServiceWishes(text, attributes)).toBe(rest);
});
