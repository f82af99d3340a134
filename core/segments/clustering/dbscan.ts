import type { Matrix } from "../matrix.js";
import { atOnce, type Steps } from "../steps.js";
import { createRowGrid, type RowGrid } from "./row-grid.js";
import { squaredDistance } from "./squared-distance.js";
import { takeRows } from "./take-rows.js";

/** Rows that one step looks around. */
const STEP_ROWS = 64;

export interface DbscanOptions {
  /** How far a row's neighbourhood reaches, itself included; more than 0. */
  readonly eps: number;
  /** A row with so many rows in its neighbourhood, itself counted, is a core; from 1 on. */
  readonly minPoints: number;
}

export interface Dbscan {
  /** Of each row its cluster, in [0, clusters); −1 is noise. */
  readonly labels: Int32Array;
  /** Of each row 1 if it is a core. */
  readonly cores: Uint8Array;
  readonly clusters: number;
}

/**
 * DBSCAN, exact. Clusters are numbered by their first core, in the order of the rows; a row that is no core belongs
 * to the first cluster that reaches it, or is noise if none does.
 *
 * A core is known as soon as enough neighbours are counted, and a row that has its cluster leaves its cell's list, so
 * dense data takes few distances. Clusters grow depth first: that empties the cells around a core while it is there.
 *
 * Source: Ester, Kriegel, Sander and Xu, "A Density-Based Algorithm for Discovering Clusters", KDD 1996.
 * @param matrix finite numbers
 * @throws RangeError if an option is out of its range
 */
export function dbscan(matrix: Matrix, options: DbscanOptions): Dbscan {
  return atOnce(dbscanSteps(matrix, options));
}

/** `dbscan` in steps. */
export function* dbscanSteps(matrix: Matrix, { eps, minPoints }: DbscanOptions): Steps<Dbscan> {
  if (!(eps > 0)) throw new RangeError(`dbscan: eps is more than 0, not ${eps}`);
  if (!(minPoints >= 1)) throw new RangeError(`dbscan: minPoints is a number from 1 on, not ${minPoints}`);
  const grid = yield* createRowGrid(matrix, eps);
  // Neighbours in the grid are neighbours in memory.
  const points = takeRows(matrix, grid.rows);
  const corePlaces = yield* findCores(points, grid, eps * eps, minPoints);
  const { labels: labelPlaces, clusters } = yield* growClusters(points, grid, eps * eps, corePlaces);
  const labels = new Int32Array(matrix.rows);
  const cores = new Uint8Array(matrix.rows);
  for (const [place, row] of grid.rows.entries()) {
    labels[row] = labelPlaces[place] ?? -1;
    cores[row] = corePlaces[place] ?? 0;
  }
  return { labels, cores, clusters };
}

function* findCores(points: Matrix, grid: RowGrid, square: number, minPoints: number): Steps<Uint8Array> {
  const cores = new Uint8Array(points.rows);
  for (let place = 0; place < points.rows; place++) {
    cores[place] = isCore(points, grid, square, minPoints, place) ? 1 : 0;
    if (place % STEP_ROWS === 0) yield;
  }
  return cores;
}

function isCore(
  { columns, values }: Matrix,
  { cells, cellStarts, neighbours, neighbourStarts }: RowGrid,
  square: number,
  minPoints: number,
  place: number,
): boolean {
  const cell = cells[place] ?? 0;
  let count = 0;
  const end = neighbourStarts[cell + 1] ?? 0;
  for (let at = neighbourStarts[cell] ?? 0; at < end; at++) {
    const neighbour = neighbours[at] ?? 0;
    const last = cellStarts[neighbour + 1] ?? 0;
    for (let other = cellStarts[neighbour] ?? 0; other < last; other++) {
      if (squaredDistance(values, place * columns, values, other * columns, columns) > square) continue;
      count += 1;
      if (count >= minPoints) return true;
    }
  }
  return false;
}

function* growClusters(
  points: Matrix,
  grid: RowGrid,
  square: number,
  cores: Uint8Array,
): Steps<Pick<Dbscan, "labels" | "clusters">> {
  const { columns, values } = points;
  const { cells, cellStarts, neighbours, neighbourStarts } = grid;
  const labels = new Int32Array(points.rows).fill(-1);
  // The unlabelled places of cell c: `waiting` from `cellStarts[c]` up to `waitingEnds[c]`.
  const waiting = Int32Array.from(labels, (_, place) => place);
  const waitingAt = waiting.slice();
  const waitingEnds = cellStarts.slice(1);
  const stack = new Int32Array(points.rows);
  let stacked = 0;
  let clusters = 0;
  let looked = 0;

  function label(place: number): void {
    labels[place] = clusters;
    const cell = cells[place] ?? 0;
    const end = (waitingEnds[cell] ?? 0) - 1;
    const hole = waitingAt[place] ?? 0;
    const moved = waiting[end] ?? 0;
    waiting[hole] = moved;
    waitingAt[moved] = hole;
    waitingEnds[cell] = end;
    if (cores[place] === 1) stack[stacked++] = place;
  }

  function labelAround(place: number): void {
    const cell = cells[place] ?? 0;
    const end = neighbourStarts[cell + 1] ?? 0;
    for (let at = neighbourStarts[cell] ?? 0; at < end; at++) {
      const neighbour = neighbours[at] ?? 0;
      const first = cellStarts[neighbour] ?? 0;
      // From the end, for whoever is labelled leaves its place to the last.
      for (let spot = (waitingEnds[neighbour] ?? 0) - 1; spot >= first; spot--) {
        const other = waiting[spot] ?? 0;
        const distance = squaredDistance(values, place * columns, values, other * columns, columns);
        if (distance <= square) label(other);
      }
    }
  }

  for (const place of placesInOrderOfRows(grid)) {
    if (cores[place] === 0 || labels[place] !== -1) continue;
    label(place);
    while (stacked > 0) {
      labelAround(stack[--stacked] ?? 0);
      if (++looked % STEP_ROWS === 0) yield;
    }
    clusters += 1;
  }
  return { labels, clusters };
}

function placesInOrderOfRows({ rows }: RowGrid): Int32Array {
  const places = new Int32Array(rows.length);
  for (const [place, row] of rows.entries()) places[row] = place;
  return places;
}
