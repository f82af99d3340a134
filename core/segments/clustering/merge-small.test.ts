import { expect, it } from "vitest";
import { mergeSmall } from "./merge-small.js";

/** Clusters at 0, 100, 10 and 95, of 3, 3, 2 and 1 rows, and a row of none. */
const matrix = { rows: 10, columns: 1, values: Float64Array.from([0, 0, 0, 100, 100, 100, 10, 10, 95, 7]) };
const labels = Int32Array.from([0, 0, 0, 2, 2, 2, 1, 1, 3, -1]);

it("merges what is too small into the nearest that is big enough", () => {
  expect(mergeSmall(matrix, labels, { small: "merge", minRows: 3 })).toEqual({
    labels: Int32Array.from([0, 0, 0, 1, 1, 1, 0, 0, 1, -1]),
    k: 2,
    small: [
      { label: 1, rows: 2, into: 0 },
      { label: 3, rows: 1, into: 1 },
    ],
  });
});

it("hides it, if that is wanted", () => {
  expect(mergeSmall(matrix, labels, { small: "hide", minRows: 2 })).toEqual({
    labels: Int32Array.from([0, 0, 0, 2, 2, 2, 1, 1, -1, -1]),
    k: 3,
    small: [{ label: 3, rows: 1, into: -1 }],
  });
});

it("hides all if none is big enough: 20 rows unless said otherwise", () => {
  const { labels: none, k, small } = mergeSmall(matrix, labels, { small: "merge" });
  expect([...none]).toEqual(Array(10).fill(-1));
  expect(k).toBe(0);
  expect(small.map(({ into }) => into)).toEqual([-1, -1, -1, -1]);
  const twenty = Int32Array.from({ length: 39 }, (_, row) => (row < 20 ? 0 : 1));
  const line = { rows: 39, columns: 1, values: new Float64Array(39) };
  expect(mergeSmall(line, twenty, { small: "merge" }).small).toEqual([{ label: 1, rows: 19, into: 0 }]);
});
