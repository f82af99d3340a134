import type { Vault } from "../privacy/vault.js";
import type { Database } from "../storage/database.js";
import { toBuffer } from "../storage/schema.js";
import type { TenantId } from "../tenant-id.js";
import type { VariantPlace } from "./variant-place.js";

export const PROPOSAL_STATES = ["proposed", "approved", "declined"] as const;

export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** A text that an agent would like to see in the library. */
export interface Proposal {
  readonly proposalId: string;
  readonly replyKey: string;
  /** The decision whose text was edited; `undefined` once its person was erased. */
  readonly decisionId: string | undefined;
  readonly place: VariantPlace;
  /** A Liquid template, with nothing of a customer in it. */
  readonly body: string;
  /** Who proposed it, as the audit names them: `agent:acme/7`. */
  readonly by: string;
  readonly state: ProposalState;
  readonly createdAtMs: number;
  readonly settledAtMs: number | undefined;
}

/** One tenant's proposals. */
export interface ProposalStore {
  /** A proposal of the same id that is still open is replaced; false if it was settled already: it stays as it is. */
  put(proposal: Omit<Proposal, "state" | "createdAtMs" | "settledAtMs">, nowMs: number): Promise<boolean>;
  one(proposalId: string): Promise<Proposal | undefined>;
  /** The newest first. */
  list(state: ProposalState, limit: number): Promise<readonly Proposal[]>;
  /** @returns false if there is no such open proposal: of several who settle it at once one does */
  settle(proposalId: string, state: Exclude<ProposalState, "proposed">, nowMs: number): Promise<boolean>;
  /** Of these decisions open proposals go, and settled ones no longer say what they came from. */
  forget(decisionIds: readonly string[]): Promise<void>;
}

type Document = Pick<Proposal, "place" | "body" | "by">;

/** Proposals in SQL, sealed under the tenant's key: an agent wrote them while answering one customer. */
export function openProposalStore(
  db: Database,
  vault: Vault,
  tenantId: TenantId,
  tenantKey: Buffer,
): ProposalStore {
  const proposals = () => db.selectFrom("reply_proposals").selectAll().where("tenant_id", "=", tenantId);
  const toProposal = (row: {
    readonly proposal_id: string;
    readonly reply_key: string;
    readonly decision_id: string | null;
    readonly document_sealed: ArrayBuffer | Uint8Array;
    readonly state: ProposalState;
    readonly created_at: number;
    readonly settled_at: number | null;
  }): Proposal => {
    const { place, body, by } = JSON.parse(
      vault.open(tenantKey, tenantId, `proposal|${row.proposal_id}`, toBuffer(row.document_sealed)),
    ) as Document;
    return {
      proposalId: row.proposal_id,
      replyKey: row.reply_key,
      decisionId: row.decision_id ?? undefined,
      place: { segment: place.segment, locale: place.locale },
      body,
      by,
      state: row.state,
      createdAtMs: row.created_at,
      settledAtMs: row.settled_at ?? undefined,
    };
  };

  return {
    async put({ proposalId, replyKey, decisionId, place, body, by }, nowMs) {
      const document: Document = { place, body, by };
      const document_sealed = vault.seal(
        tenantKey,
        tenantId,
        `proposal|${proposalId}`,
        JSON.stringify(document),
      );
      const result = await db
        .insertInto("reply_proposals")
        .values({
          tenant_id: tenantId,
          proposal_id: proposalId,
          reply_key: replyKey,
          decision_id: decisionId ?? null,
          document_sealed,
          state: "proposed",
          created_at: nowMs,
          settled_at: null,
        })
        .onConflict((conflict) =>
          conflict
            .columns(["tenant_id", "proposal_id"])
            .doUpdateSet({ document_sealed, created_at: nowMs })
            .where("reply_proposals.state", "=", "proposed"),
        )
        .executeTakeFirst();
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
    },

    async one(proposalId) {
      const row = await proposals().where("proposal_id", "=", proposalId).executeTakeFirst();
      return row && toProposal(row);
    },

    async list(state, limit) {
      const rows = await proposals()
        .where("state", "=", state)
        .orderBy("created_at", "desc")
        .orderBy("proposal_id")
        .limit(limit)
        .execute();
      return rows.map(toProposal);
    },

    async settle(proposalId, state, nowMs) {
      const result = await db
        .updateTable("reply_proposals")
        .set({ state, settled_at: nowMs })
        .where("tenant_id", "=", tenantId)
        .where("proposal_id", "=", proposalId)
        .where("state", "=", "proposed")
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },

    async forget(decisionIds) {
      if (decisionIds.length === 0) return;
      await db
        .deleteFrom("reply_proposals")
        .where("tenant_id", "=", tenantId)
        .where("decision_id", "in", decisionIds)
        .where("state", "=", "proposed")
        .execute();
      await db
        .updateTable("reply_proposals")
        .set({ decision_id: null })
        .where("tenant_id", "=", tenantId)
        .where("decision_id", "in", decisionIds)
        .execute();
    },
  };
}
