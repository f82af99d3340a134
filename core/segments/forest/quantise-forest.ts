import type { Matrix } from "../matrix.js";
import type { CompiledForest } from "./compiled-forest.js";
import { firstGreatest } from "./first-greatest.js";
import { probabilitiesOfRows } from "./predict-rows.js";

/** What quantising cost, on some rows. */
export interface QuantisingLoss {
  readonly measuredOn: number;
  /** The most that a probability changed, in [0,1]. */
  readonly maxProbabilityDifference: number;
  /** Share of the rows whose most probable class changed; 0 of no rows. */
  readonly changedShare: number;
}

/**
 * The forest with leaves of 8 or 16 bits a class instead of 64. It gives every row the same class by `classOf`: the
 * ranks of its thresholds and its leaves' classes stay as they are.
 * @param rows on which the loss is measured
 */
export function quantiseForest(
  forest: CompiledForest,
  bits: 8 | 16,
  rows: Matrix,
): { readonly forest: CompiledForest; readonly loss: QuantisingLoss } {
  const one = 2 ** bits - 1;
  const scale = one / oneOf(forest.leaves);
  const whole = (share: number) => Math.round(share * scale);
  const leaves = bits === 8 ? Uint8Array.from(forest.leaves, whole) : Uint16Array.from(forest.leaves, whole);
  const quantised = { ...forest, leaves };
  return { forest: quantised, loss: lossOf(forest, quantised, rows) };
}

/** The number that stands for the probability 1. */
function oneOf(leaves: CompiledForest["leaves"]): number {
  return leaves instanceof Float64Array ? 1 : 2 ** (8 * leaves.BYTES_PER_ELEMENT) - 1;
}

function lossOf(before: CompiledForest, after: CompiledForest, rows: Matrix): QuantisingLoss {
  const { values: was, columns: classes } = probabilitiesOfRows(before, rows);
  const { values: is } = probabilitiesOfRows(after, rows);
  let greatest = 0;
  for (let at = 0; at < was.length; at++)
    greatest = Math.max(greatest, Math.abs((was[at] ?? 0) - (is[at] ?? 0)));
  let changed = 0;
  for (let from = 0; from < was.length; from += classes) {
    if (firstGreatest(was, from, classes) !== firstGreatest(is, from, classes)) changed += 1;
  }
  return {
    measuredOn: rows.rows,
    maxProbabilityDifference: greatest,
    changedShare: rows.rows === 0 ? 0 : changed / rows.rows,
  };
}
