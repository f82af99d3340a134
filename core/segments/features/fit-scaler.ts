import type { Matrix } from "../matrix.js";
import { atOnce, type Steps } from "../steps.js";
import type { FeatureDeclaration, FeatureLabels } from "./feature.js";

/** One column that a scaler makes. */
export interface ScaledColumn extends FeatureLabels {
  readonly feature: string;
  /** `value`: the feature's number, scaled. `is`: 1 where it is one value. `missing`: 1 where it is unknown. */
  readonly kind: "value" | "is" | "missing";
  /** Where the feature is in a vector. */
  readonly at: number;
  /** Of `is`: the value's place in the feature's `oneHot`. */
  readonly place?: number;
  /** Of `value`. */
  readonly log?: boolean;
  readonly center?: number;
  readonly spread?: number;
}

/** What makes vectors of features comparable. Plain data: it goes through JSON, and equal fits are equal bytes. */
export interface Scaler {
  /** Keys of the features of a vector, in order. */
  readonly features: readonly string[];
  readonly columns: readonly ScaledColumn[];
}

/** In spreads from the median: what is further away counts as this far. */
const CLIP = 3;

/** Of a normal distribution the interquartile range in standard deviations. */
const IQR_OF_NORMAL = 1.349;

/**
 * Learns a scaler: logarithms where a feature says so, then distance from the median in interquartile ranges (Huber,
 * "Robust Statistics"), as standard deviations of a normal distribution; by the standard deviation where half of all
 * have the same value. A missing value stands at the median, and has a column that says so. Columns that would be the
 * same for everybody are left out, and so is one for missing values that equals an earlier one.
 * The result does not depend on the order of the rows.
 * @param rows people × features, NaN for unknown
 * @throws Error if the columns are not those of the features
 */
export function fitScaler(rows: Matrix, features: readonly FeatureDeclaration[]): Scaler {
  return atOnce(fitScalerSteps(rows, features));
}

/** `fitScaler` in steps. */
export function* fitScalerSteps(rows: Matrix, features: readonly FeatureDeclaration[]): Steps<Scaler> {
  if (rows.columns !== features.length) throw new Error("a scaler needs one column for each feature");
  const columns: ScaledColumn[] = [];
  const missing = new Set<string>();
  for (const [at, feature] of features.entries()) {
    yield;
    const raw = columnOf(rows, at);
    const { transform, name, key } = feature;
    if (typeof transform === "object") columns.push(...oneHotColumns(raw, at, feature, transform.oneHot));
    else columns.push(...valueColumns(raw, at, feature, transform === "log1p"));
    yield;
    const gaps = raw.map((value) => (Number.isNaN(value) ? 1 : 0));
    const pattern = gaps.join("");
    if (isConstant(gaps) || missing.has(pattern)) continue;
    missing.add(pattern);
    const unknown = `${name} unknown`;
    columns.push({ feature: key, kind: "missing", at, name: unknown, high: unknown, low: `${name} known` });
  }
  return { features: features.map(({ key }) => key), columns };
}

/**
 * A vector as a scaler's columns: values in [-3,3], the others 0 or 1; never NaN.
 * @throws Error if it is not as long as the vectors that the scaler was fitted to
 */
export function scale({ features, columns }: Scaler, vector: ArrayLike<number>): Float64Array {
  if (vector.length !== features.length) throw new Error("the vector is not one of the scaler's features");
  return Float64Array.from(columns, (column) => {
    const value = vector[column.at] ?? Number.NaN;
    if (column.kind === "missing") return Number.isNaN(value) ? 1 : 0;
    if (column.kind === "is") return value === column.place ? 1 : 0;
    if (Number.isNaN(value)) return 0;
    const { log = false, center = 0, spread = 1 } = column;
    return Math.max(-CLIP, Math.min(CLIP, (logged(value, log) - center) / spread));
  });
}

function valueColumns(
  raw: readonly number[],
  at: number,
  { key, name, high, low }: FeatureDeclaration,
  log: boolean,
): readonly ScaledColumn[] {
  const known = raw.filter((value) => !Number.isNaN(value)).map((value) => logged(value, log));
  if (known.length === 0 || isConstant(known)) return [];
  const sorted = Float64Array.from(known).sort();
  const iqr = quantile(sorted, 0.75) - quantile(sorted, 0.25);
  const spread = iqr > 0 ? iqr / IQR_OF_NORMAL : standardDeviation(sorted);
  if (!(spread > 0 && Number.isFinite(spread))) return [];
  return [{ feature: key, kind: "value", at, log, center: quantile(sorted, 0.5), spread, name, high, low }];
}

function oneHotColumns(
  raw: readonly number[],
  at: number,
  { key, name }: FeatureDeclaration,
  values: readonly string[],
): readonly ScaledColumn[] {
  return [...values, "another"].flatMap((value, place): readonly ScaledColumn[] => {
    if (isConstant(raw.map((each) => (each === place ? 1 : 0)))) return [];
    const is = `${name} is ${value}`;
    return [{ feature: key, kind: "is", at, place, name: is, high: is, low: `${name} is not ${value}` }];
  });
}

function columnOf({ rows, columns, values }: Matrix, column: number): number[] {
  return Array.from({ length: rows }, (_, row) => values[row * columns + column] ?? Number.NaN);
}

function isConstant(values: readonly number[]): boolean {
  return values.every((value) => value === values[0]);
}

function logged(value: number, log: boolean): number {
  return log ? Math.sign(value) * Math.log1p(Math.abs(value)) : value;
}

/** By linear interpolation between the two nearest (R's type 7). */
function quantile(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
  return low + (high - low) * (place - Math.floor(place));
}

function standardDeviation(sorted: Float64Array): number {
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  return Math.sqrt(sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / sorted.length);
}
