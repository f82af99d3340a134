import type { Matrix } from "../matrix.js";
import type { Steps } from "../steps.js";
import { squaredDistance } from "./squared-distance.js";

/** Columns that one step of the inner loop takes. */
const STEP = 4;

/**
 * One start of K-Means. Every row carries a bound on its distance to its own centroid, and one on that to any other;
 * as long as the first is the smaller, no distance is worked out. The outcome is that of Lloyd's rule, but for rows
 * that are equally near to two centroids.
 *
 * Source: Hamerly, "Making k-means Even Faster", SDM 2010.
 */
export class HamerlyRun {
  readonly #matrix: Matrix;
  /** The rows, filled up with zeros to a multiple of `STEP` columns. */
  readonly #points: Float64Array;
  readonly #width: number;
  readonly #k: number;
  readonly #labels: Int32Array;
  readonly #centroids: Float64Array;
  readonly #sums: Float64Array;
  readonly #counts: Int32Array;
  /**
   * Of each row: at least its distance to its own centroid, less what that had moved by then; at most its distance to
   * any other, and what the others had moved by then; the first less the second. As they stand, no step needs to
   * write them: a row is settled as long as its gap is at most that of its centroid.
   */
  readonly #upper: Float64Array;
  readonly #lower: Float64Array;
  readonly #gap: Float64Array;
  /** Of each centroid: how far it moved in all; how far, at most, any of the others did; less both together. */
  readonly #ownMoves: Float64Array;
  readonly #otherMoves: Float64Array;
  readonly #settledGap: Float64Array;
  /** Of each centroid: how far the last step moved it; half its distance to the nearest other; scratch. */
  readonly #moved: Float64Array;
  readonly #half: Float64Array;
  readonly #distances: Float64Array;
  #iterations = 0;

  /** @param points of `padded`, so that many starts share them; @param seeds the rows to start from, all different */
  constructor(matrix: Matrix, points: Float64Array, seeds: readonly number[]) {
    const k = seeds.length;
    const width = points.length / Math.max(1, matrix.rows);
    this.#matrix = matrix;
    this.#points = points;
    this.#width = width;
    this.#k = k;
    this.#labels = new Int32Array(matrix.rows);
    this.#centroids = new Float64Array(k * width);
    for (const [at, seed] of seeds.entries()) {
      this.#centroids.set(points.subarray(seed * width, (seed + 1) * width), at * width);
    }
    this.#sums = new Float64Array(k * width);
    this.#counts = new Int32Array(k);
    this.#upper = new Float64Array(matrix.rows);
    this.#lower = new Float64Array(matrix.rows);
    this.#gap = new Float64Array(matrix.rows);
    this.#ownMoves = new Float64Array(k);
    this.#otherMoves = new Float64Array(k);
    this.#settledGap = new Float64Array(k);
    this.#moved = new Float64Array(k);
    this.#half = new Float64Array(k);
    this.#distances = new Float64Array(k);
    this.#assignAll();
  }

  /** Goes on until the squared moves of all centroids add up to `tolerance` at most, or `most` steps in all are done. */
  *iterate(most: number, tolerance: number): Steps<void> {
    while (this.#iterations < most) {
      this.#iterations += 1;
      const shift = this.#moveCentroids();
      if (shift === 0) return;
      this.#assignAgain();
      this.#fillEmpty();
      yield;
      if (shift <= tolerance) return;
    }
  }

  /** Of each row its cluster: not a copy. */
  get labels(): Int32Array {
    return this.#labels;
  }

  get k(): number {
    return this.#k;
  }

  get iterations(): number {
    return this.#iterations;
  }

  /** The sum of the squared distances of all rows to their centroids. */
  inertia(): number {
    const width = this.#width;
    let sum = 0;
    for (let row = 0; row < this.#matrix.rows; row++) {
      const own = (this.#labels[row] ?? 0) * width;
      sum += squaredDistance(this.#points, row * width, this.#centroids, own, width);
    }
    return sum;
  }

  #assignAll(): void {
    for (let row = 0; row < this.#matrix.rows; row++) {
      const label = this.#scan(row);
      this.#labels[row] = label;
      this.#counts[label] = (this.#counts[label] ?? 0) + 1;
      this.#addTo(label, row, 1);
    }
  }

  /** The nearest centroid; sets the row's bounds to the true distances. */
  #scan(row: number): number {
    const distances = this.#distances;
    const k = this.#k;
    distancesTo(this.#points, row * this.#width, this.#centroids, this.#width, distances);
    let nearest = 0;
    let least = Number.POSITIVE_INFINITY;
    let second = Number.POSITIVE_INFINITY;
    for (let other = 0; other < k; other++) {
      const distance = distances[other] ?? 0;
      if (distance < least) {
        second = least;
        least = distance;
        nearest = other;
      } else if (distance < second) {
        second = distance;
      }
    }
    this.#bound(row, nearest, Math.sqrt(least), Math.sqrt(second));
    return nearest;
  }

  #bound(row: number, label: number, distance: number, others: number): void {
    const upper = distance - (this.#ownMoves[label] ?? 0);
    const lower = others + (this.#otherMoves[label] ?? 0);
    this.#upper[row] = upper;
    this.#lower[row] = lower;
    this.#gap[row] = upper - lower;
  }

  #move(row: number, from: number, to: number): void {
    this.#labels[row] = to;
    this.#counts[from] = (this.#counts[from] ?? 0) - 1;
    this.#counts[to] = (this.#counts[to] ?? 0) + 1;
    this.#addTo(from, row, -1);
    this.#addTo(to, row, 1);
  }

  #addTo(label: number, row: number, sign: number): void {
    const width = this.#width;
    const sums = this.#sums;
    for (let column = 0; column < width; column++) {
      const at = label * width + column;
      sums[at] = (sums[at] ?? 0) + sign * (this.#points[row * width + column] ?? 0);
    }
  }

  /** A cluster that lost all its rows gets the one that lies farthest from its own centroid. */
  #fillEmpty(): void {
    for (let label = 0; label < this.#k; label++) {
      if (this.#counts[label] !== 0) continue;
      const row = this.#farthestRow();
      this.#move(row, this.#labels[row] ?? 0, label);
      this.#bound(row, label, Number.POSITIVE_INFINITY, 0);
    }
  }

  #farthestRow(): number {
    const width = this.#width;
    let farthest = 0;
    let greatest = -1;
    for (let row = 0; row < this.#matrix.rows; row++) {
      const own = this.#labels[row] ?? 0;
      if ((this.#counts[own] ?? 0) < 2) continue;
      const distance = squaredDistance(this.#points, row * width, this.#centroids, own * width, width);
      if (distance <= greatest) continue;
      greatest = distance;
      farthest = row;
    }
    return farthest;
  }

  /** Every centroid to its rows' mean. @returns the sum of the squared moves */
  #moveCentroids(): number {
    const width = this.#width;
    let shift = 0;
    for (let label = 0; label < this.#k; label++) {
      let square = 0;
      for (let at = label * width; at < (label + 1) * width; at++) {
        const mean = (this.#sums[at] ?? 0) / (this.#counts[label] ?? 1);
        square += (mean - (this.#centroids[at] ?? 0)) ** 2;
        this.#centroids[at] = mean;
      }
      this.#moved[label] = Math.sqrt(square);
      shift += square;
    }
    for (let label = 0; label < this.#k; label++) {
      let nearest = Number.POSITIVE_INFINITY;
      for (let other = 0; other < this.#k; other++) {
        if (other === label) continue;
        const distance = squaredDistance(
          this.#centroids,
          label * width,
          this.#centroids,
          other * width,
          width,
        );
        nearest = Math.min(nearest, distance);
      }
      this.#half[label] = Math.sqrt(nearest) / 2;
    }
    this.#addMoves();
    return shift;
  }

  #addMoves(): void {
    const [first, firstMove, secondMove] = twoGreatest(this.#moved);
    for (let label = 0; label < this.#k; label++) {
      const own = (this.#ownMoves[label] ?? 0) + (this.#moved[label] ?? 0);
      const others = (this.#otherMoves[label] ?? 0) + (label === first ? secondMove : firstMove);
      this.#ownMoves[label] = own;
      this.#otherMoves[label] = others;
      this.#settledGap[label] = -(own + others);
    }
  }

  /** Every row to its nearest centroid, after the centroids moved. */
  #assignAgain(): void {
    const { rows } = this.#matrix;
    const width = this.#width;
    const points = this.#points;
    const centroids = this.#centroids;
    const labels = this.#labels;
    const gap = this.#gap;
    const settledGap = this.#settledGap;
    for (let row = 0; row < rows; row++) {
      const own = labels[row] ?? 0;
      if ((gap[row] ?? 0) <= (settledGap[own] ?? 0)) continue;
      const enough = this.#half[own] ?? 0;
      if ((this.#upper[row] ?? 0) + (this.#ownMoves[own] ?? 0) <= enough) continue;
      const distance = Math.sqrt(squaredDistance(points, row * width, centroids, own * width, width));
      const others = (this.#lower[row] ?? 0) - (this.#otherMoves[own] ?? 0);
      if (distance <= enough || distance <= others) {
        this.#bound(row, own, distance, others);
        continue;
      }
      const nearest = this.#scan(row);
      if (nearest !== own) this.#move(row, own, nearest);
    }
  }
}

/** Where the greatest is, and the two greatest. */
function twoGreatest(values: Float64Array): readonly [number, number, number] {
  let at = 0;
  let greatest = 0;
  let second = 0;
  for (const [place, value] of values.entries()) {
    if (value > greatest) {
      second = greatest;
      greatest = value;
      at = place;
    } else if (value > second) {
      second = value;
    }
  }
  return [at, greatest, second];
}

/** The squared distances of one row to all centroids, a few columns at a time: they stay in registers. */
function distancesTo(
  points: Float64Array,
  pointAt: number,
  centroids: Float64Array,
  width: number,
  distances: Float64Array,
): void {
  for (let column = 0; column < width; column += STEP) {
    const x0 = points[pointAt + column] ?? 0;
    const x1 = points[pointAt + column + 1] ?? 0;
    const x2 = points[pointAt + column + 2] ?? 0;
    const x3 = points[pointAt + column + 3] ?? 0;
    let at = column;
    for (let other = 0; other < distances.length; other++) {
      const d0 = x0 - (centroids[at] ?? 0);
      const d1 = x1 - (centroids[at + 1] ?? 0);
      const d2 = x2 - (centroids[at + 2] ?? 0);
      const d3 = x3 - (centroids[at + 3] ?? 0);
      const sum = d0 * d0 + d1 * d1 + (d2 * d2 + d3 * d3);
      distances[other] = column === 0 ? sum : (distances[other] ?? 0) + sum;
      at += width;
    }
  }
}

/** The rows, each filled up with zeros to a multiple of `STEP` columns. */
export function padded({ rows, columns, values }: Matrix): Float64Array {
  const width = STEP * Math.ceil(columns / STEP);
  if (width === columns) return values;
  const points = new Float64Array(rows * width);
  for (let row = 0; row < rows; row++) {
    points.set(values.subarray(row * columns, (row + 1) * columns), row * width);
  }
  return points;
}
