import { expect, it } from "vitest";
import { f1ByLabel, macroF1 } from "./intent-f1.js";

it("counts by hand what was right, wrong and missed", () => {
  const scores = f1ByLabel([["a"], ["a"], ["b"], ["a", "b"], ["c"]], ["a", "b", "b", "b", "d"]);
  // a: 1 right, 2 missed. b: 2 right, 1 wrong. c: 1 missed. d is in no truth.
  expect(scores).toEqual({ a: 2 / (2 + 2), b: 4 / (4 + 1), c: 0 });
  expect(macroF1(scores)).toBeCloseTo((0.5 + 0.8 + 0) / 3, 12);
});

it("misses what nothing was predicted for", () => {
  expect(f1ByLabel([["a"], ["a"]], ["a", undefined])).toEqual({ a: 2 / 3 });
  expect(macroF1(f1ByLabel([], []))).toBe(0);
});
