/**
 * Share of rows whose right label is among the `k` most probable: fewer than `k` labels are more probable. In [0,1];
 * 0 of no rows.
 * @param right places of the right labels
 * @param probabilities by row and label
 */
export function topKAccuracy(
  right: readonly number[],
  probabilities: readonly Float32Array[],
  k: number,
): number {
  const hits = right.filter((label, index) => {
    const row = probabilities[index] ?? new Float32Array();
    const own = row[label] ?? Number.NEGATIVE_INFINITY;
    return row.filter((probability) => probability > own).length < k;
  });
  return right.length === 0 ? 0 : hits.length / right.length;
}
