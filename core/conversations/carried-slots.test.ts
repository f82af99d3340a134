import { expect, it } from "vitest";
import { carriedSlots } from "./carried-slots.js";

const slots = {
  color: { value: "blue", turn: 1, atMs: 1_000 },
  size: { value: 42, turn: 4, atMs: 5_000 },
};

it.each([
  ["all, at the oldest age and turn that hold", 11_000, 10_000, 4, ["color", "size"]],
  ["not what is a millisecond too old", 11_001, 10_000, 4, ["size"]],
  ["not what is a turn too far back", 5_000, 10_000, 3, ["size"]],
  ["only what the turn before filled", 5_000, 10_000, 1, ["size"]],
  ["nothing, when nothing carries over", 5_000, 10_000, 0, []],
])("slots carry over: %s", (_, nowMs, maxAgeMs, maxTurns, names) => {
  expect(Object.keys(carriedSlots({ turns: 4, slots }, nowMs, maxAgeMs, maxTurns))).toEqual(names);
});
