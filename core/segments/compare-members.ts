import type { SegmentMembers } from "./segment-members.js";
import type { SegmentReport } from "./segment-report.js";

/** How many people went from which segment to which; who is in only one of the two is left out. The most first. */
export function compareMembers(before: SegmentMembers, after: SegmentMembers): SegmentReport["moves"] {
  const places = new Map(before.profileIds.map((profileId, at) => [profileId, at]));
  const counts = new Map<string, number>();
  for (const [at, profileId] of after.profileIds.entries()) {
    const place = places.get(profileId);
    if (place === undefined) continue;
    const from = before.keys[before.segments[place] ?? 0] ?? "";
    const to = after.keys[after.segments[at] ?? 0] ?? "";
    const move = `${from}\n${to}`;
    counts.set(move, (counts.get(move) ?? 0) + 1);
  }
  return [...counts]
    .map(([move, people]) => {
      const [from = "", to = ""] = move.split("\n");
      return { from, to, people };
    })
    .sort((a, b) => b.people - a.people || (a.from + a.to < b.from + b.to ? -1 : 1));
}
