import { normalQuantile } from "./normal-distribution.js";

/** What an experiment is to find. */
export interface ExperimentPlan {
  /** The share of the first arm, as far as it is known; in (0,1). */
  readonly baseline: number;
  /** The least difference worth finding, not 0; `baseline + effect` is in (0,1). */
  readonly effect: number;
  /** How often a difference may be found that isn't there; default 0.05. */
  readonly level?: number | undefined;
  /** How often a difference as large as `effect` is to be found; default 0.8. */
  readonly power?: number | undefined;
}

/** Of plans that don't say. */
export const DEFAULT_LEVEL = 0.05;
const POWER = 0.8;

/**
 * Units that each of two arms needs for the two-proportion z-test at a fixed horizon.
 *
 * Source: Fleiss, Levin, Paik, "Statistical Methods for Rates and Proportions", 2003, section 4.2, without continuity
 * correction.
 * @throws RangeError if a share is not in (0,1) or the effect is 0
 */
export function sampleSizePerArm({
  baseline,
  effect,
  level = DEFAULT_LEVEL,
  power = POWER,
}: ExperimentPlan): number {
  const other = baseline + effect;
  if (!(baseline > 0 && baseline < 1 && other > 0 && other < 1) || effect === 0) {
    throw new RangeError(`shares in (0,1) that differ, not ${baseline} and ${other}`);
  }
  const mean = (baseline + other) / 2;
  const root =
    normalQuantile(1 - level / 2) * Math.sqrt(2 * mean * (1 - mean)) +
    normalQuantile(power) * Math.sqrt(baseline * (1 - baseline) + other * (1 - other));
  return Math.ceil((root / effect) ** 2);
}
