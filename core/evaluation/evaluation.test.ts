import { describe, expect, it } from "vitest";
import { seededRandom } from "../seeded-random.js";
import { classificationScores } from "./classification-scores.js";
import { confusionCounts } from "./confusion-counts.js";
import { expectedCalibrationError } from "./expected-calibration-error.js";
import { logLoss } from "./log-loss.js";
import { stratifiedFolds } from "./stratified-folds.js";
import { topKAccuracy } from "./top-k-accuracy.js";

const RIGHT = [0, 0, 0, 1, 1, 2];
const GIVEN = [0, 0, 1, 1, 0, 1];

describe("classification scores", () => {
  it("counts what was given for what", () => {
    expect([...confusionCounts(RIGHT, GIVEN, 3)]).toEqual([2, 1, 0, 1, 1, 0, 0, 1, 0]);
    expect(() => confusionCounts([0], [], 1)).toThrow(RangeError);
  });

  it("are what one gets by hand", () => {
    // Label 0: precision 2/3, recall 2/3, F1 2/3. Label 1: precision 1/3, recall 1/2, F1 2/5. Label 2: F1 0.
    const { accuracy, macroF1 } = classificationScores(RIGHT, GIVEN, 4);
    expect(accuracy).toBeCloseTo(3 / 6, 12);
    expect(macroF1).toBeCloseTo((2 / 3 + 2 / 5 + 0) / 3, 12);
  });

  it("are 0 of nothing", () => {
    expect(classificationScores([], [], 2)).toEqual({ accuracy: 0, macroF1: 0 });
    expect(topKAccuracy([], [], 3)).toBe(0);
    expect(expectedCalibrationError([])).toBe(0);
  });

  it("top k: fewer than k labels are more probable", () => {
    const rows = [
      Float32Array.of(0.5, 0.3, 0.2),
      Float32Array.of(0.2, 0.5, 0.3),
      Float32Array.of(0.4, 0.4, 0.2),
    ];
    expect(topKAccuracy([0, 0, 1], rows, 1)).toBeCloseTo(2 / 3, 12);
    expect(topKAccuracy([1, 2, 2], rows, 2)).toBeCloseTo(2 / 3, 12);
    expect(topKAccuracy([2, 0, 2], rows, 3)).toBe(1);
  });
});

describe("expected calibration error", () => {
  it("is what one gets by hand", () => {
    // Bin 13 of 15: 0.9 and 0.9, one right: gap 0.4, two answers. Bin 3: 0.25, right: gap 0.75.
    const answers = [
      { confidence: 0.9, right: true },
      { confidence: 0.9, right: false },
      { confidence: 0.25, right: true },
    ];
    expect(expectedCalibrationError(answers)).toBeCloseTo((2 * 0.4 + 0.75) / 3, 12);
  });

  it("is 0 where confidence is how often it is right, also at 1", () => {
    const half = [true, false].map((right) => ({ confidence: 0.5, right }));
    expect(expectedCalibrationError([...half, { confidence: 1, right: true }])).toBeCloseTo(0, 12);
  });
});

describe("log loss", () => {
  it("is what one gets by hand", () => {
    const loss = logLoss([0, 1, 2], [0.5, 0.25, 0.25, 0.2, 0.8, 0, 0.4, 0.4, 0.2], 3);
    expect(loss).toBeCloseTo(-(Math.log(0.5) + Math.log(0.8) + Math.log(0.2)) / 3, 12);
  });

  it("is finite where the right label was given nothing, 0 of nothing, ln k of a guess", () => {
    expect(logLoss([0], [0, 1], 2)).toBeCloseTo(52 * Math.LN2, 10);
    expect(logLoss([1], [0, 1], 2)).toBeCloseTo(0, 12);
    expect(logLoss([], [], 2)).toBe(0);
    expect(logLoss([3], [0.25, 0.25, 0.25, 0.25], 4)).toBeCloseTo(Math.log(4), 12);
    expect(() => logLoss([0], [1], 2)).toThrow(RangeError);
  });
});

describe("stratified folds", () => {
  it("hold as many of each label, but for one", () => {
    const labels = [...Array(10).fill("a"), ...Array(7).fill("b")];
    const folds = stratifiedFolds(labels, 5, seededRandom(1));
    for (let fold = 0; fold < 5; fold++) {
      const inFold = labels.filter((_, at) => folds[at] === fold);
      expect(inFold.filter((label) => label === "a")).toHaveLength(2);
      expect([1, 2]).toContain(inFold.filter((label) => label === "b").length);
    }
    expect(stratifiedFolds(labels, 5, seededRandom(1))).toEqual(folds);
    expect(stratifiedFolds(labels, 5, seededRandom(2))).not.toEqual(folds);
  });
});
