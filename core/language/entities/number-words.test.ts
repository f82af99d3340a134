import { expect, test } from "vitest";
import { numberWord, writtenNumber } from "./number-words.js";

test.each([
  ["zero", 0],
  ["twelve", 12],
  ["Zwölf", 12],
  ["fünf", 5],
  ["eine", 1],
  ["ninety", 90],
  ["dreißig", 30],
  ["einundzwanzig", 21],
  ["neunundneunzig", 99],
  ["hundert", 100],
  ["hello", undefined],
  ["zehnundzehn", undefined],
])("the word %s is %s", (word, number) => {
  expect(numberWord(word)).toBe(number);
});

test.each([
  ["12", 12],
  ["12,50", 12.5],
  ["12.5", 12.5],
  ["1.250", 1250],
  ["1,250", 1250],
  ["1.250,00", 1250],
  ["1,250.75", 1250.75],
  ["1'250.50", 1250.5],
  ["1.234.567", 1234567],
  ["1,234.567", undefined],
  ["1.2.3", undefined],
  ["x", undefined],
  ["", undefined],
])("%s reads as %s", (digits, number) => {
  expect(writtenNumber(digits)).toBe(number);
});
