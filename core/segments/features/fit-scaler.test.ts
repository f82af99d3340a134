import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PROPERTY_RUNS } from "../../property-runs.js";
import type { Matrix } from "../matrix.js";
import type { FeatureDeclaration, Transform } from "./feature.js";
import { fitScaler, scale } from "./fit-scaler.js";

function feature(key: string, transform: Transform): FeatureDeclaration {
  return {
    ...{ key, transform, name: key, high: `much ${key}`, low: `little ${key}` },
    ...{ module: "purchases", unit: "count", purpose: "analytics", origin: [], beforeSession: true },
  };
}

function matrix(...rows: readonly (readonly number[])[]): Matrix {
  return { rows: rows.length, columns: rows[0]?.length ?? 0, values: Float64Array.from(rows.flat()) };
}

const FEATURES = [
  feature("days", "none"),
  feature("spend", "log1p"),
  feature("plan", { oneHot: ["a", "b"] }),
];

describe("fitScaler", () => {
  it("scales by median and interquartile range, and clips", () => {
    const scaler = fitScaler(matrix([1], [2], [3], [4], [5]), [feature("days", "none")]);
    expect(scaler.columns).toEqual([
      {
        ...{ feature: "days", kind: "value", at: 0, log: false, center: 3, spread: 2 / 1.349 },
        ...{ name: "days", high: "much days", low: "little days" },
      },
    ]);
    expect(scale(scaler, [3])[0]).toBe(0);
    expect(scale(scaler, [4])[0]).toBeCloseTo(0.6745);
    expect(scale(scaler, [-1e9])[0]).toBe(-3);
    expect(scale(scaler, [Number.NaN])[0]).toBe(0);
  });

  it("takes logarithms, of less than nothing too", () => {
    const [column] = fitScaler(matrix([-9], [0], [9]), [feature("spend", "log1p")]).columns;
    expect(column).toMatchObject({ center: 0, spread: Math.log(10) / 1.349 });
  });

  it("goes by the standard deviation where most have the same value", () => {
    const [column] = fitScaler(matrix([0], [0], [0], [0], [5]), [feature("days", "none")]).columns;
    expect(column).toMatchObject({ center: 0, spread: 2 });
  });

  it("makes columns of values and of gaps, and leaves out what all have", () => {
    const rows = matrix([7, Number.NaN, 0], [7, 3, 2], [7, 8, Number.NaN], [7, 9, 0]);
    const scaler = fitScaler(rows, FEATURES);
    expect(scaler.columns.map(({ name }) => name)).toEqual([
      "spend",
      "spend unknown",
      "plan is a",
      "plan is another",
      "plan unknown",
    ]);
    expect([...scale(scaler, [7, Number.NaN, 0])]).toEqual([0, 1, 1, 0, 0]);
    expect([...scale(scaler, [1, 8, 2])]).toEqual([0, 0, 0, 1, 0]);
  });

  it("says once who lacks several things together", () => {
    const gap = Number.NaN;
    const scaler = fitScaler(matrix([gap, gap], [1, 2], [3, 5]), [
      feature("days", "none"),
      feature("spend", "none"),
    ]);
    expect(scaler.columns.map(({ name }) => name)).toEqual(["days", "days unknown", "spend"]);
  });

  it("has no column for nobody, and for what nobody told", () => {
    expect(fitScaler({ rows: 0, columns: 3, values: new Float64Array() }, FEATURES).columns).toEqual([]);
    expect(fitScaler(matrix([Number.NaN, Number.NaN, Number.NaN]), FEATURES).columns).toEqual([]);
  });

  it("refuses what is not its size", () => {
    expect(() => fitScaler(matrix([1]), FEATURES)).toThrow("one column for each feature");
    expect(() => scale(fitScaler(matrix([1, 2, 0]), FEATURES), [1])).toThrow("not one of the scaler's");
  });

  it("gives bounded numbers, and the same bytes in whichever order the rows come", () => {
    const number = fc.oneof(
      fc.constant(Number.NaN),
      fc.constantFrom(0, 1),
      fc.double({ noNaN: true, min: -1e9, max: 1e9 }),
    );
    const row = fc.tuple(number, number, fc.constantFrom(0, 1, 2, Number.NaN));
    const shuffledRows = fc
      .array(row, { minLength: 1, maxLength: 12 })
      .chain((rows) =>
        fc.tuple(
          fc.constant(rows),
          fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length }),
        ),
      );
    fc.assert(
      fc.property(shuffledRows, row, ([rows, shuffled], other) => {
        const scaler = fitScaler(matrix(...rows), FEATURES);
        expect(JSON.stringify(fitScaler(matrix(...shuffled), FEATURES))).toBe(JSON.stringify(scaler));
        const scaled = scale(scaler, other);
        expect(scaled.every((value) => Math.abs(value) <= 3)).toBe(true);
        expect(scale(JSON.parse(JSON.stringify(scaler)), other)).toEqual(scaled);
      }),
      { numRuns: PROPERTY_RUNS },
    );
  });
});
