import { describe, expect, it } from "vitest";
import { fillUpRare, rareGroups } from "./fill-up-rare.js";
import { atOnce } from "./steps.js";

/** Groups of these sizes, one after the other, each around its own place. */
function groupsOf(...sizes: readonly number[]) {
  const labels = Int32Array.from(sizes.flatMap((size, group) => Array<number>(size).fill(group)));
  const values = Float64Array.from(labels, (group, row) => 100 * group + (row % 7));
  return { rows: { rows: labels.length, columns: 1, values }, labels };
}

const sizesIn = (labels: Int32Array, groups: number) =>
  Array.from({ length: groups }, (_, group) => labels.filter((label) => label === group).length);

describe("rare groups", () => {
  it("have less than a tenth of the largest, less than 200, and more than one", () => {
    expect(rareGroups(groupsOf(1_000, 99, 100, 20, 1).labels)).toEqual([1, 3]);
    expect(rareGroups(groupsOf(5_000, 199, 200, 400).labels)).toEqual([1]);
    expect(rareGroups(groupsOf(50, 40).labels)).toEqual([]);
    expect(rareGroups(new Int32Array())).toEqual([]);
  });

  it("are filled up to a tenth of the largest, ten times what they were at most, after all that is real", () => {
    const given = groupsOf(1_000, 60, 5, 90, 300);
    const filled = atOnce(fillUpRare(given, [1, 2], 1));
    expect(sizesIn(filled.labels, 5)).toEqual([1_000, 100, 50, 90, 300]);
    expect([...filled.labels.slice(0, given.labels.length)]).toEqual([...given.labels]);
    expect([...filled.rows.values.slice(0, given.labels.length)]).toEqual([...given.rows.values]);
    for (let row = given.labels.length; row < filled.labels.length; row++) {
      const from = (filled.rows.values[row] ?? 0) - 100 * (filled.labels[row] ?? 0);
      expect(from).toBeGreaterThanOrEqual(0);
      expect(from).toBeLessThanOrEqual(6);
    }
    expect(atOnce(fillUpRare(given, [1, 2], 1))).toEqual(filled);
    expect(atOnce(fillUpRare(given, [], 1))).toEqual(given);
  });
});
