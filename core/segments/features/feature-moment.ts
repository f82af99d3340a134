import type { FeatureState } from "./feature-state.js";
import { tallyOf, type WeekTally, weekOf } from "./week-tally.js";

/** A state as it stands at one moment. Weeks are whole ones, so that windows are up to a week longer or shorter. */
export interface FeatureMoment {
  readonly nowMs: number;
  readonly state: FeatureState;
  /** This week and the 52 before. */
  readonly year: WeekTally;
  /** This week and the 12 before: 13 weeks. */
  readonly quarter: WeekTally;
  /** The 13 weeks before those. */
  readonly quarterBefore: WeekTally;
}

/** What is dated later than `nowMs` counts as of now. */
export function featureMoment(state: FeatureState, nowMs: number): FeatureMoment {
  const week = weekOf(nowMs);
  return {
    nowMs,
    state,
    year: tallyOf(state.weeks, week - 52, Number.POSITIVE_INFINITY),
    quarter: tallyOf(state.weeks, week - 12, Number.POSITIVE_INFINITY),
    quarterBefore: tallyOf(state.weeks, week - 25, week - 13),
  };
}
