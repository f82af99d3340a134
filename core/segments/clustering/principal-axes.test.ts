import { describe, expect, it } from "vitest";
import { seededRandom } from "../../seeded-random.js";
import { leadingAxes, projectOnAxes } from "./principal-axes.js";

const random = seededRandom(4);
const spread = (width: number) => (random() - 0.5) * width;
/** 300 rows that vary by 2, 90 and 20. */
const matrix = {
  rows: 300,
  columns: 3,
  values: Float64Array.from({ length: 900 }, (_, at) => spread([2, 90, 20][at % 3] ?? 0)),
};

describe("leadingAxes", () => {
  it("finds the directions in which rows were stretched, the greatest first, each upright", () => {
    const [first, second] = leadingAxes(matrix, 2).directions;
    expect(first?.[1]).toBeCloseTo(1, 1);
    expect(second?.[2]).toBeCloseTo(1, 1);
  });

  it("takes no more directions than hold the share", () => {
    expect(leadingAxes(matrix, 3, 0.9).directions).toHaveLength(1);
    expect(leadingAxes(matrix, 3, 0.97).directions).toHaveLength(2);
    expect(leadingAxes(matrix, 3).directions).toHaveLength(3);
  });
});

describe("projectOnAxes", () => {
  it("keeps distances along all axes", () => {
    const { values } = projectOnAxes(matrix, leadingAxes(matrix, 3));
    const apart = (of: Float64Array, row: number) =>
      Math.hypot(...[0, 1, 2].map((at) => (of[row * 3 + at] ?? 0) - (of[at] ?? 0)));
    for (let row = 1; row < 50; row++) expect(apart(values, row)).toBeCloseTo(apart(matrix.values, row), 8);
  });
});
