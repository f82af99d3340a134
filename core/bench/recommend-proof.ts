import { coOccurrence } from "../recommend/collaborative/co-occurrence.js";
import { trainEase } from "../recommend/collaborative/ease.js";
import {
  entriesOf,
  type InteractionMatrix,
  itemsOf,
  matrixOfEntries,
} from "../recommend/collaborative/interactions.js";
import type { ItemScorer } from "../recommend/collaborative/item-scorer.js";
import type { InteractionSplit } from "../recommend/collaborative/split-interactions.js";
import { topPlaces } from "../top-places.js";
import { prove } from "./timing.js";

const PROVED_ITEMS = 200;
const LAMBDA = 50;

/** No user's item is on both sides, and together they are all. @throws Error otherwise */
export function proveSplit(matrix: InteractionMatrix, { train, test }: InteractionSplit): void {
  for (let user = 0; user < matrix.users.length; user++) {
    const both = [...itemsOf(train, user), ...itemsOf(test, user)].sort((a, b) => a - b);
    prove(
      String(both) === String([...itemsOf(matrix, user)]),
      "the split loses items, or shows what it holds out",
    );
  }
}

/**
 * EASE's weights on the first items are where the gradient of its loss is 0: for all i ≠ j, (G W)ᵢⱼ + λ Wᵢⱼ = Gᵢⱼ.
 * @throws Error otherwise
 */
export async function proveEase(matrix: InteractionMatrix): Promise<void> {
  const size = Math.min(PROVED_ITEMS, matrix.items.length);
  const few = matrixOfEntries(
    matrix.users,
    matrix.items.slice(0, size),
    entriesOf(matrix).filter(({ column }) => column < size),
  );
  const gram = await coOccurrence(few);
  const { weights } = await trainEase(gram.slice(), size, LAMBDA);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (row === column) continue;
      let sum = LAMBDA * (weights[row * size + column] ?? 0);
      for (let at = 0; at < size; at++)
        sum += (gram[row * size + at] ?? 0) * (weights[at * size + column] ?? 0);
      const off = Math.abs(sum - (gram[row * size + column] ?? 0));
      prove(off < 1e-2, `EASE is off its optimum by ${off} at ${row}, ${column}`);
    }
  }
}

/** For some users, the best of the scores are those of a sorted list. @throws Error otherwise */
export function proveRanking(scorer: ItemScorer, { train }: InteractionSplit): void {
  const scores = new Float32Array(scorer.items);
  for (let user = 0; user < train.users.length; user += 500) {
    const known = itemsOf(train, user);
    scorer.score(known, scores);
    const own = new Set(known);
    const sorted = [...scores.keys()].filter((item) => !own.has(item));
    sorted.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
    prove(
      String([...topPlaces(scores, 20, known)]) === String(sorted.slice(0, 20)),
      "the best are not the best",
    );
  }
}
