import type { Tier } from "../replies/receipt.js";
import { takeRows } from "./clustering/take-rows.js";
import { flowsBetween } from "./compare-members.js";
import type { NamedFeatures } from "./features/named-features.js";
import type { NamedGroups } from "./name-groups.js";
import { effectSizes } from "./naming/effect-sizes.js";
import type { SegmentMembers } from "./segment-members.js";
import type { SegmentRun } from "./segment-run-store.js";

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
export function describeChanges(input: ChangesToDescribe): readonly string[] {
  const { before, tier } = input;
  if (before === undefined) return [];
  const { report } = before.run;
  const called = new Map(report.segments.map(({ key, name }) => [key, name]));
  const climbed = report.tier === tier ? [] : [`The tier is ${tier}; it was ${report.tier}.`];
  return [...climbed, ...newAndGone(input, report.segments), ...whyMoved(input, called)];
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
function whyMoved(
  { before, members, shown: { features, matrix }, named }: ChangesToDescribe,
  called: ReadonlyMap<string, string>,
): readonly string[] {
  if (before?.members === undefined) return [];
  const flows = flowsBetween(before.members, members);
  const nameOf = (key: string) =>
    named?.groups.find((group) => group.key === key)?.name ?? called.get(key) ?? key;
  return flows
    .filter(({ from, to }) => from !== to)
    .sort((a, b) => b.rows.length - a.rows.length)
    .map(({ from, to, rows }) => {
      const moved = `${rows.length} moved from ${nameOf(from)} to ${nameOf(to)}`;
      if (rows.length < LEAST_MOVED) return `${moved}.`;
      const others = flows.filter((flow) => flow.from === from && flow.to !== to);
      if (others.length === 0) return `${moved}: all of them did.`;
      const labels = new Int32Array(matrix.rows).fill(-1);
      for (const row of others.flatMap((flow) => flow.rows)) labels[row] = 0;
      for (const row of rows) labels[row] = 1;
      const asked = Int32Array.from(labels.keys()).filter((row) => (labels[row] ?? -1) >= 0);
      const effects = effectSizes(
        takeRows(matrix, asked),
        asked.map((row) => labels[row] ?? 0),
        1,
      );
      const reasons = features
        .map(({ high, low }, column) => ({ effect: effects[column] ?? 0, high, low }))
        .filter(({ effect }) => Math.abs(effect) >= LEAST_EFFECT)
        .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
        .slice(0, REASONS)
        .map(({ effect, high, low }) => (effect > 0 ? high : low));
      return reasons.length === 0
        ? `${moved}: the border between them moved.`
        : `${moved}: unlike those who stayed, each ${reasons.join(" and ")}.`;
    });
}
