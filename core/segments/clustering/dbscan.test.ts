import { createRequire } from "node:module";
import fc from "fast-check";
import { expect, it } from "vitest";
import { plainDbscan } from "../../bench/clustering-oracles.js";
import { knownGroups } from "../../bench/known-groups.js";
import { PROPERTY_RUNS } from "../../property-runs.js";
import { seededRandom } from "../../seeded-random.js";
import type { Matrix } from "../matrix.js";
import { dbscan } from "./dbscan.js";
import { kDistanceKnee } from "./k-distance-knee.js";

/** What is used of the package, which brings no types. */
interface DensityClustering {
  readonly DBSCAN: new () => {
    run(rows: readonly (readonly number[])[], eps: number, minPoints: number): number[][];
    readonly noise: readonly number[];
  };
}

const require = createRequire(import.meta.url);
const { DBSCAN } = require("density-clustering") as DensityClustering;

it("does what the definition says, on 500 rows", () => {
  fc.assert(
    fc.property(
      fc.nat(),
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 1, max: 20 }),
      fc.double({ min: 0.05, max: 6, noNaN: true }),
      (seed, columns, minPoints, eps) => {
        const { matrix } = knownGroups(500, columns, seededRandom(seed));
        const { labels, cores } = dbscan(matrix, { eps, minPoints });
        expect({ labels, cores }).toEqual(plainDbscan(matrix, eps, minPoints));
      },
    ),
    { numRuns: 20 },
  );
});

const lattice = fc
  .array(fc.tuple(fc.integer({ min: -4, max: 4 }), fc.integer({ min: -4, max: 4 }), fc.constant(7)), {
    maxLength: 60,
  })
  .map((rows): Matrix => ({ rows: rows.length, columns: 3, values: Float64Array.from(rows.flat()) }));

it("counts rows that are exactly eps away, and rows that coincide", () => {
  fc.assert(
    fc.property(
      lattice,
      fc.constantFrom(1, 2, 5, 1e-9, 1e9),
      fc.integer({ min: 1, max: 8 }),
      (matrix, eps, minPoints) => {
        const { labels, cores } = dbscan(matrix, { eps, minPoints });
        expect({ labels, cores }).toEqual(plainDbscan(matrix, eps, minPoints));
      },
    ),
    { numRuns: 3 * PROPERTY_RUNS },
  );
});

it("agrees with density-clustering on cores and noise, where that isn't at odds with itself", () => {
  const { matrix } = knownGroups(1_500, 4, seededRandom(5));
  const rows = Array.from({ length: matrix.rows }, (_, row) => [
    ...matrix.values.subarray(row * 4, row * 4 + 4),
  ]);
  const { labels, cores, clusters } = dbscan(matrix, { eps: 0.6, minPoints: 8 });
  const package_ = new DBSCAN();
  const theirs = package_.run(rows, 0.6, 8);
  // It calls a row noise when it comes by, and may find later that a core reaches it: the row is then listed twice.
  const clustered = new Set(theirs.flat());
  expect([...labels.keys()].filter((row) => labels[row] === -1)).toEqual(
    package_.noise.filter((row) => !clustered.has(row)),
  );
  expect(clusters).toBe(theirs.length);
  for (const [cluster, members] of theirs.entries()) {
    for (const row of members.filter((member) => cores[member] === 1)) expect(labels[row]).toBe(cluster);
  }
});

it("takes eps from where the distances to the neighbours bend", () => {
  // Ten rows a step of 1 apart, and one far out: the others are cores from 1 or 2 on.
  const values = Float64Array.from([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 100]);
  const { eps, distances, kneeAt } = kDistanceKnee({ rows: 11, columns: 1, values }, 3, seededRandom(1));
  expect(distances).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 92]);
  expect({ eps, kneeAt }).toEqual({ eps: 2, kneeAt: 9 });
  expect(dbscan({ rows: 11, columns: 1, values }, { eps, minPoints: 3 }).labels).toEqual(
    Int32Array.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1]),
  );
});

it("asks a sample of many rows, and gets about the same eps", () => {
  const { matrix } = knownGroups(3_000, 3, seededRandom(2));
  const sampled = kDistanceKnee(matrix, 6, seededRandom(1));
  expect(sampled.distances).toHaveLength(500);
  const other = kDistanceKnee(matrix, 6, seededRandom(2));
  expect(sampled.eps / other.eps).toBeGreaterThan(0.5);
  expect(sampled.eps / other.eps).toBeLessThan(2);
});

it("refuses options out of range", () => {
  const matrix = { rows: 0, columns: 1, values: new Float64Array(0) };
  expect(() => dbscan(matrix, { eps: 0, minPoints: 2 })).toThrow("eps is more than 0, not 0");
  expect(() => dbscan(matrix, { eps: 1, minPoints: 0 })).toThrow("minPoints is a number from 1 on, not 0");
  expect(dbscan(matrix, { eps: 1, minPoints: 2 }).clusters).toBe(0);
});
