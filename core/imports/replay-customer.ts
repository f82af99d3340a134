import { readFeatures } from "../consent/read-features.js";
import { type ReadingRules, readProfile } from "../consent/read-profile.js";
import { applyEvent } from "../profiles/apply-event.js";
import { emptyProfile, type Profile, type ProfileId } from "../profiles/profile.js";
import type { HistoryEvent } from "../profiles/read-history.js";
import { customerTokens } from "../recommend/replies/customer-tokens.js";
import type { CustomerToken } from "../recommend/replies/reply-lifts.js";
import type { SegmentStanding } from "../replies/receipt.js";
import { assignSegment, unknownSegment } from "../segments/assign-segment.js";
import type { Segmentation } from "../segments/segmentation.js";

/** What was known of a ticket's customer when they wrote it. */
export interface CustomerThen {
  readonly segment: SegmentStanding;
  readonly tokens: readonly CustomerToken[];
  /** Whose ticket it is, whatever else they allow; left out where it names nobody who is known. */
  readonly person?: ProfileId | undefined;
}

/** Of somebody whom nobody knows, or who does not allow to be known. */
export const NOBODY: CustomerThen = { segment: unknownSegment("the ticket names nobody"), tokens: [] };

/** Somebody's history is read by these. */
export interface ReplaySetup extends Pick<Profile, "consent" | "identifiers"> {
  readonly rules: Omit<ReadingRules, "nowMs">;
  readonly segmentation: Pick<Segmentation, "rules" | "model" | "nameOf" | "rulesReadFeatures">;
  /** What they allow then decides whether anything is read. */
  readonly nowMs: number;
}

/**
 * What was known of a customer at the moment of each of their tickets: what had happened by then, read for
 * `personalization` as it would have been read then.
 * @param events oldest first
 * @param tickets oldest first
 * @returns in the order of the tickets
 */
export function replayCustomer(
  events: readonly HistoryEvent[],
  tickets: readonly { readonly createdAtMs: number; readonly label: string }[],
  { consent, identifiers, rules, segmentation, nowMs }: ReplaySetup,
): readonly CustomerThen[] {
  const today = readProfile({ ...emptyProfile(0), consent, identifiers }, "personalization", {
    ...rules,
    nowMs,
  });
  if (!today.consent.allowed) return tickets.map(() => NOBODY);
  let then: Profile = emptyProfile(Number.POSITIVE_INFINITY);
  let next = 0;
  const resolved: string[] = [];
  return tickets.map(({ createdAtMs: atMs, label }) => {
    for (; next < events.length; next++) {
      const happened = events[next];
      if (happened === undefined || happened.occurredAtMs > atMs) break;
      then = applyEvent(then, happened.event, happened.source, rules.inventory);
    }
    const profile = { ...then, consent, identifiers };
    const view = readProfile(profile, "personalization", { ...rules, nowMs: atMs });
    const features = () => readFeatures(profile, { ...rules, nowMs: atMs });
    const segment = assignSegment(segmentation, { view, features, stored: undefined, nowMs: atMs });
    const tokens = customerTokens(view.fields, resolved);
    resolved.unshift(label);
    return { segment, tokens };
  });
}
