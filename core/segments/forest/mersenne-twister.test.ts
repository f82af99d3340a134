import { expect, it } from "vitest";
import { drawBelow, mersenneTwister } from "./mersenne-twister.js";

it("gives the numbers of the reference implementation", () => {
  // The C++ standard, [rand.predef]: the 10,000th number of mt19937 with its default seed.
  const stream = mersenneTwister(5_489);
  for (let drawn = 1; drawn < 10_000; drawn++) stream();
  expect(stream() >>> 0).toBe(4_123_659_995);
});

it("draws each number about as often, and nothing where there is no choice", () => {
  const stream = mersenneTwister(1);
  for (const count of [3, 8]) {
    const drawn = new Uint32Array(count);
    for (let at = 0; at < 10_000 * count; at++) {
      const number = drawBelow(count, stream);
      drawn[number] = (drawn[number] ?? 0) + 1;
    }
    for (const times of drawn) expect(Math.abs(times - 10_000)).toBeLessThan(500);
  }
  const none = () => {
    throw new Error("drawn");
  };
  expect(drawBelow(1, none)).toBe(0);
});
