import type { Scaler } from "./features/fit-scaler.js";
import type { NamedFeatures } from "./features/named-features.js";
import type { FoundGroups } from "./find-groups.js";
import type { Matrix } from "./matrix.js";
import { describeSegments, type SegmentDescription } from "./naming/describe-segments.js";
import { matchSegments, type SegmentMatching } from "./naming/match-segments.js";
import type { PeopleRead } from "./read-people.js";
import type { SegmentRule } from "./rules/segment-rule.js";
import type { SegmentMembers } from "./segment-members.js";
import type { FoundGroup, SegmentModel } from "./segment-model.js";

/** Groups with their names, and where these come from. */
export interface NamedGroups {
  /** By place. */
  readonly groups: readonly FoundGroup[];
  readonly descriptions: readonly SegmentDescription[];
  readonly matching: SegmentMatching;
}

export interface GroupsToName {
  readonly found: FoundGroups;
  readonly scaler: Scaler;
  /** Of those whom no rule takes. */
  readonly shown: NamedFeatures;
  readonly people: PeopleRead;
  readonly before:
    | { readonly model: SegmentModel | undefined; readonly members: SegmentMembers | undefined }
    | undefined;
  readonly names: Readonly<Record<string, string>>;
  readonly rules: readonly SegmentRule[];
}

/** Keys that mean something else already. */
export const RESERVED_SEGMENTS = ["regular", "unsure", "unknown"];

/**
 * Names groups by what sets them apart. A group that was there in the build before keeps its key and its name; its
 * description is today's.
 */
export function nameGroups({
  found,
  scaler,
  shown,
  people,
  before,
  names,
  rules,
}: GroupsToName): NamedGroups {
  const isSameSpace = sameColumns(before?.model?.scaler, scaler);
  const groupsBefore = before?.model?.groups ?? [];
  const matching = matchSegments(
    groupsBefore.map((group, at) => ({
      ...group,
      members: membersOf(before?.members, group.key),
      centroid: rowOf(isSameSpace ? before?.model?.centroids : undefined, at),
    })),
    Array.from({ length: found.k }, (_, label) => ({
      members: new Set(
        people.free.flatMap((row, at) => (found.labels[at] === label ? (people.profileIds[row] ?? []) : [])),
      ),
      centroid: rowOf(isSameSpace ? found.centroids : undefined, label),
    })),
  );
  const taken = [...RESERVED_SEGMENTS, ...rules.map(({ key }) => key), ...groupsBefore.map(({ key }) => key)];
  const descriptions = describeSegments(shown.matrix, found.labels, shown.features, taken);
  const groups = Array.from({ length: found.k }, (_, label): FoundGroup => {
    const own = descriptions.find((description) => description.label === label);
    const carried = matching.matches[label]?.carried;
    const key = carried?.key ?? own?.key ?? `group_${label + 1}`;
    const name = names[key] ?? carried?.name ?? own?.name ?? `Group ${label + 1}`;
    return { key, name, description: own?.description ?? "" };
  });
  return { groups, descriptions, matching };
}

/** Where columns differ, centres can't be compared: members alone say which groups are the same. */
function sameColumns(before: Scaler | undefined, now: Scaler): boolean {
  const names = ({ columns }: Scaler) =>
    columns.map(({ feature, kind, place }) => [feature, kind, place].join());
  return before !== undefined && names(before).join() === names(now).join();
}

function membersOf(members: SegmentMembers | undefined, key: string): ReadonlySet<string> {
  if (members === undefined) return new Set();
  const place = members.keys.indexOf(key);
  return new Set(members.profileIds.filter((_, at) => members.segments[at] === place));
}

function rowOf(matrix: Matrix | undefined, row: number): Float64Array {
  if (matrix === undefined) return new Float64Array();
  return matrix.values.slice(row * matrix.columns, (row + 1) * matrix.columns);
}
