import { atOnce, type Steps } from "../steps.js";
import { optimalAssignment } from "./optimal-assignment.js";

/** A segment of one run: who is in it, and where it lies. */
export interface RunSegment {
  /** Profiles' ids. */
  readonly members: ReadonlySet<string>;
  /** Standardised features, the same ones in both runs. */
  readonly centroid: Float64Array;
}

/** A segment of the last run, with what it is called. */
export interface KnownSegment extends RunSegment {
  readonly key: string;
  readonly name: string;
}

/** What became of one of this run's segments. */
export interface SegmentMatch {
  /** Its place in this run. */
  readonly at: number;
  /** Key and name that it keeps from the last run; `undefined` if it is new. */
  readonly carried: { readonly key: string; readonly name: string } | undefined;
  /** Likeness to the segment that it was paired with or, if it is new, to the most alike, in [0,1]. */
  readonly likenessScore: number;
  readonly reason: string;
}

export interface SegmentMatching {
  /** One for each of this run's segments, in their order. */
  readonly matches: readonly SegmentMatch[];
  /** Segments of the last run that none carries on. */
  readonly gone: readonly { readonly key: string; readonly name: string; readonly reason: string }[];
}

/** How alike two segments are. */
interface Likeness {
  readonly score: number;
  /** Of the members whom both runs know: those in both segments over those in either. */
  readonly jaccard: number;
  /** Root mean square of the centroids' differences. */
  readonly distance: number;
}

/** Share of the members' overlap in the likeness; the rest is how near the centroids are. */
const OVERLAP_WEIGHT = 0.7;
/** From this likeness on a segment is held for the same. */
const LEAST_SCORE = 0.5;

/**
 * Which of this run's segments carry on which of the last one's: the pairing whose likenesses add up to the most,
 * without pairs that aren't alike. Likeness is 0.7 × Jaccard overlap of the members whom both runs know + 0.3 ×
 * e^−distance of the centroids; of the centroids alone if the runs know nobody in common.
 */
export function matchSegments(
  before: readonly KnownSegment[],
  after: readonly RunSegment[],
): SegmentMatching {
  return atOnce(matchSegmentsSteps(before, after));
}

/** `matchSegments` in steps. */
export function* matchSegmentsSteps(
  before: readonly KnownSegment[],
  after: readonly RunSegment[],
): Steps<SegmentMatching> {
  const known = yield* inBoth(before, after);
  const likenesses: Likeness[][] = [];
  for (const one of after) {
    const row: Likeness[] = [];
    for (const other of before) {
      yield;
      row.push(likenessOf(one, other, known));
    }
    likenesses.push(row);
  }
  yield;
  const costs = likenesses.map((row) => row.map(({ score }) => (score >= LEAST_SCORE ? -score : 0)));
  const assigned = optimalAssignment(costs);
  const heirs = new Map<number, number>();
  const matches = after.map((_, at): SegmentMatch => {
    const row = likenesses[at] ?? [];
    const partner = assigned[at];
    const likeness = partner === undefined ? undefined : row[partner];
    const segment = partner === undefined ? undefined : before[partner];
    if (
      partner === undefined ||
      likeness === undefined ||
      segment === undefined ||
      likeness.score < LEAST_SCORE
    ) {
      return { at, carried: undefined, ...whyNew(row, before) };
    }
    heirs.set(partner, at);
    const { key, name } = segment;
    return {
      at,
      carried: { key, name },
      likenessScore: likeness.score,
      reason: `carried over: ${inWords(likeness)}`,
    };
  });
  const gone = before.flatMap(({ key, name, members }, at) =>
    heirs.has(at) ? [] : [{ key, name, reason: whyGone(members, after, matches) }],
  );
  return { matches, gone };
}

function* inBoth(before: readonly RunSegment[], after: readonly RunSegment[]): Steps<ReadonlySet<string>> {
  const earlier = new Set<string>();
  for (const { members } of before) {
    for (const id of members) earlier.add(id);
    yield;
  }
  const both = new Set<string>();
  for (const { members } of after) {
    for (const id of members) if (earlier.has(id)) both.add(id);
    yield;
  }
  return both;
}

function likenessOf(one: RunSegment, other: RunSegment, known: ReadonlySet<string>): Likeness {
  const ofOne = [...one.members].filter((id) => known.has(id));
  const shared = ofOne.filter((id) => other.members.has(id)).length;
  const ofOther = [...other.members].filter((id) => known.has(id)).length;
  const either = ofOne.length + ofOther - shared;
  const jaccard = either === 0 ? 0 : shared / either;
  const squares = one.centroid.reduce((sum, value, at) => sum + (value - (other.centroid[at] ?? 0)) ** 2, 0);
  const distance = Math.sqrt(squares / Math.max(1, one.centroid.length));
  const nearness = Math.exp(-distance);
  const score = known.size === 0 ? nearness : OVERLAP_WEIGHT * jaccard + (1 - OVERLAP_WEIGHT) * nearness;
  return { score, jaccard, distance };
}

function inWords({ jaccard, distance }: Likeness): string {
  return `${percent(jaccard)} of the members of either run are in both, and the centre moved by ${distance.toFixed(2)} standard deviations`;
}

function whyNew(row: readonly Likeness[], before: readonly KnownSegment[]) {
  const likenessScore = Math.max(0, ...row.map(({ score }) => score));
  const at = row.findIndex(({ score }) => score === likenessScore);
  const [likeness, nearest] = [row[at], before[at]];
  if (likeness === undefined || nearest === undefined)
    return { likenessScore, reason: "new: the last run had no segments" };
  const rule = likenessScore < LEAST_SCORE ? "is not alike enough" : "is carried on by another";
  return { likenessScore, reason: `new: the most alike, ${nearest.name}, ${rule} (${inWords(likeness)})` };
}

function whyGone(
  members: ReadonlySet<string>,
  after: readonly RunSegment[],
  matches: readonly SegmentMatch[],
): string {
  const moved = after.map((segment) => [...members].filter((id) => segment.members.has(id)).length);
  const most = Math.max(0, ...moved);
  if (most === 0) return "gone: none of its members is in a segment now";
  const heir = matches[moved.indexOf(most)]?.carried?.name ?? "a new segment";
  return `gone: most of its members, ${percent(most / members.size)}, are in ${heir} now`;
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
