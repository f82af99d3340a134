import type { FairnessFinding } from "./segment-report.js";

/** People with their group by one protected attribute, and where they are. */
export interface FairnessInput {
  readonly attribute: string;
  /** Of each person; `undefined`: not known. */
  readonly groups: readonly (string | undefined)[];
  /** Place of each person's segment in `segmentKeys`. */
  readonly segments: ArrayLike<number>;
  readonly segmentKeys: readonly string[];
  /** How sure each one's segment is, in [0,1]. */
  readonly confidence: ArrayLike<number>;
  /** Groups and segments of fewer people are not looked at. */
  readonly atLeast: number;
}

/** From here on an association is called strong (Cohen, "Statistical Power Analysis", for two groups). */
const STRONG_ASSOCIATION = 0.3;
/** A group's share below four fifths of the largest (EEOC, Uniform Guidelines, 1978) … */
const FOUR_FIFTHS = 0.8;
/** … counts where it is no accident: two-sided z at 0.001, for many pairs are looked at. */
const SURE_Z = 3.29;

/**
 * Looks whether segments separate people by a protected attribute: how strongly both go together (Cramér's V), and
 * for each segment whether one group is in it less than four fifths as often as another, beyond chance. A finding is
 * a reason to look, not a proof of harm.
 * @returns `undefined` if fewer than two groups are large enough
 */
export function fairnessOf(input: FairnessInput): FairnessFinding | undefined {
  const { attribute, segmentKeys, atLeast } = input;
  const all = [...membersByGroup(input)].filter(([, members]) => members.length >= atLeast);
  if (all.length < 2) return undefined;
  const tables = all.map(([group, members]) => ({ group, members, counts: countSegments(members, input) }));
  const association = cramersV(tables.map(({ counts }) => counts));
  return {
    attribute,
    association,
    groups: tables.map(({ group, members, counts }) => ({
      group,
      people: members.length,
      confidence: members.reduce((sum, at) => sum + (input.confidence[at] ?? 0), 0) / members.length,
      shares: Object.fromEntries(segmentKeys.map((key, at) => [key, (counts[at] ?? 0) / members.length])),
    })),
    flagged: segmentKeys.flatMap((segment, at) => {
      const shares = tables.map(({ group, members, counts }) => ({
        group,
        people: members.length,
        count: counts[at] ?? 0,
      }));
      const because = unevenness(shares, association);
      return because === undefined ? [] : [{ segment, because }];
    }),
  };
}

function membersByGroup({ groups }: FairnessInput): ReadonlyMap<string, readonly number[]> {
  const members = new Map<string, number[]>();
  for (const [at, group] of groups.entries()) {
    if (group === undefined) continue;
    const known = members.get(group);
    if (known === undefined) members.set(group, [at]);
    else known.push(at);
  }
  return new Map([...members].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function countSegments(members: readonly number[], { segments, segmentKeys }: FairnessInput): number[] {
  const counts = new Array<number>(segmentKeys.length).fill(0);
  for (const at of members) counts[segments[at] ?? 0] = (counts[segments[at] ?? 0] ?? 0) + 1;
  return counts;
}

interface GroupShare {
  readonly group: string;
  readonly people: number;
  readonly count: number;
}

/** How the group that is least often in a segment differs from the one that is most often; if it does. */
function unevenness(shares: readonly GroupShare[], association: number): string | undefined {
  const ranked = [...shares].sort((a, b) => a.count / a.people - b.count / b.people);
  const [least, most] = [ranked[0], ranked.at(-1)];
  if (least === undefined || most === undefined) return undefined;
  const [low, high] = [least.count / least.people, most.count / most.people];
  if (high === 0 || low / high >= FOUR_FIFTHS) return undefined;
  const pooled = (least.count + most.count) / (least.people + most.people);
  const deviation = Math.sqrt(pooled * (1 - pooled) * (1 / least.people + 1 / most.people));
  if (deviation === 0 || (high - low) / deviation < SURE_Z) return undefined;
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  const strength =
    association >= STRONG_ASSOCIATION ? "; segments and this attribute go together strongly" : "";
  return `${percent(high)} of ${most.group} are in it, ${percent(low)} of ${least.group}${strength}`;
}

/** Cramér's V of a table of counts, in [0,1] (Cramér, "Mathematical Methods of Statistics", 1946). */
export function cramersV(table: readonly (readonly number[])[]): number {
  const rows = table.map((row) => row.reduce((sum, count) => sum + count, 0));
  const columns = (table[0] ?? []).map((_, at) => table.reduce((sum, row) => sum + (row[at] ?? 0), 0));
  const all = rows.reduce((sum, count) => sum + count, 0);
  let chiSquare = 0;
  for (const [r, row] of table.entries()) {
    for (const [c, count] of row.entries()) {
      const expected = ((rows[r] ?? 0) * (columns[c] ?? 0)) / all;
      if (expected > 0) chiSquare += (count - expected) ** 2 / expected;
    }
  }
  const filled = (counts: readonly number[]) => counts.filter((count) => count > 0).length;
  const freedom = Math.min(filled(rows), filled(columns)) - 1;
  return freedom < 1 ? 0 : Math.sqrt(chiSquare / (all * freedom));
}
