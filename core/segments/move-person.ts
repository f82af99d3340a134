import type { ProfileId } from "../profiles/profile.js";
import type { SegmentStanding } from "../replies/receipt.js";
import { unknownSegment } from "./assign-segment.js";
import type { Shift, StandingStore } from "./standing-store.js";

/** Nobody in particular: to come from there or to go there is no change of place. */
export const NOWHERE = unknownSegment("").key;

/**
 * Notes where somebody stands, if that is another segment than before.
 * @param from key of the segment before
 * @returns the shift; `undefined` if there is none
 */
export async function movePerson(
  standings: Pick<StandingStore, "put">,
  profileId: ProfileId,
  from: string,
  { key, confidence }: Pick<SegmentStanding, "key" | "confidence">,
  cause: string,
  nowMs: number,
): Promise<Shift | undefined> {
  if (from === key || from === NOWHERE || key === NOWHERE) return undefined;
  const standing = { segment: key, sinceMs: nowMs, confidence };
  return standings.put(profileId, standing, { from, to: key, cause, confidence }, nowMs);
}
