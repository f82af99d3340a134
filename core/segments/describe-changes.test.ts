import { expect, it } from "vitest";
import { describeChanges } from "./describe-changes.js";
import type { SegmentMembers } from "./segment-members.js";
import type { SegmentReport } from "./segment-report.js";
import { atOnce } from "./steps.js";

/** Somebody's segment before and after, by key; `undefined`: not known then. And how much they order today. */
type Person = readonly [before: string | undefined, after: string | undefined, orders: number];

const KEYS = ["quiet", "busy", "loud"];

/** So many people, whose orders go up and down by one around `orders`. */
function people(
  count: number,
  before: string | undefined,
  after: string | undefined,
  orders = 0,
): readonly Person[] {
  return Array.from({ length: count }, (_, at) => [before, after, orders + (at % 3) - 1]);
}

function membersAt(all: readonly Person[], build: 0 | 1): SegmentMembers {
  const known = [...all.entries()].flatMap(([at, person]) => {
    const key = person[build];
    return key === undefined ? [] : [{ profileId: `p${at}`, key }];
  });
  const nothing = known.map(() => 0);
  return {
    profileIds: known.map(({ profileId }) => profileId),
    keys: KEYS,
    segments: Uint8Array.from(known, ({ key }) => KEYS.indexOf(key)),
    confidence: Uint8Array.from(nothing),
    x: Float32Array.from(nothing),
    y: Float32Array.from(nothing),
  };
}

const REPORT: SegmentReport = {
  tier: "rules",
  missing: [],
  people: 0,
  withheld: 0,
  method: "none",
  k: 0,
  seed: 1,
  silhouette: undefined,
  curves: [],
  stability: undefined,
  forest: undefined,
  segments: [],
  moves: [],
  changes: [],
  fairness: [],
  seconds: 0,
};

function changes(...groups: readonly (readonly Person[])[]): readonly string[] {
  const all = groups.flat();
  const orders = all.flatMap(([, after, orders]) => (after === undefined ? [] : [orders]));
  return atOnce(
    describeChanges({
      before: { run: { runId: "before", builtAtMs: 0, report: REPORT }, members: membersAt(all, 0) },
      named: undefined,
      members: membersAt(all, 1),
      shown: {
        features: [{ name: "orders", high: "orders often", low: "orders rarely" }],
        matrix: { rows: orders.length, columns: 1, values: Float64Array.from(orders) },
      },
      tier: "rules",
    }),
  );
}

it("compares who moved with who stayed, and not with who went elsewhere", () => {
  const moved = people(30, "quiet", "busy", 5);
  const stayed = people(30, "quiet", "quiet", 0);
  const sentence =
    "30 moved from quiet to busy: compared with those who stayed, a customer who moved orders often.";
  expect(changes(moved, stayed)).toEqual([sentence]);
  // Against all others, of whom most went to a third segment and order still more, it would be "orders rarely".
  expect(changes(moved, stayed, people(300, "quiet", "loud", 50))).toContain(sentence);
});

it("says that the border moved where those who moved are like those who stayed", () => {
  expect(changes(people(30, "quiet", "busy"), people(30, "quiet", "quiet"))).toEqual([
    "30 moved from quiet to busy: the border between them moved.",
  ]);
});

it("says that all moved only if all did: who went elsewhere or is known no more is counted", () => {
  const moved = people(30, "quiet", "busy", 5);
  const newcomers = people(30, undefined, "quiet");
  const before = people(40, "busy", "busy");
  expect(changes(moved, newcomers, before)).toEqual(["30 moved from quiet to busy: all of them did."]);
  expect(changes(moved, people(1, "quiet", undefined))).toEqual([
    "30 moved from quiet to busy: nobody stayed.",
  ]);
  expect(changes(moved, people(25, "quiet", "loud"))).toEqual([
    "30 moved from quiet to busy: nobody stayed.",
    "25 moved from quiet to loud: nobody stayed.",
  ]);
});

it("gives no reason where few moved or few stayed", () => {
  expect(changes(people(19, "quiet", "busy", 5), people(30, "quiet", "quiet"))).toEqual([
    "19 moved from quiet to busy.",
  ]);
  expect(changes(people(30, "quiet", "busy", 5), people(19, "quiet", "quiet"))).toEqual([
    "30 moved from quiet to busy.",
  ]);
});
