import { expect, it } from "vitest";
import { dateInWords, moneyInWords, numberInWords } from "./template-filters.js";

it.each([
  ["120.00 EUR", undefined, "en", "€120.00"],
  ["1234.50 EUR", undefined, "de", "1.234,50 €"],
  ["1234.5", "USD", "en", "$1,234.50"],
  [7, "JPY", "en", "¥7"],
  ["120.00 EUR", "GBP", "en", "£120.00"],
  ["-3.20 EUR", undefined, "en", "-€3.20"],
])("money of %j in %j for %s is %s", (value, currency, locale, words) => {
  expect(moneyInWords(value, currency, locale).replaceAll(/\s/g, " ")).toBe(words);
});

it.each([
  ["120.00", undefined],
  ["about 3 EUR", undefined],
  ["", "EUR"],
  [undefined, "EUR"],
  [Number.NaN, "EUR"],
  ["12", "euros"],
])("there is no money in %j, %j", (value, currency) => {
  expect(() => moneyInWords(value, currency, "en")).toThrow();
});

it.each([
  [1234.5, undefined, "en", "1,234.5"],
  ["1234.5", undefined, "de", "1.234,5"],
  [3, 2, "de", "3,00"],
  [-0.126, 2, "en", "-0.13"],
])("the number %j with %j digits for %s is %s", (value, digits, locale, words) => {
  expect(numberInWords(value, digits, locale)).toBe(words);
});

it.each([
  ["twelve", undefined],
  [Number.POSITIVE_INFINITY, undefined],
  ["1", 7],
  ["1", 1.5],
  ["1", "2"],
])("there is no number in %j with %j digits", (value, digits) => {
  expect(() => numberInWords(value, digits, "en")).toThrow();
});

it.each([
  ["2026-05-03", undefined, "en", "May 3, 2026"],
  ["2026-05-03", "long", "de", "3. Mai 2026"],
  ["2026-05-03", "full", "en", "Sunday, May 3, 2026"],
  ["2026-05-03", "short", "de", "03.05.26"],
  ["2026-05-03T23:30", undefined, "en", "May 3, 2026"],
  ["2026-05-03T23:30:00-05:00", undefined, "en", "May 4, 2026"],
  ["2026-05-03T23:30:00.000Z", undefined, "en", "May 3, 2026"],
])("the date %j as %j for %s is %s", (value, style, locale, words) => {
  expect(dateInWords(value, style, locale)).toBe(words);
});

it.each([
  ["now", undefined],
  ["today", undefined],
  ["2026-13-45", undefined],
  [1_777_777_777_777, undefined],
  ["2026-05-03", "%B %d"],
])("there is no date in %j as %j", (value, style) => {
  expect(() => dateInWords(value, style, "en")).toThrow();
});
