import { type SegmentMembers, segmentOf, segmentsByProfile } from "./segment-members.js";
import type { SegmentReport } from "./segment-report.js";

/** Rows of `after` that came from one segment into one, or stayed. */
export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly rows: number[];
}

/** Who went from which segment to which, in the order of `after`; who is in only one of the two is left out. */
export function flowsBetween(before: SegmentMembers, after: SegmentMembers): readonly Flow[] {
  const earlier = segmentsByProfile(before);
  const flows = new Map<string, Flow>();
  for (const [row, profileId] of after.profileIds.entries()) {
    const from = earlier.get(profileId);
    if (from === undefined) continue;
    const to = segmentOf(after, row);
    const move = `${from}\n${to}`;
    const flow = flows.get(move) ?? { from, to, rows: [] };
    flow.rows.push(row);
    flows.set(move, flow);
  }
  return [...flows.values()];
}

/** How many people went from which segment to which; who is in only one of the two is left out. The most first. */
export function compareMembers(before: SegmentMembers, after: SegmentMembers): SegmentReport["moves"] {
  return flowsBetween(before, after)
    .map(({ from, to, rows }) => ({ from, to, people: rows.length }))
    .sort((a, b) => b.people - a.people || (a.from + a.to < b.from + b.to ? -1 : 1));
}
