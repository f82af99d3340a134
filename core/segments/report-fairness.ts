import { fairnessOf } from "./fairness.js";
import type { PeopleRead } from "./read-people.js";
import { confidenceOf, type SegmentMembers } from "./segment-members.js";
import type { FairnessFinding } from "./segment-report.js";

/** How each protected attribute goes together with the segments, the most strongly first. */
export function reportFairness(
  { groups }: PeopleRead,
  members: SegmentMembers,
  atLeast: number,
): readonly FairnessFinding[] {
  const { segments, keys } = members;
  const sure = Float64Array.from(segments, (_, row) => confidenceOf(members, row));
  return [...groups]
    .flatMap(([attribute, of]) => {
      const input = { attribute, groups: of, segments, segmentKeys: keys, confidence: sure, atLeast };
      return fairnessOf(input) ?? [];
    })
    .sort((a, b) => b.association - a.association);
}
