import { setImmediate } from "node:timers/promises";

/** Rows and columns that are worked on at a time, and how much of a sum: what fits the processor's caches. */
const BLOCK = 64;
const PANEL = 256;

/**
 * The inverse of a symmetric positive definite matrix, in place: Cholesky's factor L by blocks, the inverse of L, and
 * from it the product. All three are sums of products of rows, which one kernel works out on blocks. n³ / 2
 * multiplications, as many values again of memory. Gives way to the event loop between blocks.
 *
 * Source: Golub and Van Loan, "Matrix Computations", 4th edition, 4.2.
 * @param matrix `size` × `size` values, row by row; only the lower triangle is read
 * @throws RangeError if it is not positive definite
 */
export async function invertPositiveDefinite(matrix: Float64Array, size: number): Promise<void> {
  await factorise(matrix, size);
  const inverse = await invertFactor(matrix, size);
  await multiply(inverse, matrix, size);
}

/** Leaves L, with L Lᵀ the matrix, in the lower triangle. */
async function factorise(matrix: Float64Array, size: number): Promise<void> {
  for (let from = 0; from < size; from += BLOCK) {
    const to = Math.min(size, from + BLOCK);
    for (let row = from; row < size; row += BLOCK) {
      const rowEnd = Math.min(size, row + BLOCK);
      subtractProducts(matrix, matrix, matrix, size, {
        row,
        rowEnd,
        column: from,
        columnEnd: to,
        from: 0,
        to: from,
      });
      if (row === from) factoriseBlock(matrix, size, from, to);
      else solveRows(matrix, matrix, size, row, rowEnd, from, to);
      await setImmediate();
    }
  }
}

/** @returns in its upper triangle, the inverse of L with rows and columns exchanged */
async function invertFactor(factor: Float64Array, size: number): Promise<Float64Array> {
  const inverse = new Float64Array(size * size);
  for (let row = 0; row < size; row++) inverse[row * size + row] = 1;
  for (let row = 0; row < size; row += BLOCK) {
    const rowEnd = Math.min(size, row + BLOCK);
    for (let from = row; from < size; from += BLOCK) {
      const to = Math.min(size, from + BLOCK);
      subtractProducts(inverse, inverse, factor, size, {
        row,
        rowEnd,
        column: from,
        columnEnd: to,
        from: row,
        to: from,
      });
      solveRows(inverse, factor, size, row, rowEnd, from, to);
      await setImmediate();
    }
  }
  return inverse;
}

/** `into` becomes the product of the upper triangle with its own transpose, both halves of it. */
async function multiply(upper: Float64Array, into: Float64Array, size: number): Promise<void> {
  into.fill(0);
  for (let column = 0; column < size; column += BLOCK) {
    const columnEnd = Math.min(size, column + BLOCK);
    for (let row = 0; row <= column; row += BLOCK) {
      const rowEnd = Math.min(size, row + BLOCK);
      subtractProducts(into, upper, upper, size, { row, rowEnd, column, columnEnd, from: column, to: size });
      await setImmediate();
    }
  }
  for (let row = 0; row < size; row++) {
    for (let column = row; column < size; column++) {
      const value = -(into[row * size + column] ?? 0);
      into[row * size + column] = value;
      into[column * size + row] = value;
    }
  }
}

function factoriseBlock(matrix: Float64Array, size: number, from: number, to: number): void {
  for (let row = from; row < to; row++) {
    solveRows(matrix, matrix, size, row, row + 1, from, row);
    const diagonal = row * size + row;
    let rest = matrix[diagonal] ?? 0;
    for (let at = row * size + from; at < diagonal; at++) rest -= (matrix[at] ?? 0) ** 2;
    if (!(rest > 0)) throw new RangeError("the matrix is not positive definite");
    matrix[diagonal] = Math.sqrt(rest);
  }
}

/** Of some rows the columns `from` … `to` − 1, as the factor's block on the diagonal demands, in place. */
function solveRows(
  values: Float64Array,
  factor: Float64Array,
  size: number,
  row: number,
  rowEnd: number,
  from: number,
  to: number,
): void {
  for (let own = row; own < rowEnd; own++) {
    const ownStart = own * size;
    for (let column = from; column < to; column++) {
      const start = column * size;
      let rest = values[ownStart + column] ?? 0;
      for (let at = from; at < column; at++) rest -= (values[ownStart + at] ?? 0) * (factor[start + at] ?? 0);
      values[ownStart + column] = rest / (factor[start + column] ?? 1);
    }
  }
}

/** A block of the result, and the columns of both factors that are summed over. */
interface Block {
  readonly row: number;
  readonly rowEnd: number;
  readonly column: number;
  readonly columnEnd: number;
  readonly from: number;
  readonly to: number;
}

/** Subtracts from each value of the block the product of its row of `left` and its column's row of `right`. */
function subtractProducts(
  into: Float64Array,
  left: Float64Array,
  right: Float64Array,
  size: number,
  { row, rowEnd, column, columnEnd, from, to }: Block,
): void {
  for (let panel = from; panel < to; panel += PANEL) {
    const end = Math.min(to, panel + PANEL);
    let one = row;
    for (; one + 4 <= rowEnd; one += 4) {
      let other = column;
      for (; other + 2 <= columnEnd; other += 2)
        subtractEight(into, left, right, size, one, other, panel, end);
      for (; other < columnEnd; other++) {
        for (let each = one; each < one + 4; each++)
          subtractOne(into, left, right, size, each, other, panel, end);
      }
    }
    for (; one < rowEnd; one++) {
      for (let other = column; other < columnEnd; other++) {
        subtractOne(into, left, right, size, one, other, panel, end);
      }
    }
  }
}

function subtractOne(
  into: Float64Array,
  left: Float64Array,
  right: Float64Array,
  size: number,
  row: number,
  column: number,
  from: number,
  to: number,
): void {
  let sum = 0;
  for (let at = from; at < to; at++) sum += (left[row * size + at] ?? 0) * (right[column * size + at] ?? 0);
  into[row * size + column] = (into[row * size + column] ?? 0) - sum;
}

/** Four rows by two columns at once: each value that is read is used several times. */
function subtractEight(
  into: Float64Array,
  left: Float64Array,
  right: Float64Array,
  size: number,
  row: number,
  column: number,
  from: number,
  to: number,
): void {
  let l0 = row * size + from;
  let l1 = l0 + size;
  let l2 = l1 + size;
  let l3 = l2 + size;
  let r0 = column * size + from;
  let r1 = r0 + size;
  let [s00, s01, s10, s11, s20, s21, s30, s31] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let at = from; at < to; at++) {
    const b0 = right[r0++] ?? 0;
    const b1 = right[r1++] ?? 0;
    const a0 = left[l0++] ?? 0;
    s00 += a0 * b0;
    s01 += a0 * b1;
    const a1 = left[l1++] ?? 0;
    s10 += a1 * b0;
    s11 += a1 * b1;
    const a2 = left[l2++] ?? 0;
    s20 += a2 * b0;
    s21 += a2 * b1;
    const a3 = left[l3++] ?? 0;
    s30 += a3 * b0;
    s31 += a3 * b1;
  }
  const place = row * size + column;
  const sums = [s00, s01, s10, s11, s20, s21, s30, s31];
  for (let each = 0; each < 8; each++) {
    const at = place + (each >> 1) * size + (each & 1);
    into[at] = (into[at] ?? 0) - (sums[each] ?? 0);
  }
}
