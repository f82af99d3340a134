import type { ForestPlan } from "./forest-options.js";
import { drawBelow, type Int32Stream, mersenneTwister } from "./mersenne-twister.js";

/** What chance decides about one tree. */
export interface TreeDraw {
  /** By place in the tree's sample, the row that stands there. */
  readonly sample: Int32Array;
  /** The columns that it sees, in its order. */
  readonly columns: readonly number[];
  /** The seed of the next tree. */
  readonly nextSeed: number;
}

/** In the same order from the same streams as the package: rows, then columns, each from a stream of its own. */
export function drawTree(
  { rows, features, replacement, bagging }: ForestPlan,
  columns: number,
  seed: number,
): TreeDraw {
  const { sample, nextSeed } = bagging
    ? drawSample(rows, seed)
    : { sample: Int32Array.from({ length: rows }, (_, row) => row), nextSeed: seed };
  const stream = mersenneTwister(nextSeed);
  const drawn = replacement
    ? Array.from({ length: features }, () => drawBelow(columns, stream))
    : drawDistinct(features, columns, stream);
  return { sample, columns: drawn, nextSeed: stream() };
}

/** As many rows as there are, with replacement. */
export function drawSample(rows: number, seed: number): Pick<TreeDraw, "sample" | "nextSeed"> {
  const stream = mersenneTwister(seed);
  const sample = Int32Array.from({ length: rows }, () => drawBelow(rows, stream));
  return { sample, nextSeed: stream() };
}

function drawDistinct(count: number, columns: number, stream: Int32Stream): readonly number[] {
  const drawn = new Set<number>();
  let column = drawBelow(columns, stream);
  for (let at = 0; at < count; at++) {
    while (drawn.has(column)) column = drawBelow(columns, stream);
    drawn.add(column);
  }
  return [...drawn];
}
