import type { Profile } from "../profiles/profile.js";
import { FEATURES, type ProfileFeature } from "../segments/features/declared-features.js";
import { type FeatureState, featureState } from "../segments/features/feature-state.js";
import { featureVector } from "../segments/features/feature-vector.js";
import { consentOf, type ReadingRules } from "./read-profile.js";

/** What features may be seen of a person. */
export type FeatureReading =
  | {
      readonly status: "read";
      /** In the order of the features that were asked for; NaN where nothing is known, or nothing may be. */
      readonly vector: Float64Array;
      /** The legal basis in a few words. */
      readonly basis: string;
    }
  | { readonly status: "withheld"; readonly reason: string };

const PURPOSE = "analytics";
const DAY_MS = 86_400_000;

/**
 * The one way to a person's features: for `analytics`, or not at all. They are numbers; nothing in them names
 * anybody. A feature that tells of an attribute which the tenant's inventory does not declare for `analytics`, or of
 * a trait past its retention, is unknown.
 * @param profile `undefined`: nobody is known, and nothing read
 * @param options `state`: what `stepFeatures` carried to this profile; without it, it is made anew
 */
export function readFeatures(
  profile: Profile | undefined,
  rules: ReadingRules,
  options: { readonly features?: readonly ProfileFeature[]; readonly state?: FeatureState } = {},
): FeatureReading {
  if (profile === undefined) return { status: "withheld", reason: "we don't know this customer yet" };
  const { allowed, basis } = consentOf(profile, PURPOSE, rules);
  if (!allowed) return { status: "withheld", reason: basis };
  const { features = FEATURES, state = featureState(profile) } = options;
  const vector = featureVector(state, rules.nowMs, features);
  for (const [place, { attributes }] of features.entries()) {
    if (!attributes.every((attribute) => mayTell(attribute, profile, rules))) vector[place] = Number.NaN;
  }
  return { status: "read", vector, basis };
}

function mayTell(attribute: string, { traits }: Profile, { inventory, nowMs }: ReadingRules): boolean {
  if (!inventory.allows(attribute, PURPOSE)) return false;
  const trait = traits[attribute];
  const days = inventory.attribute(attribute)?.retentionDays ?? 0;
  return trait === undefined || nowMs - trait.observedAtMs <= days * DAY_MS;
}
