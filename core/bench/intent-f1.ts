/** F1 of each label that is in the truth: 2·tp / (2·tp + fp + fn), in [0,1]. */
export type F1ByLabel = Readonly<Record<string, number>>;

/**
 * How well one predicted label each fits the truth, which may be several: a prediction is right if it is one of
 * them, and each of the others counts as missed. Labels that are only predicted weigh in through what they took.
 * @param truth labels of each item, at least one
 * @param predicted one label each, in the same order
 */
export function f1ByLabel(
  truth: readonly (readonly string[])[],
  predicted: readonly (string | undefined)[],
): F1ByLabel {
  const counts = new Map<string, { right: number; wrong: number; missed: number }>();
  const countOf = (label: string) => {
    const count = counts.get(label) ?? { right: 0, wrong: 0, missed: 0 };
    counts.set(label, count);
    return count;
  };
  for (const [index, labels] of truth.entries()) {
    const guess = predicted[index];
    if (guess !== undefined) countOf(guess)[labels.includes(guess) ? "right" : "wrong"]++;
    for (const label of labels) if (label !== guess) countOf(label).missed++;
  }
  const scores = [...counts].flatMap(([label, { right, wrong, missed }]) =>
    right + missed === 0 ? [] : [[label, (2 * right) / (2 * right + wrong + missed)] as const],
  );
  return Object.fromEntries(scores.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The mean over labels; 0 of none. */
export function macroF1(scores: F1ByLabel): number {
  const values = Object.values(scores);
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
