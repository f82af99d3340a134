/** A probability of 0 for what happened would cost infinitely much: none is taken as less than this. */
const LEAST = 2 ** -52;

/**
 * Mean of −ln p over the rows, p being the probability that the right label was given; scikit-learn's `log_loss`, with
 * its bounds.
 * @param right places of the right labels, in [0, labels)
 * @param probabilities of all labels, row after row: row r's label l is `probabilities[r * labels + l]`; each row
 *   sums to 1
 * @returns in [0, 36.05]; ln(labels) if all are given the same; 0 of no rows
 * @throws RangeError if there aren't as many rows of probabilities
 */
export function logLoss(right: ArrayLike<number>, probabilities: ArrayLike<number>, labels: number): number {
  if (probabilities.length !== right.length * labels) throw new RangeError("a row of probabilities a label");
  let sum = 0;
  for (let row = 0; row < right.length; row++) {
    const given = probabilities[row * labels + (right[row] ?? 0)] ?? 0;
    sum -= Math.log(Math.min(1 - LEAST, Math.max(LEAST, given)));
  }
  return right.length === 0 ? 0 : sum / right.length;
}
