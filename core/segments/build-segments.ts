import { createHash } from "node:crypto";
import { seededRandom } from "../seeded-random.js";
import { assignPeople } from "./assign-people.js";
import { takeRows } from "./clustering/take-rows.js";
import { compareMembers } from "./compare-members.js";
import { describeChanges } from "./describe-changes.js";
import { FEATURES } from "./features/declared-features.js";
import { fitScaler } from "./features/fit-scaler.js";
import { namedFeatures } from "./features/named-features.js";
import { type FoundGroups, findGroups } from "./find-groups.js";
import { giveWay } from "./give-way.js";
import { climb, leastPeople } from "./ladder.js";
import { learnForest } from "./learn-forest.js";
import { nameGroups } from "./name-groups.js";
import { type PeopleToRead, readPeople } from "./read-people.js";
import { reportFairness } from "./report-fairness.js";
import { reportSegments } from "./report-segments.js";
import { scaleRows } from "./scale-rows.js";
import type { SegmentMembers } from "./segment-members.js";
import { type SegmentModel, writeSegmentModel } from "./segment-model.js";
import type { SegmentReport } from "./segment-report.js";
import type { SegmentRun } from "./segment-run-store.js";
import type { BuildProgress, BuildRequest } from "./segments.js";

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
 * before give the same bytes, but for the seconds that it took.
 */
export async function buildSegments(setup: BuildSetup): Promise<BuiltSegments> {
  const startedMs = performance.now();
  const { rules, names, before, request, onProgress } = setup;
  const { method = "k-means", k, seed } = request;
  const tierBefore = before?.run.report.tier;
  const people = await readPeople(setup, (done, total) => onProgress({ stage: "reading", done, total }));
  const { raw } = people;
  const scaler = fitScaler(raw, FEATURES);
  const scaled = scaleRows(scaler, raw);
  const random = seededRandom(seed);
  // Groups are for those whom no rule takes.
  const freeRows = Int32Array.from(people.free);
  const free = takeRows(scaled, freeRows);
  const shown = namedFeatures(scaler, scaled);
  const shownFree = { ...shown, matrix: takeRows(shown.matrix, freeRows) };
  const found: FoundGroups | undefined =
    free.rows < leastPeople(tierBefore)
      ? undefined
      : await findGroups({
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
  const named = found && nameGroups({ found, scaler, shown: shownFree, people, before, names, rules });
  onProgress({ stage: "learning", done: 0, total: 1 });
  await giveWay();
  const forest = found && (await learnForest(free, found.labels, scaler, named?.groups ?? [], seed));
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
  await giveWay();
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
  const members = assignPeople({ people, model, rules, before: before?.members, map: scaled });
  const modelBytes = model === undefined ? new Uint8Array() : writeSegmentModel(model, forest?.file);
  const moves = before?.members === undefined ? [] : compareMembers(before.members, members);
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
    },
    segments: reportSegments({ members, people, shown, rules, model, named }),
    moves: moves.filter(({ people: count }) => count > 0),
    changes: describeChanges({ before, named, members, shown, tier }),
    fairness: reportFairness(people, members, LEAST_PEOPLE),
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
