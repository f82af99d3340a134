import type { Interval } from "./interval.js";
import { normalCdf, normalQuantile } from "./normal-distribution.js";

/** How many of so many. */
export interface Proportion {
  readonly hits: number;
  /** At least 1. */
  readonly n: number;
}

/** How far two shares differ: the second less the first. */
export interface TwoProportionTest extends Interval {
  readonly z: number;
  /** Two-sided, in [0,1]; 1 where all or none of both are hits. */
  readonly pValue: number;
}

/**
 * The pooled two-proportion z-test, and an interval for the difference from Wilson's intervals of both shares, which
 * also holds where shares are near 0 or 1.
 *
 * Source: Newcombe, "Interval Estimation for the Difference Between Independent Proportions", Statistics in Medicine
 * 1998, method 10. The test counts if it is made once, at a number of units that was fixed before.
 * @param level of the test, in (0,1); the interval's confidence is 1 − level
 */
export function twoProportionTest(first: Proportion, second: Proportion, level = 0.05): TwoProportionTest {
  const estimate = second.hits / second.n - first.hits / first.n;
  const pooled = (first.hits + second.hits) / (first.n + second.n);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / first.n + 1 / second.n));
  const z = error === 0 ? 0 : estimate / error;
  const [a, b] = [wilsonInterval(first, level), wilsonInterval(second, level)];
  return {
    estimate,
    low: estimate - Math.hypot(b.estimate - b.low, a.high - a.estimate),
    high: estimate + Math.hypot(b.high - b.estimate, a.estimate - a.low),
    z,
    pValue: Math.min(1, 2 * normalCdf(-Math.abs(z))),
  };
}

/**
 * Wilson's score interval of a share, in [0,1].
 *
 * Source: Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", JASA 1927.
 */
export function wilsonInterval({ hits, n }: Proportion, level = 0.05): Interval {
  const z = normalQuantile(1 - level / 2);
  const estimate = hits / n;
  const middle = (hits + z ** 2 / 2) / (n + z ** 2);
  const margin = (z / (n + z ** 2)) * Math.sqrt(n * estimate * (1 - estimate) + z ** 2 / 4);
  return { estimate, low: Math.max(0, middle - margin), high: Math.min(1, middle + margin) };
}
