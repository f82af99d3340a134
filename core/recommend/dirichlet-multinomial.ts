/**
 * How likely counts are whose shares were drawn from a Dirichlet distribution: its logarithm, but for what does not
 * depend on the strength. Products of rising factorials.
 * @param counts of each thing how often it was counted, and its share in the distribution's mean
 * @param strength of the distribution, above 0: as many counts as its mean is worth
 */
export function dirichletMultinomial(
  counts: Iterable<readonly [count: number, share: number]>,
  strength: number,
): number {
  let sum = 0;
  let total = 0;
  for (const [count, share] of counts) {
    const prior = strength * share;
    for (let each = 0; each < count; each++) sum += Math.log(prior + each);
    total += count;
  }
  for (let each = 0; each < total; each++) sum -= Math.log(strength + each);
  return sum;
}
