import { sql } from "kysely";
import type { FeedbackKind } from "../core.js";
import type { Database } from "../storage/database.js";
import type { TenantId } from "../tenant-id.js";

/** What came of a reply: it was shown, or somebody said what they thought of it. */
export type ReplyOutcome = "shown" | FeedbackKind;

/** Something that happened to a reply. */
export interface ReplyBump {
  readonly replyKey: string;
  /** Key of the segment that the decision was made for. */
  readonly segment: string;
  readonly outcome: ReplyOutcome;
  /** Among the replies that were shown together, from 1; 0 where it is not known. */
  readonly place: number;
}

/** How often it happened, ever. */
export interface ReplyCount extends ReplyBump {
  readonly count: number;
  readonly updatedAtMs: number;
}

/** One tenant's counts of what came of its replies: numbers of everybody together, nothing of anybody. */
export interface ReplyCountStore {
  /** Adds one for each row, in one statement; rows that are alike add up. */
  bump(rows: readonly ReplyBump[], nowMs: number): Promise<void>;
  all(): Promise<readonly ReplyCount[]>;
  /** Those that were bumped at that time or later, with the counts that they have now: of what was shown, or of all else. */
  changedSince(atMs: number, of: "shown" | "feedback"): Promise<readonly ReplyCount[]>;
}

export function openReplyCountStore(db: Database, tenantId: TenantId): ReplyCountStore {
  const counts = () =>
    db
      .selectFrom("reply_counts")
      .select(["reply_key", "segment", "outcome", "place", "count", "updated_at"])
      .where("tenant_id", "=", tenantId);

  return {
    async bump(rows, nowMs) {
      if (rows.length === 0) return;
      await db
        .insertInto("reply_counts")
        .values(
          summed(rows).map(({ replyKey, segment, outcome, place, count }) => ({
            tenant_id: tenantId,
            reply_key: replyKey,
            segment,
            outcome,
            place,
            count,
            updated_at: nowMs,
          })),
        )
        .onConflict((conflict) =>
          conflict.columns(["tenant_id", "reply_key", "segment", "outcome", "place"]).doUpdateSet({
            count: sql<number>`reply_counts.count + excluded.count`,
            // A transaction that waited comes with an older time: whoever read meanwhile must still see it.
            updated_at: sql<number>`case when reply_counts.updated_at > excluded.updated_at
              then reply_counts.updated_at else excluded.updated_at end`,
          }),
        )
        .execute();
    },
    all: async () => (await counts().execute()).map(toCount),
    async changedSince(atMs, of) {
      // Written out, not bound: only so is the index of its own found.
      const which = of === "shown" ? sql<boolean>`outcome = 'shown'` : sql<boolean>`outcome <> 'shown'`;
      return (await counts().where("updated_at", ">=", atMs).where(which).execute()).map(toCount);
    },
  };
}

/** Alike rows as one, always in the same order: transactions that bump the same rows don't lock each other out. */
function summed(rows: readonly ReplyBump[]): readonly (ReplyBump & { readonly count: number })[] {
  const sums = new Map<string, ReplyBump & { readonly count: number }>();
  for (const row of rows) {
    const key = JSON.stringify([row.replyKey, row.segment, row.outcome, row.place]);
    sums.set(key, { ...row, count: (sums.get(key)?.count ?? 0) + 1 });
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

function toCount(row: {
  readonly reply_key: string;
  readonly segment: string;
  readonly outcome: string;
  readonly place: number;
  readonly count: number;
  readonly updated_at: number;
}): ReplyCount {
  return {
    replyKey: row.reply_key,
    segment: row.segment,
    outcome: row.outcome as ReplyOutcome,
    place: row.place,
    count: Number(row.count),
    updatedAtMs: Number(row.updated_at),
  };
}
