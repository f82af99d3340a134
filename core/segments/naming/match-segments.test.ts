import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type KnownSegment, matchSegments, type RunSegment } from "./match-segments.js";
import { optimalAssignment } from "./optimal-assignment.js";

/** The least sum over all ways to pair as many as can be. */
function bruteForce(
  costs: readonly (readonly number[])[],
  used: ReadonlySet<number> = new Set(),
  row = 0,
): number {
  const columns = costs[0]?.length ?? 0;
  const cost = costs[row];
  if (cost === undefined) return used.size === Math.min(costs.length, columns) ? 0 : Number.POSITIVE_INFINITY;
  const withOne = cost.map((price, column) =>
    used.has(column)
      ? Number.POSITIVE_INFINITY
      : price + bruteForce(costs, new Set([...used, column]), row + 1),
  );
  return Math.min(...withOne, bruteForce(costs, used, row + 1));
}

it("assigns at the least cost there is", () => {
  const costs = fc
    .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
    .chain(([rows, columns]) =>
      fc.array(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
    );
  fc.assert(
    fc.property(costs, (table) => {
      const pairs = [...optimalAssignment(table).entries()].filter(([, column]) => column !== undefined);
      expect(pairs).toHaveLength(Math.min(table.length, table[0]?.length ?? 0));
      expect(new Set(pairs.map(([, column]) => column)).size).toBe(pairs.length);
      const sum = pairs.reduce((sum, [row, column]) => sum + (table[row]?.[column ?? 0] ?? Number.NaN), 0);
      expect(sum).toBe(bruteForce(table));
    }),
  );
  expect(optimalAssignment([])).toEqual([]);
  expect(optimalAssignment([[], []])).toEqual([undefined, undefined]);
});

function segment(ids: string, ...centroid: readonly number[]): RunSegment {
  return { members: new Set(ids), centroid: Float64Array.from(centroid) };
}

function known(key: string, ids: string, ...centroid: readonly number[]): KnownSegment {
  return { key, name: key.toUpperCase(), ...segment(ids, ...centroid) };
}

describe("matching with the last run", () => {
  it("keeps key and name where members and centre are about the same, and says what is new and gone", () => {
    const { matches, gone } = matchSegments(
      [known("often", "abcd", 1, 1), known("rarely", "efgh", -1, -1), known("once", "ij", 4, 0)],
      [segment("efghi", -1, -0.9), segment("xyz", 9, 9), segment("abcdj", 1, 1)],
    );
    expect(matches.map(({ carried }) => carried?.key)).toEqual(["rarely", undefined, "often"]);
    expect(matches[0]).toMatchObject({ at: 0, carried: { key: "rarely", name: "RARELY" } });
    // 4 of a, b, c, d, j are in both.
    expect(matches[2]?.reason).toBe(
      "carried over: 80 % of the members of either run are in both, and the centre moved by 0.00 standard deviations",
    );
    expect(matches[2]?.likenessScore).toBeCloseTo(0.7 * 0.8 + 0.3, 12);
    expect(matches[1]?.reason).toMatch(/^new: the most alike, [A-Z]+, is not alike enough \(0 % /);
    expect(gone).toEqual([
      { key: "once", name: "ONCE", reason: "gone: most of its members, 50 %, are in RARELY now" },
    ]);
  });

  it("takes the best pairing of all, not the best pair first", () => {
    const centres = matchSegments(
      [known("one", "a", 0.6), known("two", "b", 0)],
      [segment("x", 0.1), segment("y", -0.5)],
    );
    // By the centres alone: |0.1 − 0| is least, but −0.5 is too far from 0.6 to be anything but "two".
    expect(centres.matches.map(({ carried }) => carried?.key)).toEqual(["one", "two"]);
  });

  it("gives an heir to one of two halves only", () => {
    const { matches, gone } = matchSegments(
      [known("all", "abcdefg", 0)],
      [segment("abcd", 0), segment("efg", 0)],
    );
    expect(matches.map(({ carried }) => carried?.key)).toEqual(["all", undefined]);
    expect(matches[1]?.reason).toContain("new: the most alike, ALL, is carried on by another");
    expect(gone).toEqual([]);
  });

  it("goes by the centres if the runs know nobody in common, and counts only whom both know", () => {
    const apart = matchSegments(
      [known("near", "abc", 0, 0), known("far", "def", 5, 5)],
      [segment("xyz", 0.1, 0.1)],
    );
    expect(apart.matches[0]?.carried?.key).toBe("near");
    expect(apart.gone).toEqual([
      { key: "far", name: "FAR", reason: "gone: none of its members is in a segment now" },
    ]);
    const grown = matchSegments([known("same", "ab", 0)], [segment("abcdefghijklmnop", 0)]);
    expect(grown.matches[0]).toMatchObject({ carried: { key: "same" }, likenessScore: 1 });
  });

  it("has all new at first, and all gone without any", () => {
    expect(matchSegments([], [segment("a", 0)])).toEqual({
      matches: [{ at: 0, carried: undefined, likenessScore: 0, reason: "new: the last run had no segments" }],
      gone: [],
    });
    expect(matchSegments([known("last", "a", 0)], []).gone.map(({ key }) => key)).toEqual(["last"]);
  });

  it("changes nothing of the same segments in another order", () => {
    const before = [known("a", "abc", 0), known("b", "def", 1), known("c", "ghi", 2)];
    fc.assert(
      fc.property(fc.shuffledSubarray(before, { minLength: 3 }), (after) => {
        const { matches, gone } = matchSegments(before, after);
        expect(matches.map(({ carried }) => carried?.key)).toEqual(after.map(({ key }) => key));
        expect(gone).toEqual([]);
      }),
    );
  });
});
