import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PROPERTY_RUNS } from "../property-runs.js";
import { seededRandom } from "../seeded-random.js";
import type { Matrix } from "./matrix.js";
import { type OversamplingOptions, oversampleRare as oversampling } from "./oversample-rare.js";
import { atOnce } from "./steps.js";

const oversampleRare = (matrix: Matrix, labels: Int32Array, options: OversamplingOptions) =>
  atOnce(oversampling(matrix, labels, options));

/** Class 0 at 0, 10 and 11; class 1 at 100; class 2 at 50 and 60; noise at 7. */
const LINE = { rows: 7, columns: 1, values: Float64Array.from([0, 100, 10, 50, 11, 60, 7]) };
const CLASSES = Int32Array.from([0, 1, 0, 2, 0, 2, -1]);
/** What is to be drawn, one after the other. */
const script = (...numbers: readonly number[]) => {
  const left = [...numbers];
  return () => left.shift() ?? Number.NaN;
};

describe("oversampling rare classes", () => {
  it("is what one gets by hand", () => {
    // With one neighbour: 0 → 10, 10 → 11; then 50 → 60, 60 → 50, 50 → 60.
    const random = script(0, 0.25, 0, 0.5, 0, 0.1, 0, 0.2, 0, 0.9);
    const { rows, labels } = oversampleRare(LINE, CLASSES, { atLeast: 5, neighbours: 1, random });
    expect([...labels]).toEqual([...CLASSES, 0, 0, 2, 2, 2]);
    expect([...rows.values.slice(0, 7)]).toEqual([...LINE.values]);
    [2.5, 10.5, 51, 58, 59].forEach((value, at) => {
      expect(rows.values[7 + at]).toBeCloseTo(value, 12);
    });
    expect(rows).toMatchObject({ rows: 12, columns: 1 });
  });

  it("chooses among as many neighbours as there are", () => {
    // The second of 0's two neighbours is 11.
    const { rows } = oversampleRare(LINE, CLASSES, { atLeast: 4, random: script(0.99, 1 / 11, 0, 0, 0, 0) });
    expect(rows.values[7]).toBeCloseTo(1, 12);
  });

  it("fills up no other classes than those that are named", () => {
    const options = { atLeast: 4, classes: [2], random: seededRandom(1) };
    expect([...oversampleRare(LINE, CLASSES, options).labels]).toEqual([...CLASSES, 2, 2]);
  });

  it("leaves alone what has enough, a single row, and nothing", () => {
    const { rows, labels } = oversampleRare(LINE, CLASSES, { atLeast: 2, random: seededRandom(1) });
    expect(rows).toEqual(LINE);
    expect(labels).toEqual(CLASSES);
    const none = { rows: 0, columns: 3, values: new Float64Array() };
    expect(oversampleRare(none, new Int32Array(), { atLeast: 9, random: seededRandom(1) }).rows).toEqual(
      none,
    );
    expect(() => oversampleRare(LINE, new Int32Array(2), { atLeast: 2, random: seededRandom(1) })).toThrow(
      RangeError,
    );
  });

  it("makes as many as are missing, each between two rows of its class of which one is near the other", () => {
    const tables = fc
      .array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 }), fc.nat(2)), {
        minLength: 1,
        maxLength: 15,
      })
      .map((rows) => ({
        matrix: {
          rows: rows.length,
          columns: 2,
          values: Float64Array.from(rows.flatMap((row) => row.slice(0, 2))),
        },
        labels: Int32Array.from(rows, ([, , label]) => label),
      }));
    fc.assert(
      fc.property(
        tables,
        fc.nat(9),
        fc.integer({ min: 1, max: 3 }),
        fc.nat(),
        (given, atLeast, neighbours, seed) => {
          const { matrix, labels } = given;
          const made = oversampleRare(matrix, labels, { atLeast, neighbours, random: seededRandom(seed) });
          const count = (all: Int32Array, label: number) => all.filter((each) => each === label).length;
          for (const label of [0, 1, 2]) {
            const before = count(labels, label);
            expect(count(made.labels, label)).toBe(before < 2 ? before : Math.max(before, atLeast));
          }
          const point = (values: Float64Array, row: number) =>
            [values[2 * row] ?? 0, values[2 * row + 1] ?? 0] as const;
          for (let row = matrix.rows; row < made.rows.rows; row++) {
            const [x, y] = point(made.rows.values, row);
            const own = [...labels.keys()].filter((each) => labels[each] === made.labels[row]);
            const isBetween = own.some((from) =>
              own.some((to) => {
                const [a, b] = point(matrix.values, from);
                const [c, d] = point(matrix.values, to);
                const nearer = own.filter((each) => {
                  const [e, f] = point(matrix.values, each);
                  return each !== from && (e - a) ** 2 + (f - b) ** 2 < (c - a) ** 2 + (d - b) ** 2;
                }).length;
                const length = Math.hypot(x - a, y - b) + Math.hypot(c - x, d - y);
                return (
                  from !== to && nearer < neighbours && Math.abs(length - Math.hypot(c - a, d - b)) < 1e-9
                );
              }),
            );
            expect(isBetween).toBe(true);
          }
        },
      ),
      { numRuns: PROPERTY_RUNS },
    );
  });
});
