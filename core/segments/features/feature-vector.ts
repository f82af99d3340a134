import { FEATURES, type ProfileFeature } from "./declared-features.js";
import { featureMoment } from "./feature-moment.js";
import type { FeatureState } from "./feature-state.js";

/**
 * The features of a person at one moment, in the order in which they are declared and each in its unit; NaN where
 * nothing is known. Whether they may be read is for `readFeatures` to say.
 */
export function featureVector(
  state: FeatureState,
  nowMs: number,
  features: readonly ProfileFeature[] = FEATURES,
): Float64Array {
  const moment = featureMoment(state, nowMs);
  return Float64Array.from(features, ({ value }) => value(moment));
}
