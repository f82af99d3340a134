import type { FeatureReading } from "../consent/read-features.js";
import type { ProfileView } from "../consent/read-profile.js";
import type { SegmentStanding } from "../replies/receipt.js";
import { assignGroup, REGULAR } from "./assign-group.js";
import { FEATURES } from "./features/declared-features.js";
import { SESSION_FEATURES } from "./features/session-features.js";
import { evaluateRules } from "./rules/evaluate-rules.js";
import type { RuleValues } from "./rules/rule-expression.js";
import { ruleValues } from "./rules/rule-values.js";
import type { Segmentation } from "./segmentation.js";
import { activePin, type Standing } from "./standing-store.js";

/** What is known of somebody who is to be put into a segment. */
export interface SegmentInputs {
  /** Read for `personalization`. */
  readonly view: Pick<ProfileView, "fields" | "consent">;
  /** Reads for `analytics`; called only if a rule or the model looks at features. */
  readonly features: () => FeatureReading;
  /** Features of the conversation at hand, in the order of `SESSION_FEATURES`. */
  readonly session?: ArrayLike<number> | undefined;
  /** Where they were put before; `undefined`: nobody moved them yet. */
  readonly stored: Standing | undefined;
  readonly nowMs: number;
}

/** Nobody in particular: somebody unknown, or whose data may not be used. */
export function unknownSegment(because: string): SegmentStanding {
  return { key: "unknown", name: "Unknown", confidence: 1, because, tier: "rules" };
}

/**
 * The segment of somebody: where an agent pinned them; else that of the first rule that holds; else the group that
 * the model puts them into, if features may be read; else `regular`.
 */
export function assignSegment(
  segmentation: Pick<Segmentation, "rules" | "model" | "nameOf" | "rulesReadFeatures">,
  inputs: SegmentInputs,
): SegmentStanding {
  const { view, features, session, stored, nowMs } = inputs;
  if (!view.consent.allowed) return unknownSegment(view.consent.basis);
  const pin = activePin(stored, nowMs);
  if (stored !== undefined && pin !== undefined) {
    const because = `an agent keeps them here until ${new Date(pin.untilMs).toISOString().slice(0, 10)}`;
    return {
      key: stored.segment,
      name: segmentation.nameOf(stored.segment),
      confidence: 1,
      because,
      tier: "rules",
    };
  }
  const { rules, rulesReadFeatures, model } = segmentation;
  const early = rulesReadFeatures ? features() : undefined;
  const match = evaluateRules(rules, valuesOf(view, early, session));
  if (match !== undefined) {
    const { key, name } = match.rule;
    return { key, name, confidence: 1, because: match.because, tier: "rules" };
  }
  const read = model && (early ?? features());
  if (model !== undefined && read?.status === "read") {
    return assignGroup(model, read.vector, stored?.segment);
  }
  return { confidence: 1, because: "no other segment's rule holds", tier: "rules", ...REGULAR };
}

/** What rules see of a person, and of the conversation at hand: without features, fields alone. */
function valuesOf(
  { fields }: SegmentInputs["view"],
  features: FeatureReading | undefined,
  session: SegmentInputs["session"],
): RuleValues {
  if (features?.status !== "read") return ruleValues(fields);
  const values = ruleValues(fields, FEATURES, features.vector);
  if (session === undefined) return values;
  return { ...values, ...Object.fromEntries(SESSION_FEATURES.map(({ key }, at) => [key, session[at]])) };
}
