import { expect, test } from "vitest";
import { carryOver } from "./carry-over.js";

const MINUTE_MS = 60_000;
const slots = { order: { value: "A-1001", filledAtMs: 0, turn: 1 } };

test("a slot is carried over up to its age in time and in turns", () => {
  const declarations = [{ name: "order", maxAgeMs: 10 * MINUTE_MS, maxTurns: 3 }, { name: "other" }];
  expect(carryOver(slots, declarations, 10 * MINUTE_MS, 4)).toEqual(slots);
  expect(carryOver(slots, declarations, 10 * MINUTE_MS + 1, 4)).toEqual({});
  expect(carryOver(slots, declarations, 10 * MINUTE_MS, 5)).toEqual({});
});

test("by default it is good for an hour and twenty turns, and not without its declaration", () => {
  expect(carryOver(slots, [{ name: "order" }], 60 * MINUTE_MS, 21)).toEqual(slots);
  expect(carryOver(slots, [{ name: "order" }], 60 * MINUTE_MS + 1, 2)).toEqual({});
  expect(carryOver(slots, [{ name: "order" }], 0, 22)).toEqual({});
  expect(carryOver(slots, [{ name: "toString" }], 0, 1)).toEqual({});
});
