import { CHANNELS, type Channel } from "../channel.js";
import type { Vault } from "../privacy/vault.js";
import type { PartId } from "../profiles/profile.js";
import { restrictedProfile } from "../profiles/restricted-profile-store.js";
import type { Database } from "../storage/database.js";
import { type Schema, toBuffer } from "../storage/schema.js";
import type { TenantId } from "../tenant-id.js";
import type { Handoff, HandoffDocument, HandoffState } from "./handoff.js";

/** A hand-off that is being made. */
export interface NewHandoff {
  readonly handoffId: string;
  readonly channel: Channel;
  readonly conversationHash: string;
  /** Of the customer's profile; `undefined` for a stranger. */
  readonly partId: PartId | undefined;
  /** Keyed hash of the platform's own id of the customer. */
  readonly subjectHash: string | undefined;
  readonly document: HandoffDocument;
}

/** Whose hand-offs: by their profile's parts, or by the hashes of what names them. */
export interface HandoffOwners {
  readonly partIds: readonly PartId[];
  readonly hashes: readonly string[];
  /** Only those of one channel. */
  readonly channel?: Channel;
}

/** One tenant's hand-offs. At most one stands (`asked` or `open`) for a conversation. */
export interface HandoffStore {
  /** @returns false if one stands already for that conversation */
  add(handoff: NewHandoff, nowMs: number): Promise<boolean>;
  /** The one that stands for a conversation. */
  standing(channel: Channel, conversationHash: string): Promise<Handoff | undefined>;
  byId(handoffId: string): Promise<Handoff | undefined>;
  /** The newest of a ticket. */
  byTicket(ticketId: string): Promise<Handoff | undefined>;
  /** Notes where a hand-off stands, and its ticket once there is one. */
  note(
    handoffId: string,
    change: { readonly state: HandoffState; readonly ticketId?: string },
    nowMs: number,
  ): Promise<void>;
  /** Oldest first. */
  of(owners: HandoffOwners): Promise<readonly Handoff[]>;
  /** With what waits to be passed on in them. Returns how many hand-offs there were. */
  forget(owners: HandoffOwners): Promise<number>;
  /** Those in which nothing moved for 30 days, whatever their state; those of people whose data is restricted stay. */
  forgetOlder(nowMs: number): Promise<number>;
}

/** So long a solved hand-off is shown in the sidebar, and one that nobody ends keeps the bot quiet. */
const REMEMBERED_MS = 30 * 24 * 3_600_000;

type Row = Pick<Schema["handoffs"], "handoff_id" | "channel" | "state" | "ticket_id" | "created_at"> & {
  readonly document_sealed: ArrayBuffer | Uint8Array;
};

/** Hand-offs in SQL; their documents are encrypted under the tenant's key. */
export function openHandoffStore(
  db: Database,
  vault: Vault,
  tenantId: TenantId,
  tenantKey: Buffer,
): HandoffStore {
  const read = () =>
    db
      .selectFrom("handoffs")
      .select(["handoff_id", "channel", "state", "ticket_id", "created_at", "document_sealed"])
      .where("tenant_id", "=", tenantId);

  const opened = (row: Row): Handoff => {
    const json = vault.open(tenantKey, tenantId, row.handoff_id, toBuffer(row.document_sealed));
    return {
      handoffId: row.handoff_id,
      channel: CHANNELS.find((channel) => channel === row.channel) ?? "zendesk",
      state: row.state,
      ticketId: row.ticket_id ?? undefined,
      createdAtMs: row.created_at,
      document: JSON.parse(json) as HandoffDocument,
    };
  };
  const one = (row: Row | undefined) => (row === undefined ? undefined : opened(row));

  const owned = ({ partIds, hashes, channel }: HandoffOwners) =>
    read()
      .where(({ eb, or }) =>
        or([
          ...(partIds.length === 0 ? [] : [eb("part_id", "in", partIds)]),
          ...(hashes.length === 0 ? [] : [eb("subject_hash", "in", hashes)]),
        ]),
      )
      .$if(channel !== undefined, (query) => query.where("channel", "=", channel ?? ""))
      .orderBy("created_at")
      .orderBy("handoff_id")
      .execute();

  async function remove(handoffIds: readonly string[]): Promise<number> {
    if (handoffIds.length === 0) return 0;
    for (const table of ["relays", "handoffs"] as const) {
      await db
        .deleteFrom(table)
        .where("tenant_id", "=", tenantId)
        .where("handoff_id", "in", handoffIds)
        .execute();
    }
    return handoffIds.length;
  }

  return {
    async add({ handoffId, channel, conversationHash, partId, subjectHash, document }, nowMs) {
      const standing = await this.standing(channel, conversationHash);
      if (standing !== undefined) return false;
      await db
        .insertInto("handoffs")
        .values({
          tenant_id: tenantId,
          handoff_id: handoffId,
          channel,
          conversation_hash: conversationHash,
          part_id: partId ?? null,
          subject_hash: subjectHash ?? null,
          state: "asked",
          ticket_id: null,
          document_sealed: vault.seal(tenantKey, tenantId, handoffId, JSON.stringify(document)),
          created_at: nowMs,
          updated_at: nowMs,
        })
        .execute();
      return true;
    },

    standing: async (channel, conversationHash) =>
      one(
        await read()
          .where("channel", "=", channel)
          .where("conversation_hash", "=", conversationHash)
          .where("state", "in", ["asked", "open"])
          .executeTakeFirst(),
      ),

    byId: async (handoffId) => one(await read().where("handoff_id", "=", handoffId).executeTakeFirst()),

    byTicket: async (ticketId) =>
      one(await read().where("ticket_id", "=", ticketId).orderBy("created_at", "desc").executeTakeFirst()),

    async note(handoffId, { state, ticketId }, nowMs) {
      await db
        .updateTable("handoffs")
        .set({ state, updated_at: nowMs, ...(ticketId === undefined ? {} : { ticket_id: ticketId }) })
        .where("tenant_id", "=", tenantId)
        .where("handoff_id", "=", handoffId)
        .execute();
    },

    async of(owners) {
      if (owners.partIds.length + owners.hashes.length === 0) return [];
      return (await owned(owners)).map(opened);
    },

    async forget(owners) {
      if (owners.partIds.length + owners.hashes.length === 0) return 0;
      return remove((await owned(owners)).map((row) => row.handoff_id));
    },

    async forgetOlder(nowMs) {
      const rows = await db
        .selectFrom("handoffs")
        .select("handoff_id")
        .where("tenant_id", "=", tenantId)
        .where("updated_at", "<", nowMs - REMEMBERED_MS)
        .where((where) => where.not(where.exists(restrictedProfile(db, tenantId, "handoffs.part_id"))))
        .execute();
      return remove(rows.map((row) => row.handoff_id));
    },
  };
}
