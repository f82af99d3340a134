import { REGULAR } from "./assign-group.js";
import { meanEstimate } from "./estimate.js";
import { FEATURES } from "./features/declared-features.js";
import type { NamedFeatures } from "./features/named-features.js";
import type { Matrix } from "./matrix.js";
import type { NamedGroups } from "./name-groups.js";
import { describeSegmentsSteps, type SegmentDescription } from "./naming/describe-segments.js";
import type { PeopleRead } from "./read-people.js";
import type { SegmentRule } from "./rules/segment-rule.js";
import { confidenceOf, type SegmentMembers } from "./segment-members.js";
import type { SegmentModel } from "./segment-model.js";
import type { ReportedSegment } from "./segment-report.js";
import type { Steps } from "./steps.js";

export interface SegmentsToReport {
  readonly members: SegmentMembers;
  readonly people: PeopleRead;
  readonly shown: NamedFeatures;
  readonly rules: readonly SegmentRule[];
  readonly model: SegmentModel | undefined;
  readonly named: NamedGroups | undefined;
}

const DRIVERS = 6;
/** Where nobody differs within a segment, but all from the others, the effect has no end, and JSON no such number. */
const MOST_EFFECT = 10;
/** Of fewer people nothing is said of what a segment is worth. */
const LEAST_ESTIMATED = 10;

/** Each segment that has anybody in it, or could have: what sets it apart, and what it is worth. */
export function* reportSegments(input: SegmentsToReport): Steps<readonly ReportedSegment[]> {
  const { members, people, shown, rules, model, named } = input;
  const { keys, segments } = members;
  const descriptions = yield* describeSegmentsSteps(shown.matrix, Int32Array.from(segments), shown.features);
  const described = new Map(descriptions.map((each) => [each.label, each]));
  const rowsBy: readonly number[][] = keys.map(() => []);
  for (const [row, place] of segments.entries()) rowsBy[place]?.push(row);
  const means = new Map<string, number>();
  function* reportOf(key: string, place: number): Steps<readonly ReportedSegment[]> {
    const rows = rowsBy[place] ?? [];
    const rule = rules.find((each) => each.key === key);
    const at = model?.groups.findIndex((group) => group.key === key) ?? -1;
    const group = model?.groups[at];
    // Where groups were found, nobody is left over, and where everybody is sure, nobody is not.
    if (rows.length === 0 && rule === undefined && group === undefined) return [];
    const own = described.get(place);
    return [
      {
        key,
        name: group?.name ?? rule?.name ?? (key === REGULAR.key ? REGULAR.name : "Unsure"),
        description: group?.description ?? own?.description ?? "Nobody is in it.",
        kind: group === undefined ? "rule" : "found",
        size: rows.length,
        share: members.profileIds.length === 0 ? 0 : rows.length / members.profileIds.length,
        confidence:
          rows.length === 0
            ? 0
            : rows.reduce((sum, row) => sum + confidenceOf(members, row), 0) / rows.length,
        drivers: yield* driversOf(own, rows, people.raw, means),
        business: businessOf(rows, people.raw),
        since: group === undefined ? "by a rule" : (named?.matching.matches[at]?.reason ?? "new"),
      },
    ];
  }
  const reported: ReportedSegment[] = [];
  for (const [place, key] of keys.entries()) {
    yield;
    reported.push(...(yield* reportOf(key, place)));
  }
  return reported;
}

/** @param means everybody's of features, as far as they are worked out */
function* driversOf(
  described: SegmentDescription | undefined,
  rows: readonly number[],
  raw: Matrix,
  means: Map<string, number>,
): Steps<ReportedSegment["drivers"]> {
  const drivers: ReportedSegment["drivers"][number][] = [];
  for (const { feature, d, words } of (described?.effects ?? []).slice(0, DRIVERS)) {
    const meanOfAll = means.get(feature) ?? mean(known(raw, feature));
    means.set(feature, meanOfAll);
    yield;
    drivers.push({
      feature,
      words,
      effect: Math.max(-MOST_EFFECT, Math.min(MOST_EFFECT, d)),
      mean: mean(known(raw, feature, rows)),
      meanOfAll,
    });
    yield;
  }
  return drivers;
}

function businessOf(rows: readonly number[], raw: Matrix): ReportedSegment["business"] {
  const estimate = (feature: string, most = Number.POSITIVE_INFINITY) => {
    const of = meanEstimate(known(raw, feature, rows), LEAST_ESTIMATED);
    return of && { ...of, low: Math.max(0, of.low), high: Math.min(most, of.high) };
  };
  return {
    satisfaction: estimate("good_rating_share", 1),
    tickets: estimate("tickets_12m"),
    reopened: estimate("reopened_12m"),
    spend: estimate("spend_12m"),
  };
}

/** A feature of some people, or of everybody, as far as it is known. */
function known(
  { rows: count, columns, values }: Matrix,
  feature: string,
  rows?: readonly number[],
): readonly number[] {
  const column = FEATURES.findIndex(({ key }) => key === feature);
  const found: number[] = [];
  for (let at = 0; at < (rows?.length ?? count); at++) {
    const value = values[(rows === undefined ? at : (rows[at] ?? 0)) * columns + column] ?? Number.NaN;
    if (!Number.isNaN(value)) found.push(value);
  }
  return found;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
