import type { Interval } from "./interval.js";
import { normalCdf, normalQuantile } from "./normal-distribution.js";
import { wilsonInterval } from "./wilson-interval.js";

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
  const [p, q] = [first.hits / first.n, second.hits / second.n];
  const estimate = q - p;
  const pooled = (first.hits + second.hits) / (first.n + second.n);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / first.n + 1 / second.n));
  const z = error === 0 ? 0 : estimate / error;
  const bounds = normalQuantile(1 - level / 2);
  const a = wilsonInterval(first.hits, first.n, bounds);
  const b = wilsonInterval(second.hits, second.n, bounds);
  return {
    estimate,
    low: estimate - Math.hypot(q - b.low, a.high - p),
    high: estimate + Math.hypot(b.high - q, p - a.low),
    z,
    pValue: Math.min(1, 2 * normalCdf(-Math.abs(z))),
  };
}
