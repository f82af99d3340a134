import fc from "fast-check";
import { RandomForestClassifier } from "ml-random-forest";
import { describe, expect, it } from "vitest";
import { PROPERTY_RUNS } from "../../property-runs.js";
import { checkAgainstPackage } from "./check-against-package.js";
import { compileForest } from "./compiled-forest.js";
import type { ForestJson, NodeJson } from "./forest-json.js";
import { classOf, probabilitiesOf } from "./predict-row.js";
import { classesOf, probabilitiesOfRows } from "./predict-rows.js";
import { quantiseForest } from "./quantise-forest.js";
import { forestRows, nestedRows, withHoles } from "./test-forest-rows.js";
import { trainExactForest } from "./train-exact-forest.js";

const SHAPE = { rows: 600, columns: 5, digits: 2 };
const UNLIMITED = { gainThreshold: 0, minNumSamples: 1 };

/** A leaf's distribution, found as the package finds it. */
function leafOf(node: NodeJson, row: readonly number[]): readonly number[] {
  if (node.distribution !== undefined) return node.distribution[0] ?? [];
  const isLess = (row[node.splitColumn ?? 0] ?? Number.NaN) < (node.splitValue ?? 0);
  const child = isLess ? node.left : node.right;
  return child === undefined ? [] : leafOf(child, row);
}

/** The mean of the leaves' distributions, the slow way. */
function meanOfLeaves({ baseModel }: ForestJson, row: readonly number[], classes: number): readonly number[] {
  const leaves = baseModel.estimators.map(({ root }, tree) =>
    leafOf(
      root,
      (baseModel.indexes[tree] ?? []).map((column) => row[column] ?? Number.NaN),
    ),
  );
  return Array.from(
    { length: classes },
    (_, label) => leaves.reduce((sum, leaf) => sum + (leaf[label] ?? 0), 0) / leaves.length,
  );
}

function likeliest(probabilities: Float64Array, row: number, classes: number): number {
  const own = [...probabilities.subarray(row * classes, (row + 1) * classes)];
  return own.indexOf(Math.max(...own));
}

describe.each([
  { classes: 2, trees: 20, treeOptions: { maxDepth: 10, ...UNLIMITED } },
  { classes: 4, trees: 7, treeOptions: UNLIMITED },
  { classes: 3, trees: 2, treeOptions: { maxDepth: 3 } },
])("a compiled forest of $trees trees, $classes classes", ({ classes, trees, treeOptions }) => {
  const { x, y } = forestRows({ ...SHAPE, classes, seed: 1 });
  const json: ForestJson = JSON.parse(
    JSON.stringify(trainExactForest(x, y, { nEstimators: trees, treeOptions })),
  );
  const forest = compileForest(json, 5, classes);
  const whole = forestRows({ ...SHAPE, rows: 10_000, classes, seed: 2 }).x;
  const asked = {
    ...whole,
    values: Float64Array.of(...withHoles(whole).values.subarray(0, 25_000), ...whole.values.subarray(25_000)),
  };

  it("gives the package's class to 10,000 rows, half of them with holes, one by one and together", () => {
    const byPackage = RandomForestClassifier.load(JSON.parse(JSON.stringify(json))).predict(
      nestedRows(asked),
    );
    expect([...classesOf(forest, asked)]).toEqual(byPackage);
    expect(nestedRows(asked).map((row) => classOf(forest, row))).toEqual(byPackage);
    for (const bits of [8, 16] as const) {
      expect([...classesOf(quantiseForest(forest, bits, x).forest, asked)]).toEqual(byPackage);
    }
  });

  it("gives the mean of the leaves, which sums to 1", () => {
    const together = probabilitiesOfRows(forest, asked).values;
    nestedRows(asked)
      .slice(0, 500)
      .forEach((row, at) => {
        const given = probabilitiesOf(forest, row);
        expect(given.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
        meanOfLeaves(json, row, classes).forEach((share, label) => {
          expect(given[label]).toBeCloseTo(share, 10);
          expect(together[at * classes + label]).toBeCloseTo(share, 10);
        });
      });
  });

  it("loses little when its leaves are quantised, and says how much", () => {
    const before = probabilitiesOfRows(forest, asked).values;
    for (const bits of [8, 16] as const) {
      const { forest: small, loss } = quantiseForest(forest, bits, asked);
      const after = probabilitiesOfRows(small, asked).values;
      const greatest = before.reduce(
        (most, share, at) => Math.max(most, Math.abs(share - (after[at] ?? 0))),
        0,
      );
      expect(loss.maxProbabilityDifference).toBe(greatest);
      expect(greatest).toBeLessThan(2 ** -bits * classes);
      const changed = nestedRows({ rows: 10_000, columns: classes, values: before }).filter(
        (was, at) => was.indexOf(Math.max(...was)) !== likeliest(after, at, classes),
      );
      expect(loss.changedShare).toBe(changed.length / 10_000);
      // Where two classes were as probable, rounding decides.
      expect(loss.changedShare).toBeLessThan(0.05);
      expect(loss.measuredOn).toBe(10_000);
    }
    expect(
      quantiseForest(forest, 8, { ...asked, rows: 0, values: new Float64Array() }).loss.changedShare,
    ).toBe(0);
  });
});

it("ties are broken as in the package, whatever the trees are", () => {
  const table = fc.array(fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3)), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(table, fc.integer({ min: 1, max: 9 }), fc.integer(), (rows, nEstimators, seed) => {
      const x = {
        rows: rows.length,
        columns: 2,
        values: Float64Array.from(rows.flatMap((row) => row.slice(0, 2))),
      };
      const y = rows.map(([, , label]) => label);
      const json: ForestJson = JSON.parse(
        JSON.stringify(trainExactForest(x, y, { nEstimators, seed, treeOptions: UNLIMITED })),
      );
      checkAgainstPackage(json, compileForest(json, 2), withHoles(x));
    }),
    { numRuns: PROPERTY_RUNS },
  );
});

describe("a forest that is none", () => {
  const { x, y } = forestRows({ ...SHAPE, classes: 3, seed: 1 });
  const json = trainExactForest(x, y, { nEstimators: 2, treeOptions: UNLIMITED });
  const withRoot = (root: object): ForestJson => {
    const [tree] = json.baseModel.estimators;
    if (tree === undefined) throw new Error("no tree");
    const estimators = [{ ...tree, root: { ...tree.root, ...root } }];
    return { ...json, baseModel: { ...json.baseModel, estimators } };
  };

  it.each([
    ["a node with neither leaf nor children", { left: undefined }],
    ["a leaf without classes", { distribution: [[]] }],
    ["a split of column -1 of 5", { splitColumn: 9 }],
    ["at NaN", { splitValue: Number.NaN }],
  ])("is refused: %s", (message, root) => {
    expect(() => compileForest(withRoot(root), 5)).toThrow(message);
  });

  it("is refused if it needs more columns, more classes or has no trees", () => {
    expect(() => compileForest(json, 1)).toThrow("a split of column");
    expect(() => compileForest(json, 5, 2)).toThrow("a leaf knows 3 classes");
    const none = { ...json, baseModel: { ...json.baseModel, estimators: [] } };
    expect(() => compileForest(none, 5)).toThrow("it has no trees");
    expect(() =>
      classesOf(compileForest(json, 5), { rows: 0, columns: 4, values: new Float64Array() }),
    ).toThrow(RangeError);
  });

  it("fails the check against the package when the two differ", () => {
    const other = compileForest(
      trainExactForest(x, y, { nEstimators: 2, seed: 1, treeOptions: UNLIMITED }),
      5,
    );
    checkAgainstPackage(json, compileForest(json, 5), x);
    expect(() => checkAgainstPackage(json, other, x)).toThrow(
      expect.objectContaining({ code: "model_inconsistent", kind: "bug" }),
    );
  });
});
