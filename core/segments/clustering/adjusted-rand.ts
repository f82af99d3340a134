/**
 * The adjusted Rand index: how far two ways of grouping the same things agree, beyond what chance would give.
 *
 * Source: Hubert and Arabie, "Comparing partitions", Journal of Classification 1985.
 * @param a of each thing its group, any whole number; noise (−1) is a group like any other
 * @param b likewise, as many
 * @returns 1 if both are the same but for names, about 0 of unrelated ones, at least −1; 1 of fewer than two things
 */
export function adjustedRand(a: Int32Array, b: Int32Array): number {
  const sizesA = new Map<number, number>();
  const sizesB = new Map<number, number>();
  const both = new Map<number, Map<number, number>>();
  for (const [at, groupA] of a.entries()) {
    const groupB = b[at] ?? -1;
    const row = both.get(groupA) ?? new Map<number, number>();
    both.set(groupA, row);
    for (const [sizes, group] of [
      [sizesA, groupA] as const,
      [sizesB, groupB] as const,
      [row, groupB] as const,
    ]) {
      sizes.set(group, (sizes.get(group) ?? 0) + 1);
    }
  }
  let together = 0;
  for (const row of both.values()) together += pairsWithin(row);
  const inA = pairsWithin(sizesA);
  const inB = pairsWithin(sizesB);
  const expected = (inA * inB) / Math.max(1, pairs(a.length));
  const most = (inA + inB) / 2;
  return most === expected ? 1 : (together - expected) / (most - expected);
}

function pairsWithin(sizes: ReadonlyMap<number, number>): number {
  let sum = 0;
  for (const size of sizes.values()) sum += pairs(size);
  return sum;
}

function pairs(count: number): number {
  return (count * (count - 1)) / 2;
}
