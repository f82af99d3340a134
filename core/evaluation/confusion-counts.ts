/**
 * How often each label was given for each: `counts[right * labels + given]`.
 * @param labels how many there are; both lists hold places in [0, labels)
 * @throws RangeError if the lists differ in length
 */
export function confusionCounts(
  right: readonly number[],
  given: readonly number[],
  labels: number,
): Uint32Array {
  if (right.length !== given.length) throw new RangeError("an answer for each right label");
  const counts = new Uint32Array(labels * labels);
  right.forEach((label, index) => {
    const cell = label * labels + (given[index] ?? 0);
    counts[cell] = (counts[cell] ?? 0) + 1;
  });
  return counts;
}
