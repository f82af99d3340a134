import { setImmediate } from "node:timers/promises";
import type { InteractionMatrix } from "./interactions.js";

/**
 * Row by row what `coOccurrence` gives in one piece, with memory for one row only. The row is handed over until
 * `visit` returns, and then used again. Gives way to the event loop now and then.
 * @param userWeights by row
 * @param visit is told the item, its row, and which items of the row are not 0
 */
export async function visitCoOccurrences(
  { columnStarts, columnUsers, rowStarts, rowItems, items }: InteractionMatrix,
  userWeights: Float64Array,
  visit: (item: number, row: Float32Array, others: Int32Array) => void,
): Promise<void> {
  const row = new Float32Array(items.length);
  const others = new Int32Array(items.length);
  for (let item = 0; item < items.length; item++) {
    let count = 0;
    for (let at = columnStarts[item] ?? 0; at < (columnStarts[item + 1] ?? 0); at++) {
      const user = columnUsers[at] ?? 0;
      const weight = userWeights[user] ?? 0;
      for (let place = rowStarts[user] ?? 0; place < (rowStarts[user + 1] ?? 0); place++) {
        const other = rowItems[place] ?? 0;
        if (row[other] === 0) {
          others[count] = other;
          count += 1;
        }
        row[other] = (row[other] ?? 0) + weight;
      }
    }
    const seen = others.subarray(0, count);
    visit(item, row, seen);
    for (const other of seen) row[other] = 0;
    if (item % 64 === 63) await setImmediate();
  }
}

/** Of each user a weight that falls with how much they have: (how many items) to the power of −`power`. */
export function activityWeights({ rowStarts, users }: InteractionMatrix, power: number): Float64Array {
  return Float64Array.from(
    users,
    (_, user) => Math.max(1, (rowStarts[user + 1] ?? 0) - (rowStarts[user] ?? 0)) ** -power,
  );
}
