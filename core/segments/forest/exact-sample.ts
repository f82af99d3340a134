import type { RankedColumn } from "./rank-column.js";

/** What one exact tree learns from: its sample of the rows, and of each column the order of that sample. */
export interface ExactSample {
  readonly classes: number;
  /** By place in the sample, the class. */
  readonly labels: Uint16Array;
  /** Each column that the tree sees, once: a second time it would give the same splits, and the first wins. */
  readonly features: readonly SampledFeature[];
  /** By place, scratch: whether it goes left at the split that is being made. */
  readonly goesLeft: Uint8Array;
  /** Scratch, as long as the sample. */
  readonly spare: Int32Array;
}

export interface SampledFeature {
  /** Its place among the columns of the tree. */
  readonly column: number;
  readonly ranked: RankedColumn;
  /** By place in the sample, the rank of the value. */
  readonly ranks: Int32Array;
  /**
   * Places by ascending value, equal ones by place. A node's places are one stretch of it, the same stretch in all
   * features; growing the tree sorts within it.
   */
  readonly order: Int32Array;
}

/**
 * @param y classes by row
 * @param sample rows by place
 * @param columns that the tree sees, in its order
 */
export function sampleExactly(
  y: ArrayLike<number>,
  classes: number,
  sample: Int32Array,
  columns: readonly number[],
  rankedColumn: (column: number) => RankedColumn,
): ExactSample {
  const features = columns.flatMap((column, at) =>
    columns.indexOf(column) === at ? [sampleFeature(at, rankedColumn(column), sample)] : [],
  );
  return {
    classes,
    labels: Uint16Array.from(sample, (row) => y[row] ?? 0),
    features,
    goesLeft: new Uint8Array(sample.length),
    spare: new Int32Array(sample.length),
  };
}

/** Sorts by counting, which keeps equal values in the order of their places. */
function sampleFeature(column: number, ranked: RankedColumn, sample: Int32Array): SampledFeature {
  const ranks = Int32Array.from(sample, (row) => ranked.ranks[row] ?? 0);
  const next = new Int32Array(ranked.values.length + 1);
  for (const rank of ranks) next[rank + 1] = (next[rank + 1] ?? 0) + 1;
  for (let rank = 1; rank < next.length; rank++) next[rank] = (next[rank] ?? 0) + (next[rank - 1] ?? 0);
  const order = new Int32Array(sample.length);
  for (let place = 0; place < sample.length; place++) {
    const rank = ranks[place] ?? 0;
    const to = next[rank] ?? 0;
    order[to] = place;
    next[rank] = to + 1;
  }
  return { column, ranked, ranks, order };
}
