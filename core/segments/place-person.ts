import type { KnownCustomer } from "../replies/decision.js";
import type { SegmentStanding } from "../replies/receipt.js";
import { assignSegment, unknownSegment } from "./assign-segment.js";
import { FEATURES } from "./features/declared-features.js";
import { type Session, sessionVector } from "./features/session-features.js";
import { comparisonsOf } from "./rules/rule-expression.js";
import type { Segmentation } from "./segmentation.js";

/** Where somebody stands, where they stood before this message, and what that rests on. */
export interface PlacedPerson {
  readonly segment: SegmentStanding;
  readonly segmentBefore: string;
  /** Names of fields and features. */
  readonly segmentFields: readonly string[];
}

/** Places the customer of a turn. */
export function placePerson(
  segmentation: Segmentation,
  { profileId, view, features, stored }: KnownCustomer,
  session: Session | undefined,
  nowMs: number,
): PlacedPerson {
  if (!view.consent.allowed) {
    const because = profileId === undefined ? "we don't know this customer yet" : view.consent.basis;
    const segment = unknownSegment(because);
    return { segment, segmentBefore: segment.key, segmentFields: [] };
  }
  const inputs = { view, features: features(), stored, nowMs };
  const segment = assignSegment(segmentation, { ...inputs, session: session && sessionVector(session) });
  const segmentBefore = stored?.segment ?? assignSegment(segmentation, inputs).key;
  const looked = segmentation.rules.flatMap(({ expression }) =>
    comparisonsOf(expression).map(({ key }) => key),
  );
  const learnt = segment.tier === "rules" ? [] : FEATURES.flatMap(({ attributes }) => attributes);
  const fields = new Set([...looked.filter((field) => view.fields[field] !== undefined), ...learnt]);
  return { segment, segmentBefore, segmentFields: [...fields].sort() };
}
