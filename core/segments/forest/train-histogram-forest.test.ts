import fc from "fast-check";
import { RandomForestClassifier } from "ml-random-forest";
import { describe, expect, it } from "vitest";
import { PROPERTY_RUNS } from "../../property-runs.js";
import { atOnce } from "../steps.js";
import { binColumns } from "./bin-columns.js";
import { compileForest } from "./compiled-forest.js";
import { findBinnedSplit } from "./find-binned-split.js";
import type { ForestJson, NodeJson } from "./forest-json.js";
import { classesOf } from "./predict-rows.js";
import { forestRows, nestedRows } from "./test-forest-rows.js";
import { EXACT_ROWS, trainForest } from "./train-forest.js";

function accuracy(given: ArrayLike<number>, right: readonly number[]): number {
  return right.filter((label, at) => label === given[at]).length / right.length;
}

/** Gini impurity of labels, from its definition. */
function impurity(labels: readonly number[]): number {
  const share = (label: number) => labels.filter((other) => other === label).length / labels.length;
  return 1 - [...new Set(labels)].reduce((sum, label) => sum + share(label) ** 2, 0);
}

function depthOf(node: NodeJson): number {
  return node.left && node.right ? 1 + Math.max(depthOf(node.left), depthOf(node.right)) : 0;
}

describe("bins", () => {
  it("keep each value apart while there are at most 256, and hold about as many rows otherwise", () => {
    const few = Float64Array.from({ length: 512 }, (_, row) => row % 256);
    const [exact] = atOnce(binColumns({ rows: 512, columns: 1, values: few }));
    expect([...(exact?.bins ?? [])]).toEqual([...few]);
    const many = Float64Array.from({ length: 25_600 }, (_, row) => (row * 7_919) % 25_600);
    const [binned] = atOnce(binColumns({ rows: 25_600, columns: 1, values: many }));
    const sizes = new Uint32Array(256);
    for (const bin of binned?.bins ?? []) sizes[bin] = (sizes[bin] ?? 0) + 1;
    expect(new Set(sizes)).toEqual(new Set([100]));
  });

  it("a value lies below a cut exactly if its bin does, neighbouring numbers too", () => {
    const value = fc.oneof(
      fc.constantFrom(1, 1 + Number.EPSILON, 1 + 2 * Number.EPSILON, 5e-324, 0, -0),
      fc.double({ noNaN: true, min: -1e300, max: 1e300 }),
    );
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 600 }), (values) => {
        const [binned] = atOnce(
          binColumns({ rows: values.length, columns: 1, values: Float64Array.from(values) }),
        );
        const { bins = [], cuts = [] } = binned ?? {};
        values.forEach((each, row) => {
          for (let bin = 0; bin < cuts.length; bin++) {
            expect((bins[row] ?? -1) <= bin).toBe(each < (cuts[bin] ?? 0));
          }
        });
      }),
      { numRuns: PROPERTY_RUNS },
    );
  });
});

it("the split is the one that gains most of all cuts", () => {
  const row = fc.tuple(fc.nat(5), fc.nat(5), fc.nat(2), fc.integer({ min: 1, max: 3 }));
  fc.assert(
    fc.property(fc.array(row, { minLength: 2, maxLength: 30 }), (rows) => {
      const columns = atOnce(
        binColumns({
          rows: rows.length,
          columns: 2,
          values: Float64Array.from(rows.flatMap((row) => row.slice(0, 2))),
        }),
      );
      const labels = Uint16Array.from(rows, ([, , label]) => label);
      const weights = Uint16Array.from(rows, ([, , , weight]) => weight);
      const members = Int32Array.from(rows.keys());
      const drawn = rows.flatMap(([a, b, label, weight]) =>
        Array.from({ length: weight }, () => ({ x: [a, b], label })),
      );
      const counts = Int32Array.from(
        [0, 1, 2],
        (label) => drawn.filter((each) => each.label === label).length,
      );
      const sample = { columns, classes: 3, labels, weights, members };
      const order = Int32Array.of(0, 1);
      const found = findBinnedSplit(sample, 0, rows.length, counts, drawn.length, order, 2);
      const gains = [0, 1].flatMap((column) =>
        Array.from(columns[column]?.cuts ?? [], (cut) => {
          const left = drawn.filter(({ x }) => (x[column] ?? 0) < cut).map(({ label }) => label);
          const right = drawn.filter(({ x }) => !((x[column] ?? 0) < cut)).map(({ label }) => label);
          const weighed = left.length * impurity(left) + right.length * impurity(right);
          return impurity(drawn.map(({ label }) => label)) - weighed / drawn.length;
        }),
      );
      expect(found?.gain ?? 0).toBeCloseTo(Math.max(0, ...gains), 10);
    }),
    { numRuns: PROPERTY_RUNS },
  );
});

describe("a histogram forest", () => {
  const shape = { rows: 2_000, columns: 6, classes: 3, digits: 6 };
  const { x, y } = forestRows({ ...shape, seed: 1 });
  const settings = { seed: 5, trees: 20, maxDepth: 6, method: "histogram" } as const;
  const forest: ForestJson = JSON.parse(JSON.stringify(trainForest(x, y, settings)));

  it("is loaded by the package, which predicts the same", () => {
    const fresh = forestRows({ ...shape, seed: 2 });
    const given = RandomForestClassifier.load(JSON.parse(JSON.stringify(forest))).predict(
      nestedRows(fresh.x),
    );
    expect([...classesOf(compileForest(forest, 6), fresh.x)]).toEqual(given);
    const exact = compileForest(trainForest(x, y, { ...settings, method: "exact" }), 6);
    expect(accuracy(given, fresh.y)).toBeGreaterThan(accuracy(classesOf(exact, fresh.x), fresh.y) - 0.02);
  });

  it("is no deeper than it may be, and each node's shares sum to 1", () => {
    const { estimators } = forest.baseModel;
    expect(Math.max(...estimators.map(({ root }) => depthOf(root)))).toBe(6);
    const leaves = (node: NodeJson): readonly number[] =>
      node.left && node.right
        ? [...leaves(node.left), ...leaves(node.right)]
        : [(node.distribution?.[0] ?? []).reduce((sum, share) => sum + share, 0)];
    for (const sum of estimators.flatMap(({ root }) => leaves(root))) expect(sum).toBeCloseTo(1, 12);
  });

  it("depends on the seed alone, and is what many rows get", () => {
    expect(trainForest(x, y, settings)).toEqual(trainForest(x, y, settings));
    expect(trainForest(x, y, { ...settings, seed: 6 })).not.toEqual(trainForest(x, y, settings));
    const many = forestRows({ rows: EXACT_ROWS + 1, columns: 2, classes: 2, digits: 3, seed: 3 });
    const { method: _, ...unsaid } = { ...settings, trees: 2 };
    expect(trainForest(many.x, many.y, unsaid)).toEqual(
      trainForest(many.x, many.y, { ...unsaid, method: "histogram" }),
    );
  });
});
