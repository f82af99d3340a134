/**
 * The square of the Euclidean distance of two rows, added up from the first column to the last: whoever compares it
 * with a bound gets the same answer as a plain loop.
 * @param aAt where the row begins in `a`; `bAt` likewise
 */
export function squaredDistance(
  a: Float64Array,
  aAt: number,
  b: Float64Array,
  bAt: number,
  columns: number,
): number {
  let sum = 0;
  for (let column = 0; column < columns; column++) {
    const difference = (a[aAt + column] ?? 0) - (b[bAt + column] ?? 0);
    sum += difference * difference;
  }
  return sum;
}
