import type { Matrix } from "../matrix.js";

/**
 * How far a segment's rows differ from all others, column by column: the difference of the means over the pooled
 * standard deviation. 0.2 is held for small, 0.5 for medium, 0.8 for great.
 *
 * Source: Cohen's d; Cohen, "Statistical Power Analysis for the Behavioral Sciences", 1988.
 * @param labels of each row its segment
 * @returns of each column its d; ±`Infinity` if both sides don't vary but differ, 0 if either side has no rows
 */
export function effectSizes(matrix: Matrix, labels: Int32Array, segment: number): Float64Array {
  const { rows, columns, values } = matrix;
  const effects = new Float64Array(columns);
  for (let column = 0; column < columns; column++) {
    const inside = moments();
    const outside = moments();
    for (let row = 0; row < rows; row++) {
      (labels[row] === segment ? inside : outside).add(values[row * columns + column] ?? 0);
    }
    if (inside.count === 0 || outside.count === 0) continue;
    const difference = inside.mean - outside.mean;
    const deviation = Math.sqrt((inside.squares + outside.squares) / Math.max(1, rows - 2));
    effects[column] = difference === 0 ? 0 : difference / deviation;
  }
  return effects;
}

/** Mean and sum of squared deviations, one value after the other (Welford, 1962). */
function moments() {
  return {
    count: 0,
    mean: 0,
    squares: 0,
    add(value: number): void {
      this.count += 1;
      const before = value - this.mean;
      this.mean += before / this.count;
      this.squares += before * (value - this.mean);
    },
  };
}
