import type { Matrix } from "../matrix.js";
import type { Steps } from "../steps.js";
import { leadingAxesSteps, projectOnAxes } from "./principal-axes.js";

/** Rows by the cells of a uniform grid. A *place* is where a row stands in the order of the cells. */
export interface RowGrid {
  /** Of each place its row. */
  readonly rows: Int32Array;
  /** Of each place its cell. */
  readonly cells: Int32Array;
  /** Cell c has the places from `cellStarts[c]` up to `cellStarts[c + 1]`. */
  readonly cellStarts: Int32Array;
  /** Cell c and the cells around it are `neighbours[neighbourStarts[c]]` up to `neighbourStarts[c + 1]`. */
  readonly neighbours: Int32Array;
  readonly neighbourStarts: Int32Array;
}

/** A cell has 3 to the power of this many neighbours; more axes leave fewer rows to look at in vain. */
const MAX_AXES = 4;
/** With so many cells an axis, a cell's number is exact in a double: (8191 + 3)⁴ < 2⁵³. */
const MAX_CELLS_AN_AXIS = 8_191;
/** Of whose neighbours one step looks. */
const STEP_CELLS = 512;

/**
 * A grid over the axes along which the rows vary most. Rows that are `reach` apart at most are in the same cell or
 * in neighbouring ones.
 * @param matrix finite numbers
 * @param reach more than 0
 */
export function* createRowGrid(matrix: Matrix, reach: number): Steps<RowGrid> {
  const axes = yield* leadingAxesSteps(matrix, MAX_AXES);
  const { keys, strides } = cellKeys(projectOnAxes(matrix, axes), reach);
  yield;
  const numbers = new Map<number, number>();
  const keyOf: number[] = [];
  const cellOfRow = Int32Array.from(keys, (key) => {
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, keyOf.length);
    return keyOf.push(key) - 1;
  });
  const cellStarts = new Int32Array(keyOf.length + 1);
  for (const cell of cellOfRow) cellStarts[cell + 1] = (cellStarts[cell + 1] ?? 0) + 1;
  for (let cell = 0; cell < keyOf.length; cell++) {
    cellStarts[cell + 1] = (cellStarts[cell + 1] ?? 0) + (cellStarts[cell] ?? 0);
  }
  const free = cellStarts.slice();
  const rows = new Int32Array(matrix.rows);
  const cells = new Int32Array(matrix.rows);
  for (let row = 0; row < matrix.rows; row++) {
    const cell = cellOfRow[row] ?? 0;
    const place = free[cell] ?? 0;
    free[cell] = place + 1;
    rows[place] = row;
    cells[place] = cell;
  }
  yield;
  return { rows, cells, cellStarts, ...(yield* neighbourhoods(numbers, keyOf, strides)) };
}

/** Of each row the number of its cell; an empty cell surrounds all, so that neighbours' numbers never wrap. */
function cellKeys({ rows, columns, values }: Matrix, reach: number) {
  const keys = new Float64Array(rows);
  const strides: number[] = [];
  let stride = 1;
  for (let axis = 0; axis < columns; axis++) {
    let least = Number.POSITIVE_INFINITY;
    let greatest = Number.NEGATIVE_INFINITY;
    for (let row = 0; row < rows; row++) {
      const value = values[row * columns + axis] ?? 0;
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
    // Projecting rounds: a cell is that little bit wider than the reach.
    const rounding = 1e-12 * Math.max(Math.abs(least), Math.abs(greatest));
    const width = Math.max(reach * (1 + 1e-9) + rounding, (greatest - least) / MAX_CELLS_AN_AXIS);
    let most = 0;
    for (let row = 0; row < rows; row++) {
      const cell = Math.floor(((values[row * columns + axis] ?? 0) - least) / width);
      keys[row] = (keys[row] ?? 0) + (cell + 1) * stride;
      most = Math.max(most, cell);
    }
    strides.push(stride);
    stride *= most + 3;
  }
  return { keys, strides };
}

function* neighbourhoods(
  numbers: ReadonlyMap<number, number>,
  keyOf: readonly number[],
  strides: readonly number[],
): Steps<Pick<RowGrid, "neighbours" | "neighbourStarts">> {
  let offsets: readonly number[] = [0];
  for (const stride of strides)
    offsets = [0, -stride, stride].flatMap((step) => offsets.map((o) => o + step));
  const neighbours: number[] = [];
  const neighbourStarts = new Int32Array(keyOf.length + 1);
  for (const [cell, key] of keyOf.entries()) {
    for (const offset of offsets) {
      const neighbour = numbers.get(key + offset);
      if (neighbour !== undefined) neighbours.push(neighbour);
    }
    neighbourStarts[cell + 1] = neighbours.length;
    if (cell % STEP_CELLS === 0) yield;
  }
  return { neighbours: Int32Array.from(neighbours), neighbourStarts };
}
