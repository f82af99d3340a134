import type { Channel } from "../channel.js";
import type { Feedback } from "../core.js";
import type { ProfileId } from "../profiles/profile.js";
import type { Database } from "../storage/database.js";
import type { TenantId } from "../tenant-id.js";
import type { Receipt } from "./receipt.js";

/** What was decided for whom, with its receipt: no text of either side. */
export interface DecisionRecord {
  readonly decisionId: string;
  readonly profileId: ProfileId | undefined;
  readonly channel: Channel;
  readonly conversationHash: string;
  readonly replyKey: string;
  readonly receipt: Receipt;
}

/** One tenant's decisions and what people thought of them. */
export interface DecisionStore {
  add(decisions: readonly DecisionRecord[], nowMs: number): Promise<void>;
  addFeedback(feedback: Feedback, nowMs: number): Promise<"stored" | "duplicate" | "unknown_decision">;
  /** How often each kind of feedback was given. */
  feedbackCounts(): Promise<Readonly<Record<string, number>>>;
}

/** Decisions are kept so long that feedback can still come. */
const REMEMBERED_MS = 90 * 24 * 3_600_000;

/** Decisions and feedback in SQL. */
export function openDecisionStore(db: Database, tenantId: TenantId): DecisionStore {
  return {
    async add(decisions, nowMs) {
      if (decisions.length === 0) return;
      await db
        .insertInto("decisions")
        .values(
          decisions.map((decision) => ({
            decision_id: decision.decisionId,
            tenant_id: tenantId,
            profile_id: decision.profileId ?? null,
            channel: decision.channel,
            conversation_hash: decision.conversationHash,
            reply_key: decision.replyKey,
            receipt: JSON.stringify(decision.receipt),
            decided_at: nowMs,
          })),
        )
        .execute();
    },

    async addFeedback({ decisionId, kind, channel }, nowMs) {
      const decision = await db
        .selectFrom("decisions")
        .select("decision_id")
        .where("tenant_id", "=", tenantId)
        .where("decision_id", "=", decisionId)
        .where("decided_at", ">", nowMs - REMEMBERED_MS)
        .executeTakeFirst();
      if (decision === undefined) return "unknown_decision";
      const result = await db
        .insertInto("feedback")
        .values({ tenant_id: tenantId, decision_id: decisionId, kind, channel, given_at: nowMs })
        .onConflict((conflict) => conflict.columns(["tenant_id", "decision_id", "kind"]).doNothing())
        .executeTakeFirst();
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n ? "stored" : "duplicate";
    },

    async feedbackCounts() {
      const rows = await db
        .selectFrom("feedback")
        .select(["kind", (builder) => builder.fn.countAll<number>().as("count")])
        .where("tenant_id", "=", tenantId)
        .groupBy("kind")
        .execute();
      return Object.fromEntries(rows.map((row) => [row.kind, Number(row.count)]));
    },
  };
}
