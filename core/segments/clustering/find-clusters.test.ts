import { describe, expect, it } from "vitest";
import { knownGroups } from "../../bench/known-groups.js";
import { seededRandom } from "../../seeded-random.js";
import { adjustedRand } from "./adjusted-rand.js";
import { clusterCentroids } from "./cluster-centroids.js";
import { clusterSizes } from "./cluster-sizes.js";
import { findClusters } from "./find-clusters.js";

const { matrix, truth } = knownGroups(1_500, 8, seededRandom(6));
const METHODS = ["k-means", "dbscan", "ward"] as const;

describe.each(METHODS)("%s", (method) => {
  const found = findClusters(matrix, { method, random: seededRandom(1) });

  it("finds the groups that are there, with nothing but the data", () => {
    expect(adjustedRand(found.labels, truth)).toBeGreaterThan(0.95);
    // Six groups; strays may make clusters of their own.
    expect([...clusterSizes(found.labels)].filter((size) => size > 60)).toHaveLength(6);
    expect(found.silhouette?.mean).toBeGreaterThan(0.4);
  });

  it("numbers clusters from the greatest on, and returns their means", () => {
    const sizes = [...clusterSizes(found.labels)];
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(found.centroids).toEqual(clusterCentroids(matrix, found.labels, found.k));
    expect(found.noise).toBe(found.labels.filter((label) => label === -1).length);
  });

  it("gives the same bytes for the same data and seed", () => {
    const again = findClusters(matrix, { method, random: seededRandom(1) });
    expect(Buffer.from(again.labels.buffer)).toEqual(Buffer.from(found.labels.buffer));
    expect(Buffer.from(again.centroids.values.buffer)).toEqual(Buffer.from(found.centroids.values.buffer));
    expect(JSON.stringify(again)).toBe(JSON.stringify(found));
  });

  it("takes rows that are all the same", () => {
    const same = { rows: 30, columns: 2, values: new Float64Array(60) };
    expect(findClusters(same, { method, random: seededRandom(1) })).toMatchObject({
      k: 1,
      noise: 0,
      silhouette: undefined,
    });
  });
});

it("does what it is told", () => {
  const random = seededRandom(1);
  expect(findClusters(matrix, { method: "k-means", k: 3, random })).toMatchObject({
    k: 3,
    parameters: { method: "k-means", k: 3 },
    chosenK: undefined,
  });
  expect(findClusters(matrix, { method: "ward", k: 4, random })).toMatchObject({
    k: 4,
    parameters: { method: "ward", k: 4, sampled: false, treeRows: 1_500 },
  });
  expect(findClusters(matrix, { method: "dbscan", eps: 1e-6, minPoints: 3, random })).toMatchObject({
    k: 0,
    noise: 1_500,
    parameters: { method: "dbscan", eps: 1e-6, minPoints: 3 },
    chosenEps: undefined,
  });
});

it.each(METHODS)("refuses a matrix without rows: %s", (method) => {
  const nothing = { rows: 0, columns: 2, values: new Float64Array(0) };
  expect(() => findClusters(nothing, { method, random: seededRandom(1) })).toThrow("one row at least");
});
