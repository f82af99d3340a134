import type { Matrix } from "../matrix.js";
import { atOnce, type Steps } from "../steps.js";

/** Of whose covariances one step adds. */
const STEP_ROWS = 512;
/** Sweeps over all pairs of columns; Jacobi's method needs about six to ten. */
const MAX_SWEEPS = 50;

/** Directions in a matrix's columns, each as long as a row has columns, the one of the greatest variance first. */
export interface PrincipalAxes {
  readonly directions: readonly Float64Array[];
}

/**
 * The directions in which rows vary most. Each points to where its greatest entry is positive, so that equal rows give
 * equal axes.
 *
 * Source: principal components by Jacobi's rotations (Golub and Van Loan, "Matrix Computations", 8.5).
 * @param most directions at most; there are never more than columns
 * @param share of the variance, in (0,1]: fewer directions are taken if they hold so much of it
 */
export function leadingAxes(matrix: Matrix, most: number, share = 1): PrincipalAxes {
  return atOnce(leadingAxesSteps(matrix, most, share));
}

/** `leadingAxes` in steps. */
export function* leadingAxesSteps(matrix: Matrix, most: number, share = 1): Steps<PrincipalAxes> {
  const { columns } = matrix;
  const { axes, variances } = eigenvectors(yield* covariances(matrix), columns);
  const order = [...variances.keys()].sort((a, b) => (variances[b] ?? 0) - (variances[a] ?? 0));
  const total = variances.reduce((sum, variance) => sum + Math.max(0, variance), 0);
  const directions: Float64Array[] = [];
  let held = 0;
  for (const axis of order.slice(0, most)) {
    if (share < 1 && directions.length > 0 && held >= share * total) break;
    held += Math.max(0, variances[axis] ?? 0);
    directions.push(
      upright(Float64Array.from({ length: columns }, (_, at) => axes[at * columns + axis] ?? 0)),
    );
  }
  return { directions };
}

/** The rows along some directions. Turning keeps distances, and leaving out directions only shortens them. */
export function projectOnAxes({ rows, columns, values }: Matrix, { directions }: PrincipalAxes): Matrix {
  const projected = new Float64Array(rows * directions.length);
  for (let row = 0; row < rows; row++) {
    for (const [at, direction] of directions.entries()) {
      let sum = 0;
      for (let column = 0; column < columns; column++) {
        sum += (values[row * columns + column] ?? 0) * (direction[column] ?? 0);
      }
      projected[row * directions.length + at] = sum;
    }
  }
  return { rows, columns: directions.length, values: projected };
}

function upright(direction: Float64Array): Float64Array {
  const greatest = direction.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
  return greatest < 0 ? direction.map((value) => -value) : direction;
}

function* covariances({ rows, columns, values }: Matrix): Steps<Float64Array> {
  const means = new Float64Array(columns);
  for (let at = 0; at < values.length; at++) {
    means[at % columns] = (means[at % columns] ?? 0) + (values[at] ?? 0) / rows;
  }
  const result = new Float64Array(columns * columns);
  yield;
  for (let from = 0; from < rows; from += STEP_ROWS) {
    addProducts({ rows, columns, values }, means, from, Math.min(rows, from + STEP_ROWS), result);
    yield;
  }
  return result;
}

/** Adds to `result` what the rows from `from` up to `end` add to the covariances of all. */
function addProducts(
  { rows, columns, values }: Matrix,
  means: Float64Array,
  from: number,
  end: number,
  result: Float64Array,
): void {
  const centred = new Float64Array(columns);
  for (let row = from; row < end; row++) {
    for (let column = 0; column < columns; column++) {
      centred[column] = (values[row * columns + column] ?? 0) - (means[column] ?? 0);
    }
    for (let at = 0; at < result.length; at++) {
      const product = (centred[Math.floor(at / columns)] ?? 0) * (centred[at % columns] ?? 0);
      result[at] = (result[at] ?? 0) + product / rows;
    }
  }
}

/** @param symmetric is overwritten @returns axis j in column j of `axes` */
function eigenvectors(symmetric: Float64Array, size: number) {
  const axes = new Float64Array(size * size);
  for (let at = 0; at < size; at++) axes[at * size + at] = 1;
  const total = symmetric.reduce((sum, value) => sum + value * value, 0);
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    let offDiagonal = 0;
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) {
        const value = symmetric[p * size + q] ?? 0;
        offDiagonal += value * value;
        if (value !== 0) rotate(symmetric, axes, size, p, q);
      }
    }
    if (offDiagonal <= 1e-24 * total) break;
  }
  const variances = Array.from({ length: size }, (_, at) => symmetric[at * size + at] ?? 0);
  return { axes, variances };
}

/** Turns the plane of axes p and q so that their covariance is 0. */
function rotate(symmetric: Float64Array, axes: Float64Array, size: number, p: number, q: number): void {
  const difference = (symmetric[q * size + q] ?? 0) - (symmetric[p * size + p] ?? 0);
  const theta = difference / (2 * (symmetric[p * size + q] ?? 0));
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  const turn = (of: Float64Array, a: number, b: number) => {
    const x = of[a] ?? 0;
    const y = of[b] ?? 0;
    of[a] = cosine * x - sine * y;
    of[b] = sine * x + cosine * y;
  };
  for (let at = 0; at < size; at++) turn(symmetric, at * size + p, at * size + q);
  for (let at = 0; at < size; at++) turn(symmetric, p * size + at, q * size + at);
  for (let at = 0; at < size; at++) turn(axes, at * size + p, at * size + q);
}
