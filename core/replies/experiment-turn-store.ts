import { setImmediate } from "node:timers/promises";
import type { FeedbackKind } from "../core.js";
import type { Database } from "../storage/database.js";
import { inChunks } from "../storage/list-query.js";
import type { TenantId } from "../tenant-id.js";
import { armsOf, type RankedTurn } from "./experiment-report.js";

/** One tenant's ranked turns, as they stand in the log: columns only, nothing is opened. */
export interface ExperimentTurnStore {
  /**
   * Those from one moment to another, both included, oldest first. People whose data is restricted are left out. Other
   * work goes on in between.
   */
  turns(fromMs: number, toMs: number): Promise<readonly RankedTurn[]>;
  /** Whether any decision of an experiment of this name is in the log. */
  hasRun(experiment: string): Promise<boolean>;
}

/** After these somebody was helped. */
const HELPFUL: readonly FeedbackKind[] = ["accepted", "sent", "edited", "rated_up", "satisfied"];

const FIRST_STEP_MS = 3_600_000;
/** A step of time is so long that it holds about as many decisions as this. */
const ROWS_PER_STEP = { least: 200, most: 800 } as const;

/** What part of a person is whose, and whether it may be looked at. */
type Owners = Map<string, { readonly profileId: string; readonly isRestricted: boolean }>;

export function openExperimentTurnStore(db: Database, tenantId: TenantId): ExperimentTurnStore {
  /** Without order or limit: there a database that knows little of its tables sorts all of them for each step. */
  const decided = (fromMs: number, toMs: number) =>
    db
      .selectFrom("decisions")
      .select(["decision_id", "decided_at", "input_id", "part_id", "place", "propensity", "arm"])
      .where("tenant_id", "=", tenantId)
      .where("decided_at", ">=", fromMs)
      .where("decided_at", "<=", toMs)
      .where("input_id", "is not", null)
      .execute();

  const helpful = (decisionIds: readonly string[]) =>
    inChunks(decisionIds, (ids) =>
      db
        .selectFrom("feedback")
        .select("decision_id")
        .where("tenant_id", "=", tenantId)
        .where("decision_id", "in", ids)
        .where("kind", "in", HELPFUL)
        .execute(),
    );

  async function learnOwners(partIds: readonly string[], owners: Owners): Promise<void> {
    const rows = await inChunks(partIds, (ids) =>
      db
        .selectFrom("profile_parts as own")
        .innerJoin("profile_parts as other", (join) =>
          join
            .onRef("other.tenant_id", "=", "own.tenant_id")
            .onRef("other.profile_id", "=", "own.profile_id"),
        )
        .select(["own.part_id", "own.profile_id", "other.restricted"])
        .where("own.tenant_id", "=", tenantId)
        .where("own.part_id", "in", ids)
        .execute(),
    );
    for (const { part_id: partId, profile_id: profileId, restricted } of rows) {
      const isRestricted = restricted === 1 || owners.get(partId)?.isRestricted === true;
      owners.set(partId, { profileId, isRestricted });
    }
  }

  async function step(fromMs: number, toMs: number, owners: Owners) {
    const rows = await decided(fromMs, toMs);
    const isHelpful = new Set(
      (await helpful(rows.map((row) => row.decision_id))).map((row) => row.decision_id),
    );
    const partIds = new Set(rows.flatMap(({ part_id: partId }) => partId ?? []));
    await learnOwners(
      [...partIds].filter((partId) => !owners.has(partId)),
      owners,
    );
    const turns = new Map<string, RankedTurn & { readonly atMs: number; readonly turn: string }>();
    for (const row of rows) {
      const { input_id: turn, part_id: partId, place, propensity } = row;
      const owner = partId === null ? undefined : owners.get(partId);
      if (turn === null || owner?.isRestricted === true) continue;
      const before = turns.get(turn);
      turns.set(turn, {
        turn,
        atMs: row.decided_at,
        customer: owner?.profileId ?? partId ?? turn,
        arm: row.arm ?? undefined,
        propensity: place === 1 ? (propensity ?? undefined) : before?.propensity,
        isHelped: before?.isHelped === true || isHelpful.has(row.decision_id),
      });
    }
    const inOrder = [...turns.values()].sort((a, b) => a.atMs - b.atMs || (a.turn < b.turn ? -1 : 1));
    return { rows: rows.length, turns: inOrder.map(({ atMs: _, turn: __, ...turn }) => turn) };
  }

  return {
    async turns(fromMs, toMs) {
      const owners: Owners = new Map();
      const all: RankedTurn[] = [];
      let lengthMs = FIRST_STEP_MS;
      for (let startMs = fromMs; startMs <= toMs; ) {
        const endMs = Math.min(toMs, startMs + lengthMs - 1);
        const { rows, turns } = await step(startMs, endMs, owners);
        for (const turn of turns) all.push(turn);
        startMs = endMs + 1;
        if (rows < ROWS_PER_STEP.least) lengthMs *= 2;
        else if (rows > ROWS_PER_STEP.most) lengthMs = Math.max(1, Math.floor(lengthMs / 2));
        await setImmediate();
      }
      return all;
    },

    async hasRun(experiment) {
      const row = await db
        .selectFrom("decisions")
        .select("decision_id")
        .where("tenant_id", "=", tenantId)
        .where("arm", "in", armsOf(experiment))
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}
