import type { Tier } from "../replies/receipt.js";
import { takeRows } from "./clustering/take-rows.js";
import { flowsBetween } from "./compare-members.js";
import type { NamedFeatures } from "./features/named-features.js";
import type { NamedGroups } from "./name-groups.js";
import { effectSizes } from "./naming/effect-sizes.js";
import type { SegmentMembers } from "./segment-members.js";
import type { SegmentRun } from "./segment-run-store.js";
import type { Steps } from "./steps.js";

export interface ChangesToDescribe {
  readonly before: { readonly run: SegmentRun; readonly members: SegmentMembers | undefined } | undefined;
  readonly named: NamedGroups | undefined;
  readonly members: SegmentMembers;
  /** By row of `members`. */
  readonly shown: NamedFeatures;
  readonly tier: Tier;
}

/** Why fewer moved says something about single people. */
const LEAST_MOVED = 20;
const REASONS = 2;
const LEAST_EFFECT = 0.3;

/** What is different from the build before, in sentences: the tier, which groups are new or gone, and who moved and why. */
export function* describeChanges(input: ChangesToDescribe): Steps<readonly string[]> {
  const { before, tier } = input;
  if (before === undefined) return [];
  const { report } = before.run;
  const called = new Map(report.segments.map(({ key, name }) => [key, name]));
  const climbed = report.tier === tier ? [] : [`The tier is ${tier}; it was ${report.tier}.`];
  return [...climbed, ...newAndGone(input, report.segments), ...(yield* whyMoved(input, called))];
}

/** Only groups that people are put into come and go: those of a build that stays with the rules are nobody's. */
function newAndGone(
  { named, tier }: ChangesToDescribe,
  before: SegmentRun["report"]["segments"],
): readonly string[] {
  const earlier = before.filter(({ kind }) => kind === "found");
  if (named === undefined || tier === "rules") {
    return earlier.map(({ name }) => `${name} is gone: customers are put into segments by rules alone.`);
  }
  const { matches, gone } = named.matching;
  const fresh = matches.flatMap(({ at, carried, reason }) =>
    carried === undefined ? [`${named.groups[at]?.name ?? "A group"} is ${reason}.`] : [],
  );
  const renamed = named.groups.flatMap(({ key, name }) => {
    const known = earlier.find((segment) => segment.key === key);
    return known === undefined || known.name === name
      ? []
      : [`${known.name} is now called ${name} by an admin.`];
  });
  return [...fresh, ...gone.map(({ name, reason }) => `${name} is ${reason}.`), ...renamed];
}

/** Those who moved against those who stayed in the same segment: in what they differ today. */
function* whyMoved(
  { before, members, shown, named }: ChangesToDescribe,
  called: ReadonlyMap<string, string>,
): Steps<readonly string[]> {
  if (before?.members === undefined) return [];
  const flows = flowsBetween(before.members, members);
  yield;
  const nameOf = (key: string) =>
    named?.groups.find((group) => group.key === key)?.name ?? called.get(key) ?? key;
  const { keys, segments } = before.members;
  const sizes = new Uint32Array(keys.length);
  for (const place of segments) sizes[place] = (sizes[place] ?? 0) + 1;
  const told: string[] = [];
  for (const { from, to, rows } of [...flows].sort((a, b) => b.rows.length - a.rows.length)) {
    if (from === to) continue;
    yield;
    const stayed = flows.find((flow) => flow.from === from && flow.to === from)?.rows ?? [];
    const why = whyThese(rows, { were: sizes[keys.indexOf(from)] ?? 0, stayed }, shown);
    const moved = `${rows.length} moved from ${nameOf(from)} to ${nameOf(to)}`;
    told.push(why === undefined ? `${moved}.` : `${moved}: ${why}.`);
  }
  return told;
}

/**
 * Why some people moved, by what sets them apart from those who stayed: whoever left for a third segment, or is known
 * no more, did not.
 * @param from how many were where they were, and the rows of those who still are
 * @returns `undefined`: so few moved, or stayed, that it would be about single people
 */
function whyThese(
  rows: readonly number[],
  from: { readonly were: number; readonly stayed: readonly number[] },
  { features, matrix }: NamedFeatures,
): string | undefined {
  const { were, stayed } = from;
  if (rows.length < LEAST_MOVED) return undefined;
  if (rows.length === were) return "all of them did";
  if (stayed.length === 0) return "nobody stayed";
  if (stayed.length < LEAST_MOVED) return undefined;
  const effects = effectSizes(
    takeRows(matrix, Int32Array.from([...rows, ...stayed])),
    Int32Array.from({ length: rows.length + stayed.length }, (_, at) => (at < rows.length ? 1 : 0)),
    1,
  );
  const reasons = features
    .map(({ high, low }, column) => ({ effect: effects[column] ?? 0, high, low }))
    .filter(({ effect }) => Math.abs(effect) >= LEAST_EFFECT)
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
    .slice(0, REASONS)
    .map(({ effect, high, low }) => (effect > 0 ? high : low));
  return reasons.length === 0
    ? "the border between them moved"
    : `compared with those who stayed, a customer who moved ${reasons.join(" and ")}`;
}
