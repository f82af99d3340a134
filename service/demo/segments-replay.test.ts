import { beforeAll, describe, expect, it } from "vitest";
import {
  adjustedRand,
  applyEvent,
  type BuildSetup,
  buildSegments,
  createInventory,
  DEFAULT_RULES,
  emptyProfile,
  type PartId,
  type Profile,
  type ProfileId,
  type ReadingRules,
  readFeatures,
  readProfile,
  readSegmentModel,
  type SegmentReport,
} from "../../core/testing.js";
import { demoCompany } from "./demo-company.js";

const DAY_MS = 86_400_000;
const endMs = Date.UTC(2026, 4, 4);
const DAYS = 90;
const WEEK = 7;
const inventory = createInventory();

/** One day's build. */
interface Day {
  readonly nowMs: number;
  readonly report: SegmentReport;
  /** Key of each one's segment. */
  readonly places: ReadonlyMap<string, string>;
}

const days: Day[] = [];
/** When each one's events were, in order. */
const happened = new Map<string, number[]>();

beforeAll(async () => {
  const profiles = new Map<string, Profile>();
  const events = [...demoCompany({ seed: 7, endMs }).events()];
  let before: BuildSetup["before"];
  let next = 0;
  for (let day = -DAYS; day <= 0; day++) {
    const nowMs = endMs + day * DAY_MS;
    for (; next < events.length; next++) {
      const event = events[next];
      const atMs = Date.parse(event?.timestamp ?? "");
      if (event?.userId === undefined || atMs > nowMs) break;
      const { userId } = event;
      const profile = profiles.get(userId) ?? emptyProfile(Number.POSITIVE_INFINITY);
      profiles.set(userId, applyEvent(profile, event, "api", inventory));
      happened.set(userId, [...(happened.get(userId) ?? []), atMs]);
    }
    const built = await buildSegments({
      pages: pages(profiles, nowMs),
      inventory,
      rules: DEFAULT_RULES,
      names: {},
      before,
      request: { seed: 1 },
      nowMs,
      onProgress() {},
    });
    const { runId, report, members } = built;
    const model = report.tier === "rules" ? undefined : readSegmentModel(built.model);
    before = { run: { runId, builtAtMs: nowMs, report }, model, members };
    const keys = members.profileIds.map(
      (id, at) => [id, members.keys[members.segments[at] ?? 0] ?? ""] as const,
    );
    days.push({ nowMs, report, places: new Map(keys) });
  }
}, 600_000);

/** Everybody, as a build reads them. */
async function* pages(profiles: ReadonlyMap<string, Profile>, nowMs: number): BuildSetup["pages"] {
  const rules: ReadingRules = { regime: "gdpr", inventory, nowMs, restricted: false, textVersion: "1" };
  const people = [...profiles].map(([id, profile]) => ({
    profileId: id as ProfileId,
    partId: id as PartId,
    views: {
      personalization: readProfile(profile, "personalization", rules),
      analytics: readProfile(profile, "analytics", rules),
    },
    named: () => [],
    features: () => readFeatures(profile, rules),
  }));
  yield { people, done: people.length, total: people.length };
}

const found = ({ report }: Day) =>
  new Map(report.segments.flatMap(({ kind, key, name }) => (kind === "found" ? [[key, name]] : [])));

const pairs = (apart: number) =>
  days.slice(apart).flatMap((after, at) => {
    const before = days[at];
    return before === undefined ? [] : [{ before, after }];
  });

/** How far two builds agree on those to whom nothing happened in between. */
function agreement(before: Day, after: Day): { readonly people: number; readonly index: number } {
  const quiet = [...after.places.keys()].filter(
    (id) =>
      before.places.has(id) &&
      !(happened.get(id) ?? []).some((atMs) => atMs > before.nowMs && atMs <= after.nowMs),
  );
  const labels = ({ places }: Day) => {
    const keys = [...new Set(places.values())];
    return Int32Array.from(quiet, (id) => keys.indexOf(places.get(id) ?? ""));
  };
  return { people: quiet.length, index: adjustedRand(labels(before), labels(after)) };
}

describe("three months of the demo company, built anew every day", () => {
  it("climbs to groups and stays there", () => {
    const tiers = days.map(({ report }) => report.tier);
    expect(tiers).toHaveLength(DAYS + 1);
    const changes = tiers.filter((tier, at) => at > 0 && tier !== tiers[at - 1]);
    expect(changes.length).toBeLessThanOrEqual(1);
    expect(tiers.filter((tier) => tier !== "rules").length).toBeGreaterThan(60);
  });

  it("gives no group another name, lets none come and none go, without a sentence about it", () => {
    for (const { before, after } of pairs(1)) {
      const [earlier, later] = [found(before), found(after)];
      const told = after.report.changes.join("\n");
      for (const [key, name] of later) {
        const was = earlier.get(key);
        if (was === undefined) expect(told).toContain(`${name} is new`);
        else if (was !== name) expect(told).toContain(`${was} is now called ${name}`);
      }
      for (const [key, name] of earlier) if (!later.has(key)) expect(told).toContain(`${name} is gone`);
      if (before.report.tier !== after.report.tier) {
        expect(told).toContain(`The tier is ${after.report.tier}; it was ${before.report.tier}.`);
      }
    }
  });

  it("tells of groups that come and go only if they do", () => {
    for (const { before, after } of pairs(1)) {
      const [earlier, later] = [found(before), found(after)];
      const came = [...later.keys()].filter((key) => !earlier.has(key)).length;
      const went = [...earlier.keys()].filter((key) => !later.has(key)).length;
      const told = after.report.changes;
      expect(told.filter((sentence) => / is new: /.test(sentence))).toHaveLength(came);
      expect(told.filter((sentence) => / is gone: /.test(sentence))).toHaveLength(went);
    }
  });

  it("leaves people where they are from week to week, but for whom something happened", () => {
    // When groups come into force everybody is put into one: that week is told of, and not compared.
    const weeks = pairs(WEEK).filter(({ before, after }) => before.report.tier === after.report.tier);
    expect(weeks.length).toBeGreaterThan(DAYS - 2 * WEEK - 1);
    for (const { before, after } of weeks) {
      const { people, index } = agreement(before, after);
      const day = new Date(after.nowMs).toISOString().slice(0, 10);
      expect(people, day).toBeGreaterThan(100);
      expect(index, day).toBeGreaterThanOrEqual(0.9);
    }
  });
});
