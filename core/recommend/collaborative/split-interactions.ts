import { shuffled } from "../../shuffled.js";
import { entriesOf, type InteractionEntry, type InteractionMatrix, matrixOfEntries } from "./interactions.js";

/** The same users and items in both; no entry in both. */
export interface InteractionSplit {
  readonly train: InteractionMatrix;
  readonly test: InteractionMatrix;
}

/**
 * Of every user the share of their items, at random, that is held out: rounded, but at least one of two or more, and
 * never all.
 * @param share in (0,1)
 */
export function splitPerUser(
  matrix: InteractionMatrix,
  share: number,
  random: () => number,
): InteractionSplit {
  const entries = entriesOf(matrix);
  const train: InteractionEntry[] = [];
  const test: InteractionEntry[] = [];
  for (let user = 0; user < matrix.users.length; user++) {
    const from = matrix.rowStarts[user] ?? 0;
    const count = (matrix.rowStarts[user + 1] ?? 0) - from;
    const heldOut = Math.min(count - 1, Math.max(1, Math.round(count * share)));
    for (const [at, place] of shuffled(count, random).entries()) {
      const entry = entries[from + place];
      if (entry !== undefined) (at < heldOut ? test : train).push(entry);
    }
  }
  const { users, items } = matrix;
  return { train: matrixOfEntries(users, items, train), test: matrixOfEntries(users, items, test) };
}
