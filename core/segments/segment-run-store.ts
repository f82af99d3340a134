import type { Vault } from "../privacy/vault.js";
import type { PartId } from "../profiles/profile.js";
import type { Database } from "../storage/database.js";
import { toBuffer } from "../storage/schema.js";
import type { TenantId } from "../tenant-id.js";
import { readMembers, type SegmentMembers, someMembers, writeMembers } from "./segment-members.js";
import type { SegmentReport } from "./segment-report.js";

/** What one build left. */
export interface SegmentRun {
  readonly runId: string;
  readonly builtAtMs: number;
  readonly report: SegmentReport;
}

/** The builds of one tenant's segments. */
export interface SegmentRunStore {
  add(run: SegmentRun, model: Uint8Array, members: SegmentMembers): Promise<void>;
  /** The newest; its model's bytes are read apart. */
  newest(): Promise<SegmentRun | undefined>;
  model(runId: string): Promise<Uint8Array | undefined>;
  /** `undefined`: there is no such run, or who was where in it is not kept any more. */
  members(runId: string): Promise<SegmentMembers | undefined>;
  /** The newest first. */
  list(limit: number): Promise<readonly SegmentRun[]>;
  forget(partIds: readonly PartId[]): Promise<number>;
}

/** Of so many of the newest runs it is kept who was where. */
const RUNS_WITH_MEMBERS = 3;
const RUNS = 60;

/** Runs in SQL; who was where is sealed under the tenant's key. */
export function openSegmentRunStore(
  db: Database,
  vault: Vault,
  tenantId: TenantId,
  tenantKey: Buffer,
): SegmentRunStore {
  const runs = () =>
    db
      .selectFrom("segment_runs")
      .where("tenant_id", "=", tenantId)
      .orderBy("built_at", "desc")
      .orderBy("run_id");
  const seal = (runId: string, members: SegmentMembers) =>
    vault.seal(tenantKey, tenantId, `members|${runId}`, writeMembers(members));
  const toRun = (row: { run_id: string; built_at: number; report: string }): SegmentRun => ({
    runId: row.run_id,
    builtAtMs: row.built_at,
    report: JSON.parse(row.report) as SegmentReport,
  });

  async function membersOf(runId: string): Promise<SegmentMembers | undefined> {
    const row = await db
      .selectFrom("segment_runs")
      .select("members_sealed")
      .where("tenant_id", "=", tenantId)
      .where("run_id", "=", runId)
      .executeTakeFirst();
    if (row === undefined || row.members_sealed === null) return undefined;
    return readMembers(vault.open(tenantKey, tenantId, `members|${runId}`, toBuffer(row.members_sealed)));
  }

  return {
    async add({ runId, builtAtMs, report }, model, members) {
      const values = {
        built_at: builtAtMs,
        report: JSON.stringify(report),
        model,
        members_sealed: seal(runId, members),
      };
      await db
        .insertInto("segment_runs")
        .values({ tenant_id: tenantId, run_id: runId, ...values })
        .onConflict((conflict) => conflict.columns(["tenant_id", "run_id"]).doUpdateSet(values))
        .execute();
      const all = (await runs().select("run_id").execute()).map(({ run_id }) => run_id);
      const [old, oldest] = [all.slice(RUNS_WITH_MEMBERS), all.slice(RUNS)];
      if (old.length > 0) {
        await db
          .updateTable("segment_runs")
          .set({ members_sealed: null })
          .where("tenant_id", "=", tenantId)
          .where("run_id", "in", old)
          .where("members_sealed", "is not", null)
          .execute();
      }
      if (oldest.length > 0) {
        await db
          .deleteFrom("segment_runs")
          .where("tenant_id", "=", tenantId)
          .where("run_id", "in", oldest)
          .execute();
      }
    },

    async newest() {
      const row = await runs().select(["run_id", "built_at", "report"]).limit(1).executeTakeFirst();
      return row && toRun(row);
    },

    async model(runId) {
      const row = await db
        .selectFrom("segment_runs")
        .select("model")
        .where("tenant_id", "=", tenantId)
        .where("run_id", "=", runId)
        .executeTakeFirst();
      return row && toBuffer(row.model);
    },

    members: membersOf,

    async list(limit) {
      const rows = await runs().select(["run_id", "built_at", "report"]).limit(limit).execute();
      return rows.map(toRun);
    },

    async forget(partIds) {
      if (partIds.length === 0) return 0;
      const gone = new Set<string>(partIds);
      const rows = await runs().select("run_id").where("members_sealed", "is not", null).execute();
      let entries = 0;
      for (const { run_id } of rows) {
        const members = await membersOf(run_id);
        if (members === undefined || !members.profileIds.some((profileId) => gone.has(profileId))) continue;
        const left = someMembers(members, (profileId) => !gone.has(profileId));
        entries += members.profileIds.length - left.profileIds.length;
        await db
          .updateTable("segment_runs")
          .set({ members_sealed: seal(run_id, left) })
          .where("tenant_id", "=", tenantId)
          .where("run_id", "=", run_id)
          .execute();
      }
      return entries;
    },
  };
}
