import { createHash } from "node:crypto";
import { seededRandom } from "../seeded-random.js";
import { assignPeople } from "./assign-people.js";
import { takeRows } from "./clustering/take-rows.js";
import { compareMembers } from "./compare-members.js";
import { describeChanges } from "./describe-changes.js";
import { FEATURES } from "./features/declared-features.js";
import { fitScalerSteps } from "./features/fit-scaler.js";
import { namedFeatures } from "./features/named-features.js";
import { type FoundGroups, findGroups } from "./find-groups.js";
import { givingWay } from "./give-way.js";
import { climb, leastPeople } from "./ladder.js";
import { learnForest } from "./learn-forest.js";
import { nameGroups } from "./name-groups.js";
import { type PeopleRead, type PeopleToRead, readPeople } from "./read-people.js";
import { reportFairness } from "./report-fairness.js";
import { reportSegments } from "./report-segments.js";
import { scaleRowsSteps } from "./scale-rows.js";
import type { SegmentMembers } from "./segment-members.js";
import { type SegmentModel, writeSegmentModel } from "./segment-model.js";
import type { SegmentReport } from "./segment-report.js";
import type { SegmentRun } from "./segment-run-store.js";
import type { BuildProgress, BuildRequest } from "./segments.js";
import type { Steps } from "./steps.js";

/** What a build starts from. */
export interface BuildSetup extends PeopleToRead {
  /** What the admin calls segments, by their keys. */
  readonly names: Readonly<Record<string, string>>;
  /** The build before this one. */
  readonly before:
    | {
        readonly run: SegmentRun;
        readonly model: SegmentModel | undefined;
        readonly members: SegmentMembers | undefined;
      }
    | undefined;
  readonly request: BuildRequest & { readonly seed: number };
  readonly nowMs: number;
  readonly onProgress: (progress: BuildProgress) => void;
}

export interface BuiltSegments {
  /** Digest of model and report. */
  readonly runId: string;
  readonly report: SegmentReport;
  readonly model: Uint8Array;
  readonly members: SegmentMembers;
}

/** Nobody can be told from a group of so many (k-anonymity, Sweeney 2002). */
export const LEAST_PEOPLE = 20;

/**
 * Groups the people of a tenant: reads their features, finds groups and names them, carries over what the build
 * before called them, learns to assign, and says what all of it is worth. The same people, rules, seed and build
 * before give the same bytes, but for the seconds that it took. Customers who wait for answers meanwhile are answered
 * between two steps.
 */
export async function buildSegments(setup: BuildSetup): Promise<BuiltSegments> {
  const startedMs = performance.now();
  const people = await readPeople(setup, (done, total) =>
    setup.onProgress({ stage: "reading", done, total }),
  );
  return givingWay(buildFrom(people, setup, startedMs));
}

function* buildFrom(people: PeopleRead, setup: BuildSetup, startedMs: number): Steps<BuiltSegments> {
  const { rules, names, before, request, onProgress } = setup;
  const { method = "k-means", k, seed } = request;
  const tierBefore = before?.run.report.tier;
  const { raw } = people;
  const scaler = yield* fitScalerSteps(raw, FEATURES);
  const scaled = yield* scaleRowsSteps(scaler, raw);
  const random = seededRandom(seed);
  // Groups are for those whom no rule takes.
  const freeRows = Int32Array.from(people.free);
  const free = takeRows(scaled, freeRows);
  yield;
  const shown = namedFeatures(scaler, scaled);
  yield;
  const shownFree = { ...shown, matrix: takeRows(shown.matrix, freeRows) };
  yield;
  const found: FoundGroups | undefined =
    free.rows < leastPeople(tierBefore)
      ? undefined
      : yield* findGroups({
          scaled: free,
          shown: shownFree.matrix,
          profileIds: people.free.map((row) => people.profileIds[row] ?? ""),
          before: before?.members,
          known: before?.model?.groups.map(({ key }) => key) ?? [],
          request: { method, k },
          leastPeople: LEAST_PEOPLE,
          random,
          onProgress: (done, total) => onProgress({ stage: "clustering", done, total }),
        });
  const named =
    found && (yield* nameGroups({ found, scaler, shown: shownFree, people, before, names, rules }));
  onProgress({ stage: "learning", done: 0, total: 1 });
  yield;
  const forest = found && (yield* learnForest(free, found.labels, scaler, named?.groups ?? [], seed));
  onProgress({ stage: "learning", done: 1, total: 1 });
  const { tier, missing } = climb(
    {
      people: free.rows,
      silhouette: found?.silhouette?.mean,
      stability: found?.stability.meanAdjustedRand,
      forestF1: forest?.scores.macroF1,
    },
    tierBefore,
  );
  onProgress({ stage: "describing", done: 0, total: 1 });
  yield;
  const model: SegmentModel | undefined =
    found === undefined || named === undefined || tier === "rules"
      ? undefined
      : {
          tier,
          scaler,
          groups: named.groups,
          centroids: found.centroids,
          forest: tier === "model" ? forest?.forest : undefined,
        };
  yield;
  const members = yield* assignPeople({ people, model, rules, before: before?.members, map: scaled });
  yield;
  const modelBytes = model === undefined ? new Uint8Array() : writeSegmentModel(model, forest?.file);
  const moves = before?.members === undefined ? [] : compareMembers(before.members, members);
  yield;
  const segments = yield* reportSegments({ members, people, shown, rules, model, named });
  const changes = yield* describeChanges({ before, named, members, shown, tier });
  const fairness = reportFairness(people, members, LEAST_PEOPLE);
  yield;
  const report: SegmentReport = {
    tier,
    missing,
    people: raw.rows,
    withheld: people.withheld,
    method: found === undefined ? "none" : method,
    k: found?.k ?? 0,
    seed,
    silhouette: found?.silhouette && {
      value: found.silhouette.mean,
      standardError: found.silhouette.standardError,
    },
    curves: found?.curves ?? [],
    stability: found && { mean: found.stability.meanAdjustedRand, deviation: found.stability.spread },
    forest: forest && {
      trees: forest.trees,
      accuracy: forest.scores.accuracy,
      macroF1: forest.scores.macroF1,
      logLoss: forest.scores.logLoss,
      bytes: forest.file.length,
      ...(forest.oversampling === undefined ? {} : { oversampling: forest.oversampling }),
    },
    segments,
    moves: moves.filter(({ people: count }) => count > 0),
    changes,
    fairness,
    seconds: Math.round((performance.now() - startedMs) / 10) / 100,
  };
  onProgress({ stage: "describing", done: 1, total: 1 });
  const { seconds: _, ...lasting } = report;
  const runId = createHash("sha256")
    .update(modelBytes)
    .update(JSON.stringify({ lasting, at: setup.nowMs }))
    .digest("hex")
    .slice(0, 12);
  return { runId, report, model: modelBytes, members };
}
