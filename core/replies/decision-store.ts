import type { Channel } from "../channel.js";
import type { Feedback, FeedbackKind } from "../core.js";
import type { Vault } from "../privacy/vault.js";
import type { PartId } from "../profiles/profile.js";
import { restrictedProfile } from "../profiles/restricted-profile-store.js";
import type { Database } from "../storage/database.js";
import { toBuffer } from "../storage/schema.js";
import type { TenantId } from "../tenant-id.js";
import type { DecisionInputs } from "./decision-inputs.js";
import { type FeedbackDetail, feedbackDetail } from "./feedback-detail.js";
import { openProposalStore } from "./proposal-store.js";
import type { Receipt } from "./receipt.js";
import { openReplyCountStore } from "./reply-count-store.js";

/** What was decided for whom, with its receipt: no text of either side. */
export interface DecisionRecord {
  readonly decisionId: string;
  /** Of the person it was decided for; `undefined` for a stranger. */
  readonly partId: PartId | undefined;
  readonly channel: Channel;
  readonly conversationHash: string;
  readonly replyKey: string;
  readonly receipt: Receipt;
}

/** A decision with all that is known of it. */
export interface RecordedDecision extends Omit<DecidedReply, "feedback"> {
  /** `undefined`: nothing was ranked; a flow spoke, or a greeting. */
  readonly inputs: DecisionInputs | undefined;
  readonly feedback: readonly Pick<ChannelFeedback, "kind" | "channel" | "givenAtMs">[];
}

/** A decision as it stands in the records. */
export interface DecidedReply {
  readonly decisionId: string;
  readonly channel: string;
  readonly replyKey: string;
  readonly decidedAtMs: number;
  readonly receipt: Receipt;
  /** What somebody thought of it, oldest first. */
  readonly feedback: readonly GivenFeedback[];
}

/** A feedback as it stands in the records. */
export interface GivenFeedback extends FeedbackDetail {
  readonly kind: string;
  readonly givenAtMs: number;
}

/** The same with where it was given. */
interface ChannelFeedback extends GivenFeedback {
  readonly channel: string;
}

/** One tenant's decisions and what people thought of them. */
export interface DecisionStore {
  /** @param inputs what those that were ranked rest on */
  add(decisions: readonly DecisionRecord[], inputs: DecisionInputs, nowMs: number): Promise<void>;
  /** `undefined`: there is none, or not any more. */
  find(decisionId: string): Promise<RecordedDecision | undefined>;
  /**
   * Keeps a feedback, and adds it to the counts of the decision's reply; the same kind again does neither.
   * @throws RapportError `request_malformed` as `feedbackDetail`
   */
  addFeedback(feedback: Feedback, nowMs: number): Promise<"stored" | "duplicate" | "unknown_decision">;
  /** `undefined`: there is none, or it is too old for anything to come of it. */
  one(
    decisionId: string,
    nowMs: number,
  ): Promise<Pick<DecisionRecord, "partId" | "replyKey" | "receipt"> | undefined>;
  /** The decision that an agent used last in a conversation, at that time or before. */
  latestUsed(conversationHash: string, atMs: number): Promise<string | undefined>;
  /** Which message brought a decision to the customer. */
  noteMessage(decisionId: string, messageHash: string): Promise<void>;
  byMessage(messageHash: string): Promise<string | undefined>;
  /** What was decided for these people, oldest first. */
  of(partIds: readonly PartId[]): Promise<readonly DecidedReply[]>;
  /** With the feedback on them, and what was proposed because of them and nobody settled. */
  forget(partIds: readonly PartId[]): Promise<number>;
  /** Those of people whose data is restricted stay. */
  forgetOlder(nowMs: number): Promise<number>;
  /** How often each kind of feedback was given. */
  feedbackCounts(): Promise<Readonly<Record<string, number>>>;
}

/** Decisions are kept so long that feedback can still come. */
export const DECISIONS_REMEMBERED_MS = 90 * 24 * 3_600_000;

/** After these a customer was told what the decision says. */
const USED: ReadonlySet<FeedbackKind> = new Set(["accepted", "sent", "edited"]);

const DECIDED = ["decision_id", "channel", "reply_key", "decided_at", "receipt_sealed"] as const;

const IDS_PER_STATEMENT = 1_000;

const feedbackName = (decisionId: string, kind: string) => `feedback|${decisionId}|${kind}`;

/** Decisions and feedback in SQL; receipts are encrypted under the tenant's key, for their reasons hold values. */
export function openDecisionStore(
  db: Database,
  vault: Vault,
  tenantId: TenantId,
  tenantKey: Buffer,
): DecisionStore {
  const proposals = openProposalStore(db, vault, tenantId, tenantKey);

  const openReceipt = (decisionId: string, sealed: ArrayBuffer | Uint8Array) =>
    JSON.parse(vault.open(tenantKey, tenantId, decisionId, toBuffer(sealed))) as Receipt;

  async function feedbackOn(
    decisionIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly ChannelFeedback[]>> {
    const given = new Map<string, ChannelFeedback[]>();
    for (let start = 0; start < decisionIds.length; start += IDS_PER_STATEMENT) {
      const rows = await db
        .selectFrom("feedback")
        .select(["decision_id", "kind", "channel", "given_at", "detail_sealed"])
        .where("tenant_id", "=", tenantId)
        .where("decision_id", "in", decisionIds.slice(start, start + IDS_PER_STATEMENT))
        .orderBy("given_at")
        .orderBy("kind")
        .execute();
      for (const { decision_id: decisionId, kind, channel, given_at: givenAtMs, detail_sealed } of rows) {
        const detail: FeedbackDetail =
          detail_sealed === null
            ? {}
            : JSON.parse(
                vault.open(tenantKey, tenantId, feedbackName(decisionId, kind), toBuffer(detail_sealed)),
              );
        given.set(decisionId, [...(given.get(decisionId) ?? []), { kind, channel, givenAtMs, ...detail }]);
      }
    }
    return given;
  }

  /** `undefined`: Postgres takes no such text, and no decision has such an id. */
  const named = (decisionId: string) =>
    decisionId.includes("\0")
      ? undefined
      : db.selectFrom("decisions").where("tenant_id", "=", tenantId).where("decision_id", "=", decisionId);

  const remembered = (decisionId: string, nowMs: number) =>
    named(decisionId)?.where("decided_at", ">", nowMs - DECISIONS_REMEMBERED_MS);

  const decided = (row: {
    readonly decision_id: string;
    readonly channel: string;
    readonly reply_key: string;
    readonly decided_at: number;
    readonly receipt_sealed: ArrayBuffer | Uint8Array;
  }) => ({
    decisionId: row.decision_id,
    channel: row.channel,
    replyKey: row.reply_key,
    decidedAtMs: row.decided_at,
    receipt: openReceipt(row.decision_id, row.receipt_sealed),
  });

  async function remove(decisionIds: readonly string[]): Promise<number> {
    for (let start = 0; start < decisionIds.length; start += IDS_PER_STATEMENT) {
      const ids = decisionIds.slice(start, start + IDS_PER_STATEMENT);
      for (const table of ["feedback", "decisions"] as const) {
        await db
          .deleteFrom(table)
          .where("tenant_id", "=", tenantId)
          .where("decision_id", "in", ids)
          .execute();
      }
    }
    return decisionIds.length;
  }

  return {
    async add(decisions, inputs, nowMs) {
      if (decisions.length === 0) return;
      if (decisions.some(({ receipt }) => receipt.place !== undefined)) {
        const { inputId } = inputs;
        await db
          .insertInto("decision_inputs")
          .values({
            tenant_id: tenantId,
            input_id: inputId,
            part_id: decisions[0]?.partId ?? null,
            inputs_sealed: vault.seal(tenantKey, tenantId, `inputs|${inputId}`, JSON.stringify(inputs)),
            decided_at: nowMs,
          })
          .execute();
      }
      await db
        .insertInto("decisions")
        .values(
          decisions.map((decision) => ({
            decision_id: decision.decisionId,
            tenant_id: tenantId,
            part_id: decision.partId ?? null,
            channel: decision.channel,
            conversation_hash: decision.conversationHash,
            reply_key: decision.replyKey,
            receipt_sealed: vault.seal(
              tenantKey,
              tenantId,
              decision.decisionId,
              JSON.stringify(decision.receipt),
            ),
            decided_at: nowMs,
            input_id: decision.receipt.place === undefined ? null : inputs.inputId,
            place: decision.receipt.place ?? null,
            propensity: decision.receipt.propensity ?? null,
            arm: decision.receipt.arm ?? null,
          })),
        )
        .execute();
    },

    async find(decisionId) {
      const row = await named(decisionId)
        ?.select([...DECIDED, "input_id"])
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const stored =
        row.input_id === null
          ? undefined
          : await db
              .selectFrom("decision_inputs")
              .select("inputs_sealed")
              .where("tenant_id", "=", tenantId)
              .where("input_id", "=", row.input_id)
              .executeTakeFirst();
      const given = await feedbackOn([decisionId]);
      return {
        ...decided(row),
        inputs:
          stored &&
          (JSON.parse(
            vault.open(tenantKey, tenantId, `inputs|${row.input_id}`, toBuffer(stored.inputs_sealed)),
          ) as DecisionInputs),
        feedback: (given.get(decisionId) ?? []).map(({ kind, channel, givenAtMs }) => ({
          kind,
          channel,
          givenAtMs,
        })),
      };
    },

    async noteMessage(decisionId, messageHash) {
      await db
        .updateTable("decisions")
        .set({ message_hash: messageHash })
        .where("tenant_id", "=", tenantId)
        .where("decision_id", "=", decisionId)
        .execute();
    },

    async byMessage(messageHash) {
      const row = await db
        .selectFrom("decisions")
        .select("decision_id")
        .where("tenant_id", "=", tenantId)
        .where("message_hash", "=", messageHash)
        .executeTakeFirst();
      return row?.decision_id;
    },

    async addFeedback(feedback, nowMs) {
      const { decisionId, kind, channel } = feedback;
      const decision = await remembered(decisionId, nowMs)
        ?.select(["reply_key", "place", "conversation_hash", "receipt_sealed"])
        .executeTakeFirst();
      if (decision === undefined) return "unknown_decision";
      const detail = feedbackDetail(feedback);
      const result = await db
        .insertInto("feedback")
        .values({
          tenant_id: tenantId,
          decision_id: decisionId,
          kind,
          channel,
          given_at: nowMs,
          conversation_hash: USED.has(kind) ? decision.conversation_hash : null,
          detail_sealed:
            detail === undefined
              ? null
              : vault.seal(tenantKey, tenantId, feedbackName(decisionId, kind), JSON.stringify(detail)),
        })
        .onConflict((conflict) => conflict.columns(["tenant_id", "decision_id", "kind"]).doNothing())
        .executeTakeFirst();
      if ((result.numInsertedOrUpdatedRows ?? 0n) === 0n) return "duplicate";
      const { reply_key: replyKey, place } = decision;
      const { segment } = openReceipt(decisionId, decision.receipt_sealed);
      const bump = { replyKey, segment: segment.key, outcome: kind, place: place ?? 0 };
      await openReplyCountStore(db, tenantId).bump([bump], nowMs);
      return "stored";
    },

    async one(decisionId, nowMs) {
      const row = await remembered(decisionId, nowMs)
        ?.select(["reply_key", "part_id", "receipt_sealed"])
        .executeTakeFirst();
      return (
        row && {
          partId: (row.part_id ?? undefined) as PartId | undefined,
          replyKey: row.reply_key,
          receipt: openReceipt(decisionId, row.receipt_sealed),
        }
      );
    },

    async latestUsed(conversationHash, atMs) {
      const row = await db
        .selectFrom("feedback")
        .select("decision_id")
        .where("tenant_id", "=", tenantId)
        .where("conversation_hash", "=", conversationHash)
        .where("given_at", "<=", atMs)
        .orderBy("given_at", "desc")
        .orderBy("decision_id")
        .limit(1)
        .executeTakeFirst();
      return row?.decision_id;
    },

    async of(partIds) {
      if (partIds.length === 0) return [];
      const rows = await db
        .selectFrom("decisions")
        .select(DECIDED)
        .where("tenant_id", "=", tenantId)
        .where("part_id", "in", partIds)
        .orderBy("decided_at")
        .orderBy("decision_id")
        .execute();
      const given = await feedbackOn(rows.map((row) => row.decision_id));
      return rows.map((row) => ({
        ...decided(row),
        feedback: (given.get(row.decision_id) ?? []).map(({ channel: _where, ...what }) => what),
      }));
    },

    async forget(partIds) {
      if (partIds.length === 0) return 0;
      await db
        .deleteFrom("decision_inputs")
        .where("tenant_id", "=", tenantId)
        .where("part_id", "in", partIds)
        .execute();
      const rows = await db
        .selectFrom("decisions")
        .select("decision_id")
        .where("tenant_id", "=", tenantId)
        .where("part_id", "in", partIds)
        .execute();
      const decisionIds = rows.map((row) => row.decision_id);
      for (let start = 0; start < decisionIds.length; start += IDS_PER_STATEMENT) {
        await proposals.forget(decisionIds.slice(start, start + IDS_PER_STATEMENT));
      }
      return remove(decisionIds);
    },

    async forgetOlder(nowMs) {
      await db
        .deleteFrom("decision_inputs")
        .where("tenant_id", "=", tenantId)
        .where("decided_at", "<", nowMs - DECISIONS_REMEMBERED_MS)
        .where((where) => where.not(where.exists(restrictedProfile(db, tenantId, "decision_inputs.part_id"))))
        .execute();
      const rows = await db
        .selectFrom("decisions")
        .select("decision_id")
        .where("tenant_id", "=", tenantId)
        .where("decided_at", "<", nowMs - DECISIONS_REMEMBERED_MS)
        .where((where) => where.not(where.exists(restrictedProfile(db, tenantId, "decisions.part_id"))))
        .execute();
      return remove(rows.map((row) => row.decision_id));
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
