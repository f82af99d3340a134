/**
 * `share` added up `count` times. The package counts this way, and so its sums differ from `count * share` in the
 * last bits.
 */
export function repeatedSum(share: number, count: number): number {
  let sum = 0;
  for (let at = 0; at < count; at++) sum += share;
  return sum;
}

/** Shares of the classes, as long as the greatest class needs, in the package's arithmetic. */
export function packageDistribution(counts: ArrayLike<number>, size: number): readonly number[] {
  let length = counts.length;
  while (length > 0 && counts[length - 1] === 0) length -= 1;
  return Array.from({ length }, (_, label) => repeatedSum(1 / size, counts[label] ?? 0));
}

/**
 * Gini impurity, 1 − Σ p², in the package's arithmetic.
 * @param counts by class, together `size`
 * @returns in [0, 1); 0 of nothing
 */
export function packageImpurity(counts: ArrayLike<number>, size: number): number {
  if (size === 0) return 0;
  let sum = 0;
  for (let label = 0; label < counts.length; label++) {
    const share = repeatedSum(1 / size, counts[label] ?? 0);
    sum += share * share;
  }
  return 1 - sum;
}

/**
 * Impurity that a split takes away, in the package's arithmetic: the right side comes first.
 * @param impurity of both sides together
 * @param lesser by class, how many go left
 * @param greater by class, how many go right
 */
export function packageGain(
  impurity: number,
  lesser: ArrayLike<number>,
  lesserSize: number,
  greater: ArrayLike<number>,
  greaterSize: number,
): number {
  const size = lesserSize + greaterSize;
  let split = (packageImpurity(greater, greaterSize) * greaterSize) / size;
  split += (packageImpurity(lesser, lesserSize) * lesserSize) / size;
  return impurity - split;
}
