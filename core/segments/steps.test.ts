import { setImmediate } from "node:timers/promises";
import { expect, it } from "vitest";
import { givingWay } from "./give-way.js";
import { atOnce, type Steps } from "./steps.js";

/** Adds up 1 … `count`, each in a step that takes a millisecond at least. */
function* slowSum(count: number): Steps<number> {
  let sum = 0;
  for (let next = 1; next <= count; next++) {
    const startedMs = performance.now();
    while (performance.now() - startedMs < 1);
    sum += next;
    yield;
  }
  return sum;
}

it("comes to the same at once and giving way, but lets others have their turn only giving way", async () => {
  let turns = 0;
  let isDone = false;
  const others = (async () => {
    while (!isDone) {
      await setImmediate();
      turns += 1;
    }
  })();
  expect(atOnce(slowSum(60))).toBe(1_830);
  expect(turns).toBe(0);
  expect(await givingWay(slowSum(60))).toBe(1_830);
  expect(turns).toBeGreaterThan(0);
  isDone = true;
  await others;
});

it("hands on what a step throws", async () => {
  function* failing(): Steps<void> {
    yield;
    throw new RangeError("no more");
  }
  expect(() => atOnce(failing())).toThrow("no more");
  await expect(givingWay(failing())).rejects.toThrow("no more");
});
