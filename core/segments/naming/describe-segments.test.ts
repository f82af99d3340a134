import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../../seeded-random.js";
import { describeSegments } from "./describe-segments.js";
import { effectSizes } from "./effect-sizes.js";
import type { NamedFeature } from "./named-feature.js";
import { segmentKey } from "./segment-key.js";

const FEATURES: readonly NamedFeature[] = [
  {
    name: "orders",
    high: "orders often",
    low: "orders rarely",
    adjectives: { high: "frequent", low: "rare" },
  },
  {
    name: "spend",
    high: "spends much",
    low: "spends little",
    nouns: { high: "big spenders", low: "small spenders" },
  },
  { name: "returns", high: "returns much", low: "returns little" },
];

/** Rows of a segment around a point, alternately a bit above and below. */
function around(point: readonly number[], count: number): readonly (readonly number[])[] {
  return Array.from({ length: count }, (_, at) => point.map((value) => value + (at % 2 === 0 ? 1 : -1)));
}

function describeAll(points: readonly (readonly number[])[], taken?: readonly string[]) {
  const rows = points.flatMap((point) => around(point, 10));
  const matrix = { rows: rows.length, columns: 3, values: Float64Array.from(rows.flat()) };
  const labels = Int32Array.from(rows, (_, row) => Math.floor(row / 10));
  return describeSegments(matrix, labels, FEATURES, taken);
}

describe("an effect size", () => {
  it("is the difference of means over the pooled deviation, by hand", () => {
    // 1, 3 against 5, 7, 9: means 2 and 7, squares 2 and 8, so √(10 / 3).
    const matrix = { rows: 5, columns: 1, values: Float64Array.from([1, 3, 5, 7, 9]) };
    const [d] = effectSizes(matrix, Int32Array.from([4, 4, 0, 0, -1]), 4);
    expect(d).toBeCloseTo(-5 / Math.sqrt(10 / 3), 12);
  });

  it("is infinite where neither side varies, and 0 where nothing differs or there is no other side", () => {
    const matrix = { rows: 4, columns: 2, values: Float64Array.from([0, 1, 0, 1, 5, 1, 5, 1]) };
    expect([...effectSizes(matrix, Int32Array.from([0, 0, 1, 1]), 1)]).toEqual([Number.POSITIVE_INFINITY, 0]);
    expect([...effectSizes(matrix, new Int32Array(4), 0)]).toEqual([0, 0]);
  });
});

describe("segments", () => {
  it("are named by their two strongest effects, as adjective and noun if there are such", () => {
    const [first, second] = describeAll([
      [5, 9, 0],
      [0, 0, 0],
    ]);
    expect(first).toMatchObject({
      label: 0,
      size: 10,
      key: "frequent_big_spenders",
      name: "Frequent big spenders",
      description: "Compared with everybody else, a customer here spends much and orders often.",
    });
    expect(first?.effects.map(({ feature }) => feature)).toEqual(["spend", "orders"]);
    expect(second?.name).toBe("Rare small spenders");
  });

  it("are named by what they do otherwise, or are typical", () => {
    const names = describeAll([
      [4, 0, 9],
      [-4, 0, -9],
      [0, 0, 0],
    ]).map(({ name }) => name);
    expect(names).toEqual([
      "Returns much, orders often",
      "Returns little, orders rarely",
      "Typical customers",
    ]);
  });

  it("have one name each: a second mentions more, or gets a number", () => {
    const points = [
      [9, 9, 0],
      [-9, -9, 0.7],
      [-9, -9, -0.7],
    ];
    const names = describeAll(points).map(({ name }) => name);
    expect(names).toEqual([
      "Frequent big spenders",
      "Rare small spenders",
      "Rare small spenders, returns little",
    ]);
    const taken = ["rare_small_spenders", "rare_small_spenders_returns_much"];
    expect(describeAll(points, taken)[1]?.name).toBe("Rare small spenders 2");
    expect(describeAll([[0, 0, 0]], ["typical_customers"])[0]).toMatchObject({
      key: "typical_customers_2",
      description: "A customer here is much like everybody else.",
    });
  });

  it("never share a key, whatever the data, and are described the same way again", () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 12 }), (seed, k) => {
        const random = seededRandom(seed);
        const matrix = { rows: 60, columns: 3, values: Float64Array.from({ length: 180 }, random) };
        const labels = Int32Array.from({ length: 60 }, () => Math.floor(random() * (k + 1)) - 1);
        const described = describeSegments(matrix, labels, FEATURES);
        expect(described.map(({ label }) => label)).toEqual(
          [...new Set(labels)].filter((l) => l >= 0).sort((a, b) => a - b),
        );
        expect(new Set(described.map(({ key }) => key)).size).toBe(described.length);
        expect(new Set(described.map(({ name }) => name)).size).toBe(described.length);
        expect(described.every(({ key, name }) => key === segmentKey(name) && key !== "")).toBe(true);
        expect(describeSegments(matrix, labels, FEATURES)).toEqual(described);
      }),
    );
  });
});

it("a key is of any script's letters and digits", () => {
  expect(segmentKey("  Kauft oft, größte Körbe (2) ")).toBe("kauft_oft_größte_körbe_2");
  expect(segmentKey("—")).toBe("");
});
