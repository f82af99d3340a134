import type { Interval } from "./interval.js";
import type { Proportion } from "./two-proportion-test.js";

/** A comparison of two shares that may be looked at whenever one likes. */
export interface AlwaysValid extends Interval {
  /**
   * Two-sided, in (0,1]. Whoever stops the first time it is at most `level` errs in at most `level` of all experiments
   * in which nothing differs.
   */
  readonly pValue: number;
}

export interface AlwaysValidOptions {
  /** In (0,1); the intervals of all looks together hold the truth with confidence 1 − level. */
  readonly level: number;
  /** How large differences are expected to be; above 0. It decides how soon a difference is seen, not the errors. */
  readonly expectedEffect: number;
  /** Of the look before: what was once proved stays so. */
  readonly previous?: number | undefined;
}

/**
 * The mixture sequential probability ratio test: how much more probable what was seen is if the difference is drawn
 * from a normal distribution around 0, than if there is none. Its inverse is a p-value at every moment at once, which
 * peeking doesn't spoil.
 *
 * Source: Johari, Koomen, Pekelis, Walsh, "Always Valid Inference: Continuous Monitoring of A/B Tests", Operations
 * Research 2022; Robbins, Annals of Mathematical Statistics 1970. The difference is taken as normal, with half a hit
 * and half a miss added to each share so that its variance is never 0.
 */
export function alwaysValid(
  first: Proportion,
  second: Proportion,
  { level, expectedEffect, previous = 1 }: AlwaysValidOptions,
): AlwaysValid {
  const estimate = second.hits / second.n - first.hits / first.n;
  const variance = varianceOf(first) + varianceOf(second);
  const mixing = expectedEffect ** 2;
  const both = variance + mixing;
  const ratio = Math.sqrt(variance / both) * Math.exp((estimate ** 2 * mixing) / (2 * variance * both));
  const margin = Math.sqrt(((2 * variance * both) / mixing) * Math.log(Math.sqrt(both / variance) / level));
  return {
    estimate,
    low: estimate - margin,
    high: estimate + margin,
    pValue: Math.min(previous, 1, 1 / ratio),
  };
}

function varianceOf({ hits, n }: Proportion): number {
  const share = (hits + 0.5) / (n + 1);
  return (share * (1 - share)) / n;
}
