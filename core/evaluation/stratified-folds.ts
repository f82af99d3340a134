import { shuffled } from "../shuffled.js";

/**
 * Deals each label's examples, shuffled, evenly over the folds.
 * @param labels by example
 * @param random numbers in [0,1), seeded
 * @returns the fold of each example, in [0, folds)
 */
export function stratifiedFolds(
  labels: readonly string[],
  folds: number,
  random: () => number,
): readonly number[] {
  const dealt = new Map<string, number>();
  const foldOf: number[] = labels.map(() => 0);
  for (const place of shuffled(labels.length, random)) {
    const label = labels[place] ?? "";
    const rank = dealt.get(label) ?? 0;
    foldOf[place] = rank % folds;
    dealt.set(label, rank + 1);
  }
  return foldOf;
}
