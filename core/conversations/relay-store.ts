import type { Channel } from "../channel.js";
import type { BlindIndex, Vault } from "../privacy/vault.js";
import type { Database } from "../storage/database.js";
import { toBuffer } from "../storage/schema.js";
import type { TenantId } from "../tenant-id.js";
import { CONVERSATION_TTL_MS } from "./conversation-store.js";
import type { RelayKind, RelayPayload } from "./handoff.js";

/** A relay that is being put into the outbox. */
export interface NewRelay {
  readonly handoffId: string;
  readonly recipient: Channel;
  /** What it comes from, e.g. `comment/84473`: the same source is relayed once within a hand-off. */
  readonly source: string;
  readonly payload: RelayPayload;
}

/** A relay that this process has for a while. */
export interface TakenRelay {
  readonly relayId: string;
  readonly handoffId: string;
  readonly attempt: number;
  readonly createdAtMs: number;
  readonly payload: RelayPayload;
}

/** One tenant's outbox of hand-offs, in both directions. */
export interface RelayStore {
  /** Puts it behind what waits in its hand-off. @returns false if its source was relayed before */
  add(relay: NewRelay, nowMs: number): Promise<boolean>;
  /**
   * What is due for a channel: of each hand-off the first that is not settled, so that nothing overtakes. They are
   * the caller's for `LEASE_MS`; of several processes that ask, one gets each.
   * @param abandonedBeforeMs what was taken before then is taken to be nobody's any more
   */
  take(
    recipient: Channel,
    at: { readonly nowMs: number; readonly abandonedBeforeMs: number },
  ): Promise<readonly TakenRelay[]>;
  /** It arrived, or never will: what it carried is dropped. */
  settle(relayId: string, nowMs: number): Promise<void>;
  /** The same for all that waits in a hand-off for a channel. */
  settleAll(handoffId: string, recipient: Channel, nowMs: number): Promise<void>;
  postpone(relayId: string, dueAtMs: number): Promise<void>;
  /** When the next one is due; `undefined` if none waits. */
  nextDueMs(recipient: Channel): Promise<number | undefined>;
  /** What is still carried in these hand-offs, in order. */
  held(handoffIds: readonly string[]): Promise<readonly RelayPayload[]>;
  /** Drops what relays carry after a session's time, and relays that no source repeats any more. */
  forgetOld(nowMs: number): Promise<number>;
}

/** Longer than any adapter tries at a stretch. */
export const LEASE_MS = 120_000;

/** After this it is given up: within the time that a session's text may be kept, so that its end is told of. */
export const RELAYED_WITHIN_MS = CONVERSATION_TTL_MS / 2;

const REMEMBERED_MS = 30 * 24 * 3_600_000;
const AT_ONCE = 20;

/** The outbox in SQL; what relays carry is encrypted under the tenant's key and gone once they are settled. */
export function openRelayStore(
  db: Database,
  { vault, index }: { readonly vault: Vault; readonly index: BlindIndex },
  tenantId: TenantId,
  tenantKey: Buffer,
): RelayStore {
  const ofTenant = () => db.selectFrom("relays").where("tenant_id", "=", tenantId);
  const change = () => db.updateTable("relays").where("tenant_id", "=", tenantId);
  const open = (relayId: string, sealed: ArrayBuffer | Uint8Array): RelayPayload =>
    JSON.parse(vault.open(tenantKey, tenantId, relayId, toBuffer(sealed))) as RelayPayload;

  /** The first in its hand-off that is not settled. */
  const heads = (recipient: Channel) =>
    db
      .selectFrom("relays as relay")
      .where("relay.tenant_id", "=", tenantId)
      .where("relay.recipient", "=", recipient)
      .where("relay.settled_at", "is", null)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom("relays as earlier")
              .select("earlier.relay_id")
              .where("earlier.tenant_id", "=", tenantId)
              .where("earlier.recipient", "=", recipient)
              .where("earlier.settled_at", "is", null)
              .whereRef("earlier.handoff_id", "=", "relay.handoff_id")
              .whereRef("earlier.position", "<", "relay.position"),
          ),
        ),
      );

  return {
    async add({ handoffId, recipient, source, payload }, nowMs) {
      const source_hash = index.hash(`${tenantId}|relay`, `${handoffId}\n${recipient}\n${source}`);
      const { last, known } = await ofTenant()
        .where("handoff_id", "=", handoffId)
        .select((builder) => [
          builder.fn.max("position").as("last"),
          builder.fn.countAll<number>().filterWhere("source_hash", "=", source_hash).as("known"),
        ])
        .executeTakeFirstOrThrow();
      if (Number(known) > 0) return false;
      const position = Number(last ?? 0) + 1;
      const relay_id = `${handoffId}.${position}`;
      await db
        .insertInto("relays")
        .values({
          tenant_id: tenantId,
          relay_id,
          handoff_id: handoffId,
          position,
          recipient,
          kind: payload.kind satisfies RelayKind,
          source_hash,
          payload_sealed: vault.seal(tenantKey, tenantId, relay_id, JSON.stringify(payload)),
          created_at: nowMs,
          due_at: nowMs,
          claimed_at: null,
          settled_at: null,
        })
        .execute();
      return true;
    },

    async take(recipient, { nowMs, abandonedBeforeMs }) {
      const due = await heads(recipient)
        .where(({ or, eb }) =>
          or([eb("relay.due_at", "<=", nowMs), eb("relay.claimed_at", "<", abandonedBeforeMs)]),
        )
        .select("relay.relay_id")
        .orderBy("relay.created_at")
        .orderBy("relay.relay_id")
        .limit(AT_ONCE)
        .execute();
      if (due.length === 0) return [];
      const taken = await change()
        .set(({ eb }) => ({ claimed_at: nowMs, due_at: nowMs + LEASE_MS, attempts: eb("attempts", "+", 1) }))
        .where(
          "relay_id",
          "in",
          due.map(({ relay_id }) => relay_id),
        )
        .where("settled_at", "is", null)
        .where(({ or, eb }) => or([eb("due_at", "<=", nowMs), eb("claimed_at", "<", abandonedBeforeMs)]))
        .returning(["relay_id", "handoff_id", "attempts", "created_at", "payload_sealed"])
        .execute();
      return taken.flatMap(({ relay_id, handoff_id, attempts, created_at, payload_sealed }) =>
        payload_sealed === null
          ? []
          : {
              relayId: relay_id,
              handoffId: handoff_id,
              attempt: attempts,
              createdAtMs: created_at,
              payload: open(relay_id, payload_sealed),
            },
      );
    },

    async settle(relayId, nowMs) {
      await change()
        .set({ settled_at: nowMs, payload_sealed: null })
        .where("relay_id", "=", relayId)
        .where("settled_at", "is", null)
        .execute();
    },

    async settleAll(handoffId, recipient, nowMs) {
      await change()
        .set({ settled_at: nowMs, payload_sealed: null })
        .where("handoff_id", "=", handoffId)
        .where("recipient", "=", recipient)
        .where("settled_at", "is", null)
        .execute();
    },

    async postpone(relayId, dueAtMs) {
      await change().set({ due_at: dueAtMs }).where("relay_id", "=", relayId).execute();
    },

    async nextDueMs(recipient) {
      const row = await heads(recipient)
        .select("relay.due_at")
        .orderBy("relay.due_at")
        .limit(1)
        .executeTakeFirst();
      return row?.due_at;
    },

    async held(handoffIds) {
      if (handoffIds.length === 0) return [];
      const rows = await ofTenant()
        .where("handoff_id", "in", handoffIds)
        .where("payload_sealed", "is not", null)
        .select(["relay_id", "payload_sealed"])
        .orderBy("handoff_id")
        .orderBy("position")
        .execute();
      return rows.flatMap(({ relay_id, payload_sealed }) =>
        payload_sealed === null ? [] : open(relay_id, payload_sealed),
      );
    },

    async forgetOld(nowMs) {
      await db
        .deleteFrom("relays")
        .where("tenant_id", "=", tenantId)
        .where("created_at", "<", nowMs - REMEMBERED_MS)
        .where("settled_at", "is not", null)
        .execute();
      const result = await change()
        .set({ settled_at: nowMs, payload_sealed: null })
        .where("settled_at", "is", null)
        .where("created_at", "<", nowMs - CONVERSATION_TTL_MS)
        .executeTakeFirst();
      return Number(result.numUpdatedRows);
    },
  };
}
