/** Bounds of a share, both in [0,1]. */
export interface ShareInterval {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson's score interval of a share (E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical
 * Inference", JASA 1927): holds what it promises also for few trials and for shares near 0 and 1.
 * @param successes of `trials`, from 0 to `trials`
 * @param z of the standard normal distribution: 1.96 for 95 %, 2.576 for 99 %
 * @returns 0 to 1 of no trials: anything is possible
 */
export function wilsonInterval(successes: number, trials: number, z = 1.96): ShareInterval {
  if (trials === 0) return { low: 0, high: 1 };
  const share = successes / trials;
  const square = z ** 2 / trials;
  const centre = (share + square / 2) / (1 + square);
  const margin = (z / (1 + square)) * Math.sqrt((share * (1 - share)) / trials + square / (4 * trials));
  return { low: Math.max(0, centre - margin), high: Math.min(1, centre + margin) };
}
