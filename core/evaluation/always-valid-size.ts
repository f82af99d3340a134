import { normalQuantile } from "./normal-distribution.js";
import { DEFAULT_LEVEL, type ExperimentPlan, sampleSizePerArm } from "./sample-size.js";

const POWER = 0.8;

/**
 * Units that each of two arms needs so that `alwaysValid`, mixed over differences as large as the plan's effect, has
 * found that effect by then as often as the plan's power says: more than a test at a fixed horizon, which is the price
 * of looking whenever one likes. What is found earlier is left aside, so it is found a little oftener.
 *
 * Source: the interval of Johari, Koomen, Pekelis, Walsh, "Always Valid Inference", Operations Research 2022, set
 * against the effect; found by bisection, for it narrows with every unit.
 * @throws RangeError as `sampleSizePerArm`
 */
export function alwaysValidSizePerArm(plan: ExperimentPlan): number {
  const { baseline, effect, level = DEFAULT_LEVEL, power = POWER } = plan;
  const other = baseline + effect;
  const spread = baseline * (1 - baseline) + other * (1 - other);
  const mixing = effect ** 2;
  const isEnough = (perArm: number) => {
    const variance = spread / perArm;
    const both = variance + mixing;
    const margin = Math.sqrt(((2 * variance * both) / mixing) * Math.log(Math.sqrt(both / variance) / level));
    return Math.abs(effect) - margin >= normalQuantile(power) * Math.sqrt(variance);
  };
  let low = sampleSizePerArm(plan);
  let high = low;
  while (!isEnough(high)) [low, high] = [high, 2 * high];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough(middle)) high = middle;
    else low = middle;
  }
  return high;
}
