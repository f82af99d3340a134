import { seededRandom } from "../../seeded-random.js";
import type { ItemScorer } from "./item-scorer.js";
import { learnHybridWeights } from "./learn-hybrid-weights.js";
import { splitPerUser } from "./split-interactions.js";
import { HYBRID_PARTS, type PartName, type PartsInput } from "./train-parts.js";

/** What each part of the hybrid weighs; the parts that aren't named can't be trained from the same input. */
export type HybridWeights = ReadonlyMap<PartName, number>;

const HELD_OUT = 0.1;

/**
 * Finds how much each part should weigh, on a tenth of every user's items, which the parts are not shown. The parts
 * are then to be trained anew, on everything.
 * @param onTrained is told each part that was trained for it
 */
export async function hybridWeights(
  { matrix, seed, ...others }: PartsInput,
  onTrained?: (part: PartName) => void,
): Promise<HybridWeights> {
  const split = splitPerUser(matrix, HELD_OUT, seededRandom(seed));
  const trained: (readonly [PartName, ItemScorer])[] = [];
  for (const { name, train } of HYBRID_PARTS) {
    const scorer = await train({ ...others, matrix: split.train, seed });
    if (scorer === undefined) continue;
    trained.push([name, scorer]);
    onTrained?.(name);
  }
  const { weights } = await learnHybridWeights(
    trained.map(([, scorer]) => scorer),
    split,
  );
  return new Map(trained.map(([name], at) => [name, weights[at] ?? 0]));
}
