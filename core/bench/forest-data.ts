import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { seededRandom } from "../seeded-random.js";
import type { Matrix } from "../segments/matrix.js";

export interface ForestData {
  readonly name: string;
  readonly x: Matrix;
  /** Classes by row. */
  readonly y: readonly number[];
  readonly featureNames: readonly string[];
  readonly classNames: readonly string[];
  /** Columns of the file that were left out, since almost every row has a value of its own. */
  readonly leftOut: readonly string[];
}

/** A column of more words than this is no feature. */
const MAX_WORDS = 50;

/**
 * Rows of independent, nearly normal numbers (sums of 12 uniform ones, less 6); the class is whether
 * x₀ + x₁ x₂ + sin 2 x₃ + x₄ / 2 + 0.7 noise is positive. The other columns have no meaning.
 * @param columns from 5 on
 */
export function generateForestData(rows: number, columns: number, seed: number): ForestData {
  const random = seededRandom(seed);
  const normal = () => {
    let sum = -6;
    for (let at = 0; at < 12; at++) sum += random();
    return sum;
  };
  const values = Float64Array.from({ length: rows * columns }, normal);
  const y = Array.from({ length: rows }, (_, row) => {
    const [a = 0, b = 0, c = 0, d = 0, e = 0] = values.subarray(row * columns);
    return Number(a + b * c + Math.sin(2 * d) + e / 2 + 0.7 * normal() > 0);
  });
  return {
    name: `${rows} × ${columns}`,
    x: { rows, columns, values },
    y,
    featureNames: Array.from({ length: columns }, (_, column) => `x${column}`),
    classNames: ["0", "1"],
    leftOut: [],
  };
}

/**
 * Reads a CSV file with a header. A column in which all cells are numbers or empty is a feature, empty ones being its
 * median; one of two words is a feature of 0 and 1; one of 3 to 50 words is a feature a word (an empty cell is a
 * word, too); what has more words is left out, as a customer's number.
 * @param label the column that holds the class
 * @throws Error if there is no such column, or it has an empty cell
 */
export function readForestData(file: string, label: string): ForestData {
  const [header = [], ...lines]: string[][] = parse(readFileSync(file), { bom: true, trim: true });
  const labelAt = header.indexOf(label);
  if (labelAt < 0) throw new Error(`${file} has no column "${label}", but ${header.join(", ")}`);
  const labels = lines.map((line) => line[labelAt] ?? "");
  if (labels.includes("")) throw new Error(`${file}: a row without a ${label}`);
  const classNames = [...new Set(labels)].sort();
  const features: { name: string; cells: readonly number[] }[] = [];
  const leftOut: string[] = [];
  header.forEach((name, at) => {
    if (at === labelAt) return;
    const encoded = encode(
      name,
      lines.map((line) => line[at] ?? ""),
    );
    if (encoded.length === 0) leftOut.push(name);
    features.push(...encoded);
  });
  const values = Float64Array.from(lines.flatMap((_, row) => features.map(({ cells }) => cells[row] ?? 0)));
  return {
    name: label,
    x: { rows: lines.length, columns: features.length, values },
    y: labels.map((each) => classNames.indexOf(each)),
    featureNames: features.map(({ name }) => name),
    classNames,
    leftOut,
  };
}

function encode(name: string, cells: readonly string[]) {
  const words = [...new Set(cells)].sort();
  const numbers = cells.filter((cell) => cell !== "").map(Number);
  if (numbers.length > 0 && numbers.every(Number.isFinite)) {
    const middle = numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
    return [{ name, cells: cells.map((cell) => (cell === "" ? middle : Number(cell))) }];
  }
  if (words.length < 2 || words.length > MAX_WORDS) return [];
  const [, second] = words;
  return (words.length === 2 ? [second] : words).map((word) => ({
    name: `${name}=${word}`,
    cells: cells.map((cell) => Number(cell === word)),
  }));
}
