import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { randomNormal } from "../random-normal.js";
import { seededRandom } from "../seeded-random.js";
import { sampleRows } from "../segments/clustering/sample-rows.js";
import { takeRows } from "../segments/clustering/take-rows.js";
import type { Matrix } from "../segments/matrix.js";
import { knownGroups } from "./known-groups.js";

/** Customers of some size. */
export interface SizedData {
  readonly matrix: Matrix;
  /** Of each row the group that it was drawn from, if that is known. */
  readonly truth: Int32Array | undefined;
}

/** A data set that can be had in any size. */
export interface SegmentsData {
  readonly name: string;
  /** Clusters that K-Means and Ward are asked for. */
  readonly k: number;
  ofSize(rows: number, seed: number): SizedData;
}

const COLUMNS = 8;
const GROUPS = 6;
const K = 8;
/** Noise on a row that is drawn again, in the data's units. */
const RESAMPLING_NOISE = 0.1;

/** Generated customers, of whom the groups are known. */
export const GENERATED: SegmentsData = {
  name: "generated, six known groups",
  k: GROUPS,
  ofSize: (rows, seed) => knownGroups(rows, COLUMNS, seededRandom(seed)),
};

/**
 * Customers of a matrix in any size: a sample of fewer; of more, rows drawn with replacement, each with normal noise
 * of 0.1 on all columns, which suits standardised ones.
 */
export function resampledData(name: string, matrix: Matrix): SegmentsData {
  return {
    name,
    k: K,
    ofSize(rows, seed) {
      const random = seededRandom(seed);
      if (rows <= matrix.rows) {
        return { matrix: takeRows(matrix, sampleRows(matrix.rows, rows, random)), truth: undefined };
      }
      const drawn = Int32Array.from({ length: rows }, () => Math.floor(random() * matrix.rows));
      const taken = takeRows(matrix, drawn);
      const values = taken.values.map((value) => value + RESAMPLING_NOISE * randomNormal(random));
      return { matrix: { ...taken, values }, truth: undefined };
    },
  };
}

/** Of a CSV file the columns that hold numbers only. @throws Error if there are none */
export function readMatrix(path: string): Matrix {
  const records: readonly Record<string, string>[] = parse(readFileSync(path), { columns: true, bom: true });
  const isNumeric = (name: string) =>
    records.every((record) => record[name]?.trim() !== "" && Number.isFinite(Number(record[name])));
  const names = Object.keys(records[0] ?? {}).filter(isNumeric);
  if (names.length === 0) throw new Error(`${path} has no column of numbers`);
  const values = Float64Array.from(records.flatMap((record) => names.map((name) => Number(record[name]))));
  return { rows: records.length, columns: names.length, values };
}
