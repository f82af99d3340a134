import { confusionCounts } from "./confusion-counts.js";

export interface ClassificationScores {
  /** Share of right answers, in [0,1]. */
  readonly accuracy: number;
  /** Mean over the labels of F1, the harmonic mean of precision and recall; in [0,1]. */
  readonly macroF1: number;
}

/**
 * Accuracy and macro-F1. A label that is neither right nor given anywhere is left out of the mean; one that is
 * never right or never given rightly counts as 0. Both are 0 of no answers.
 * @param right places of the right labels
 * @param given places of the labels that were given, as many
 */
export function classificationScores(
  right: readonly number[],
  given: readonly number[],
  labels: number,
): ClassificationScores {
  const counts = confusionCounts(right, given, labels);
  let hits = 0;
  let sum = 0;
  let seen = 0;
  for (let label = 0; label < labels; label++) {
    let both = 0;
    for (let other = 0; other < labels; other++) {
      both += (counts[label * labels + other] ?? 0) + (counts[other * labels + label] ?? 0);
    }
    if (both === 0) continue;
    const hit = counts[label * labels + label] ?? 0;
    hits += hit;
    seen += 1;
    sum += (2 * hit) / both;
  }
  return { accuracy: right.length === 0 ? 0 : hits / right.length, macroF1: seen === 0 ? 0 : sum / seen };
}
