import { randomNormal } from "../../random-normal.js";
import type { BetaPrior } from "./beta-prior.js";

/**
 * A number from a Beta distribution: X / (X + Y) of two gamma numbers, by their logarithms, so that small parameters
 * don't make it 0 / 0.
 * @param random numbers in [0,1), seeded
 * @returns in [0,1]
 */
export function randomBeta({ alpha, beta }: BetaPrior, random: () => number): number {
  const x = logGamma(alpha, random);
  const y = logGamma(beta, random);
  return 1 / (1 + Math.exp(y - x));
}

/**
 * The logarithm of a number from a gamma distribution of scale 1.
 *
 * Source: Marsaglia and Tsang, "A Simple Method for Generating Gamma Variables", ACM TOMS 2000; for shapes below 1 with
 * their step from shape + 1.
 */
function logGamma(shape: number, random: () => number): number {
  if (shape < 1) return logGamma(shape + 1, random) + Math.log(1 - random()) / shape;
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const normal = randomNormal(random);
    const v = (1 + c * normal) ** 3;
    if (v <= 0) continue;
    const logV = Math.log(v);
    if (Math.log(1 - random()) < normal ** 2 / 2 + d - d * v + d * logV) return Math.log(d) + logV;
  }
}
