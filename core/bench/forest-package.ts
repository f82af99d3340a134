import { RandomForestClassifier } from "ml-random-forest";
import type { ForestJson } from "../segments/forest/forest-json.js";
import type { ForestOptions } from "../segments/forest/forest-options.js";
import type { Matrix } from "../segments/matrix.js";

/** `ml-random-forest` itself: trains, and returns its forest as text, and how long that took without the text. */
export function trainByPackage(
  x: Matrix,
  y: readonly number[],
  options: ForestOptions,
): { readonly json: string; readonly seconds: number } {
  const forest = new RandomForestClassifier({ ...options, noOOB: true });
  const rows = rowsOf(x);
  const from = performance.now();
  forest.train(rows, [...y]);
  const seconds = (performance.now() - from) / 1_000;
  return { json: JSON.stringify(forest.toJSON()), seconds };
}

/** @returns what gives rows their classes, by the package */
export function loadByPackage(json: ForestJson): (rows: number[][]) => readonly number[] {
  const forest = RandomForestClassifier.load(JSON.parse(JSON.stringify(json)));
  return (rows) => forest.predict(rows);
}

export function rowsOf({ rows, columns, values }: Matrix): number[][] {
  return Array.from({ length: rows }, (_, row) =>
    Array.from(values.subarray(row * columns, (row + 1) * columns)),
  );
}
