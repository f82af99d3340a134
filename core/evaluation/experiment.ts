import { type AlwaysValid, alwaysValid } from "./always-valid.js";
import { DEFAULT_LEVEL, type ExperimentPlan, sampleSizePerArm } from "./sample-size.js";
import { type Proportion, type TwoProportionTest, twoProportionTest } from "./two-proportion-test.js";

/** What an experiment of two arms shows so far. */
export interface ExperimentReading {
  /** `undecided` until a difference is proved, whenever and however often one looks. */
  readonly verdict: "variant_better" | "control_better" | "undecided";
  readonly anytime: AlwaysValid;
  /** Units that each arm needs for the test at the horizon. */
  readonly perArm: number;
  /**
   * The ordinary test, narrower than `anytime`. Given only to who asks when both arms have their units, and good for
   * one look: it decides no verdict. Before, it is withheld: looking at it until it pleases finds differences that
   * aren't there.
   */
  readonly atHorizon?: TwoProportionTest | undefined;
}

/**
 * Reads an experiment. The verdict is by always-valid p-values (`alwaysValid`, mixed over differences as large as the
 * plan's effect): anybody may look at any time, and stop.
 * @param previous p-value of the look before
 */
export function readExperiment(
  plan: ExperimentPlan,
  control: Proportion,
  variant: Proportion,
  previous?: number,
): ExperimentReading {
  const level = plan.level ?? DEFAULT_LEVEL;
  const perArm = sampleSizePerArm(plan);
  const expectedEffect = Math.abs(plan.effect);
  const anytime = alwaysValid(control, variant, { level, expectedEffect, previous });
  const isProved = anytime.pValue <= level;
  const better = anytime.estimate > 0 ? "variant_better" : "control_better";
  return {
    verdict: isProved ? better : "undecided",
    anytime,
    perArm,
    ...(Math.min(control.n, variant.n) >= perArm
      ? { atHorizon: twoProportionTest(control, variant, level) }
      : {}),
  };
}
