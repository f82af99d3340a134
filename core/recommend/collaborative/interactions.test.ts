import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../../seeded-random.js";
import { basketsOf } from "./baskets.js";
import { entriesOf, interactionMatrix, itemsOf } from "./interactions.js";
import { splitPerUser } from "./split-interactions.js";
import { arbitraryInteractions } from "./test-interactions.js";

describe("interactionMatrix", () => {
  it("joins the same pair, and keeps rows and columns in order", () => {
    const matrix = interactionMatrix([
      { user: "ann", item: "tea", weight: 2, timestampMs: 9 },
      { user: "bob", item: "cup" },
      { user: "ann", item: "cup", timestampMs: 5 },
      { user: "ann", item: "tea", timestampMs: 4 },
    ]);
    expect(matrix.users).toEqual(["ann", "bob"]);
    expect(matrix.items).toEqual(["tea", "cup"]);
    expect([...matrix.rowStarts]).toEqual([0, 2, 3]);
    expect([...matrix.rowItems]).toEqual([0, 1, 1]);
    expect([...matrix.rowWeights]).toEqual([3, 1, 1]);
    expect([...matrix.rowTimesMs]).toEqual([4, 5, Number.NaN]);
    expect([...matrix.columnStarts]).toEqual([0, 1, 3]);
    expect([...matrix.columnUsers]).toEqual([0, 0, 1]);
    expect([...matrix.columnWeights]).toEqual([3, 1, 1]);
  });

  it("refuses a weight that is not above 0", () => {
    expect(() => interactionMatrix([{ user: "a", item: "b", weight: 0 }])).toThrow(RangeError);
    expect(interactionMatrix([]).items).toEqual([]);
  });

  it("holds in rows and in columns what a table of sums holds", () => {
    fc.assert(
      fc.property(arbitraryInteractions, (given) => {
        const sums = new Map<string, number>();
        for (const { user, item, weight = 1 } of given) {
          sums.set(`${user} ${item}`, (sums.get(`${user} ${item}`) ?? 0) + weight);
        }
        const matrix = interactionMatrix(given);
        const byRow = entriesOf(matrix).map(
          ({ row, column, weight }) => [`${matrix.users[row]} ${matrix.items[column]}`, weight] as const,
        );
        const byColumn = matrix.items.flatMap((item, column) =>
          [...matrix.columnUsers.keys()]
            .slice(matrix.columnStarts[column], matrix.columnStarts[column + 1])
            .map((at) => [`${matrix.users[matrix.columnUsers[at] ?? 0]} ${item}`, matrix.columnWeights[at]]),
        );
        expect(new Map(byRow)).toEqual(sums);
        expect(byRow.length).toBe(sums.size);
        expect(new Map(byColumn as [string, number][])).toEqual(sums);
      }),
    );
  });
});

describe("splitPerUser", () => {
  it("holds out a share of each user's items, never all, and loses none", () => {
    fc.assert(
      fc.property(arbitraryInteractions, fc.integer(), (given, seed) => {
        const matrix = interactionMatrix(given);
        const { train, test } = splitPerUser(matrix, 0.2, seededRandom(seed));
        for (const [user] of matrix.users.entries()) {
          const all = itemsOf(matrix, user);
          const [known, heldOut] = [itemsOf(train, user), itemsOf(test, user)];
          const expected = all.length < 2 ? 0 : Math.max(1, Math.round(all.length / 5));
          expect(heldOut.length).toBe(expected);
          expect([...known, ...heldOut].sort((a, b) => a - b)).toEqual([...all]);
        }
      }),
    );
  });

  it("depends on the seed alone", () => {
    const matrix = interactionMatrix(Array.from({ length: 40 }, (_, at) => ({ user: "u", item: `i${at}` })));
    const heldOut = (seed: number) => [...splitPerUser(matrix, 0.5, seededRandom(seed)).test.rowItems];
    expect(heldOut(1)).toEqual(heldOut(1));
    expect(heldOut(1)).not.toEqual(heldOut(2));
  });
});

describe("basketsOf", () => {
  it("are what one user bought at one time, if it is more than one item", () => {
    const baskets = basketsOf(
      interactionMatrix([
        { user: "ann", item: "tea", timestampMs: 2 },
        { user: "ann", item: "cup", timestampMs: 2 },
        { user: "ann", item: "pot", timestampMs: 1 },
        { user: "bob", item: "pot", timestampMs: 2 },
        { user: "bob", item: "tea" },
        { user: "bob", item: "cup" },
      ]),
    );
    expect(baskets.map((basket) => [...basket])).toEqual([[0, 1]]);
  });
});
