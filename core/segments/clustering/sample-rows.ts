import { shuffled } from "../../shuffled.js";

/**
 * `count` of the rows 0 … `rows` − 1 at random, each at most once, in ascending order; all of them if there are no
 * more, and then no random number is drawn.
 */
export function sampleRows(rows: number, count: number, random: () => number): Int32Array {
  if (rows <= count) return Int32Array.from({ length: rows }, (_, row) => row);
  return Int32Array.from(shuffled(rows, random).slice(0, count)).sort();
}
