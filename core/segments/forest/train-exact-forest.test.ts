import fc from "fast-check";
import { RandomForestClassifier } from "ml-random-forest";
import { describe, expect, it } from "vitest";
import { PROPERTY_RUNS } from "../../property-runs.js";
import type { Matrix } from "../matrix.js";
import type { ForestOptions } from "./forest-options.js";
import { forestRows, nestedRows } from "./test-forest-rows.js";
import { trainExactForest } from "./train-exact-forest.js";
import { trainForest } from "./train-forest.js";

/** What the package makes of the same, as text. */
function byPackage(x: Matrix, y: readonly number[], options: ForestOptions): string {
  const forest = new RandomForestClassifier({ ...options, noOOB: true });
  forest.train(nestedRows(x), [...y]);
  return JSON.stringify(forest.toJSON());
}

function expectSame(x: Matrix, y: readonly number[], options: ForestOptions): void {
  // Not toBe: it would print megabytes.
  expect(JSON.stringify(trainExactForest(x, y, options)) === byPackage(x, y, options)).toBe(true);
}

const GOOD = { maxDepth: 10, gainThreshold: 0, minNumSamples: 2 };

/** Half of the values are adjacent numbers, whose mean is one of the two. */
const value = fc.oneof(
  fc.constantFrom(0, -0, 1, 1 + Number.EPSILON, 1 + 2 * Number.EPSILON, 5e-324, 1e-323, 0.1 + 0.2, 0.3),
  fc.integer({ min: -3, max: 3 }),
  fc.double({ noNaN: true, min: -1e9, max: 1e9 }),
);

const table = fc
  .record({ rows: fc.integer({ min: 1, max: 40 }), columns: fc.integer({ min: 1, max: 5 }) })
  .chain(({ rows, columns }) =>
    fc.record({
      x: fc
        .array(value, { minLength: rows * columns, maxLength: rows * columns })
        .map((values): Matrix => ({ rows, columns, values: Float64Array.from(values) })),
      y: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: rows, maxLength: rows }),
    }),
  );

const options = fc.record(
  {
    seed: fc.integer(),
    nEstimators: fc.integer({ min: 1, max: 4 }),
    replacement: fc.boolean(),
    useSampleBagging: fc.boolean(),
    maxFeatures: fc.constantFrom(0, 0.2, 0.7, 1),
    maxSamples: fc.constant(0.999),
    treeOptions: fc.record(
      {
        gainThreshold: fc.constantFrom(0, 0.01, 0.1),
        maxDepth: fc.integer({ min: 0, max: 6 }),
        minNumSamples: fc.integer({ min: 0, max: 5 }),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ["nEstimators"] },
);

describe("the exact forest is the package's", () => {
  it("to the last digit, on small tables with many ties", () => {
    fc.assert(
      fc.property(table, options, (given, chosen) => {
        fc.pre(given.x.rows > 1 || chosen.maxSamples === undefined);
        expectSame(given.x, given.y, chosen);
      }),
      { numRuns: 5 * PROPERTY_RUNS },
    );
  });

  it.each([
    { rows: 400, columns: 8, classes: 2, digits: 6 },
    { rows: 400, columns: 8, classes: 5, digits: 1 },
    { rows: 300, columns: 4, classes: 3, digits: 15 },
  ])("to the last digit, $rows × $columns, $classes classes, $digits digits", (shape) => {
    const { x, y } = forestRows({ ...shape, seed: 7 });
    expectSame(x, y, { seed: 3, nEstimators: 3 });
    expectSame(x, y, { seed: -5, nEstimators: 3, maxFeatures: 0.7, replacement: false, treeOptions: GOOD });
    expectSame(x, y, { nEstimators: 2, maxFeatures: 3, useSampleBagging: false, treeOptions: GOOD });
    expectSame(x, y, { nEstimators: 2, maxSamples: 100 });
  });
});

describe("training data", () => {
  const x: Matrix = { rows: 2, columns: 2, values: Float64Array.of(1, 2, 3, 4) };

  it.each([
    ["a missing value", { ...x, values: Float64Array.of(1, 2, Number.NaN, 4) }, [0, 1], "row 1, column 0"],
    ["infinity", { ...x, values: Float64Array.of(1, 2, 3, -Infinity) }, [0, 1], "row 1, column 1"],
    ["a negative class", x, [-1, 1], "row 0: a class"],
    ["half a class", x, [0, 0.5], "row 1: a class"],
    ["too few classes", x, [0], "1 classes for 2 rows"],
    ["no rows", { rows: 0, columns: 2, values: new Float64Array() }, [], "no rows"],
  ])("with %s is refused", (_, given, classes, message) => {
    expect(() => trainExactForest(given, classes, {})).toThrow(message);
    expect(() => trainForest(given, classes, { seed: 1 })).toThrow(
      expect.objectContaining({ code: "training_data_invalid" }),
    );
  });

  it.each([
    [{ seed: 0.5 }, "seed"],
    [{ nEstimators: 0 }, "nEstimators"],
    [{ maxFeatures: 3 }, "maxFeatures"],
    [{ maxSamples: 3 }, "maxSamples"],
  ])("options %j are refused", (wrong, message) => {
    expect(() => trainExactForest(x, [0, 1], wrong)).toThrow(message);
  });
});
