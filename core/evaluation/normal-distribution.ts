/** Two-sided 95 % of a standard normal distribution. */
export const Z_95 = 1.959963984540054;

const HALVINGS = 80;
const FARTHEST = 38;

/**
 * How probable it is that a standard normal number is at most `z`; wrong by less than 1e-14.
 *
 * Source: Hart's algorithm of 1968, as in West, "Better Approximations to Cumulative Normal Functions", Wilmott 2005.
 */
export function normalCdf(z: number): number {
  const far = Math.abs(z);
  const beyond = far > FARTHEST ? 0 : upperTail(far);
  return z > 0 ? 1 - beyond : beyond;
}

function upperTail(z: number): number {
  const density = Math.exp((-z * z) / 2);
  if (z >= 5 * Math.SQRT2) {
    const fraction = z + 1 / (z + 2 / (z + 3 / (z + 4 / (z + 0.65))));
    return density / fraction / 2.506628274631;
  }
  const above = [
    0.0352624965998911, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871,
    221.213596169931, 220.206867912376,
  ];
  const below = [
    0.0883883476483184, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674,
    637.333633378831, 793.826512519948, 440.413735824752,
  ];
  const at = (coefficients: readonly number[]) => coefficients.reduce((sum, each) => sum * z + each, 0);
  return (density * at(above)) / at(below);
}

/**
 * The number that a standard normal one is below with this probability: the inverse of `normalCdf`.
 * @param probability in (0,1)
 * @throws RangeError otherwise
 */
export function normalQuantile(probability: number): number {
  if (!(probability > 0 && probability < 1)) throw new RangeError(`in (0,1), not ${probability}`);
  let [low, high] = [-FARTHEST, FARTHEST];
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = (low + high) / 2;
    if (normalCdf(middle) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
