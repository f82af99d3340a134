import { expect, it } from "vitest";
import { namedCategory } from "./named-category.js";

const PRODUCTS = ["Tents", "Sleeping bags & mats", "Base layers and trousers", "Mats"].map((category) => ({
  category,
}));

it.each([
  ["tents", { category: "Tents", isWhole: true }],
  ["sleeping bags", { category: "Sleeping bags & mats", isWhole: false }],
  ["trousers", { category: "Base layers and trousers", isWhole: false }],
  ["mats", { category: "Mats", isWhole: true }],
  ["bags", undefined],
  ["", undefined],
])("%j names %j", (words, named) => {
  expect(namedCategory(words, PRODUCTS)).toEqual(named);
});
