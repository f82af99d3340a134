import { expect, it } from "vitest";
import { evaluateForest } from "./evaluate-forest.js";
import { forestRows } from "./test-forest-rows.js";

const { x, y } = forestRows({ rows: 600, columns: 4, classes: 2, digits: 4, seed: 1 });
const settings = { seed: 1, trees: 15, maxDepth: 6, folds: 4 };

it("learns what can be learnt, and nothing from chance", () => {
  const scores = evaluateForest(x, y, settings);
  expect(scores).toMatchObject({ rows: 600, classes: 2 });
  expect(scores.accuracy).toBeGreaterThan(0.75);
  expect(scores.voteAccuracy).toBeGreaterThan(0.75);
  expect(scores.logLoss).toBeLessThan(0.5);
  expect(scores.calibrationError).toBeLessThan(0.1);
  // Labels that have nothing to do with the rows: whoever sees the answers would still score well.
  const none = evaluateForest(
    x,
    y.map((_, row) => row % 2),
    settings,
  );
  expect(Math.abs(none.accuracy - 0.5)).toBeLessThan(0.1);
  expect(none.logLoss).toBeGreaterThan(0.65);
});

it("depends on the seed alone", () => {
  expect(evaluateForest(x, y, settings)).toEqual(evaluateForest(x, y, settings));
  expect(evaluateForest(x, y, { ...settings, seed: 2 })).not.toEqual(evaluateForest(x, y, settings));
});

it("a class of one row is learnt or asked, never both", () => {
  const rare = y.map((label, row) => (row === 0 ? 2 : label));
  const { classes, logLoss } = evaluateForest(x, rare, settings);
  expect(classes).toBe(3);
  expect(Number.isFinite(logLoss)).toBe(true);
});

it.each([1, 601, Number.NaN])("%d folds are refused", (folds) => {
  expect(() => evaluateForest(x, y, { ...settings, folds })).toThrow(RangeError);
});
