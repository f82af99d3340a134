import type { KnownCustomer } from "../replies/decision.js";
import type { SegmentStanding } from "../replies/receipt.js";
import { assignSegment, unknownSegment } from "./assign-segment.js";
import { FEATURES } from "./features/declared-features.js";
import { SESSION_FEATURES, type Session, sessionVector } from "./features/session-features.js";
import type { Segmentation } from "./segmentation.js";

/** Where somebody stands, where they stood before this message, and what that rests on. */
export interface PlacedPerson {
  readonly segment: SegmentStanding;
  readonly segmentBefore: string;
  /** Names of fields and features. */
  readonly segmentFields: readonly string[];
}

const SESSION_KEYS: ReadonlySet<string> = new Set(SESSION_FEATURES.map(({ key }) => key));

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
  const inputs = { view, features, stored, nowMs };
  const segment = assignSegment(segmentation, { session: session && sessionVector(session), ...inputs });
  const looked = [...segmentation.ruleKeys];
  // Only rules look at the conversation at hand.
  const isOfSession = session !== undefined && looked.some((key) => SESSION_KEYS.has(key));
  const before = () => (isOfSession ? assignSegment(segmentation, inputs) : segment).key;
  const segmentBefore = stored?.segment ?? before();
  const learnt = segment.tier === "rules" ? [] : FEATURES.flatMap(({ attributes }) => attributes);
  const fields = new Set([...looked.filter((field) => view.fields[field] !== undefined), ...learnt]);
  return { segment, segmentBefore, segmentFields: [...fields].sort() };
}
