import { expect, it } from "vitest";
import { countUrgentWords } from "./urgent-words.js";

it.each([
  ["It is URGENT, please answer asap. Urgent!", 3],
  ["Bitte so schnell   wie möglich, es eilt", 2],
  ["urgent urgent", 2],
  ["insurgents have no deadlines", 0],
  ["", 0],
])("%s", (text, count) => {
  expect(countUrgentWords(text)).toBe(count);
});

it("takes the tenant's own words", () => {
  expect(countUrgentWords("Es brennt! Urgent.", ["Es brennt", "es brennt", " "])).toBe(1);
});
