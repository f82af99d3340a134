import type { Vault } from "../privacy/vault.js";
import type { Database } from "../storage/database.js";
import { toBuffer } from "../storage/schema.js";
import type { TenantId } from "../tenant-id.js";
import type { ProfileEvent } from "./profile-event.js";

/** An event that was acknowledged and waits to be applied. */
export interface InboxRow {
  readonly sequence: number;
  readonly source: string;
  /** Decrypts the payload. @throws Error if it is damaged: then only this row is lost, not those around it */
  open(): ProfileEvent;
}

/** One tenant's inbox: durable before the acknowledgement, each `messageId` once. */
export interface InboxStore {
  /** Returns how many were new; a known `messageId` is left as it is. Run it in a transaction. */
  add(events: readonly ProfileEvent[], source: string, nowMs: number): Promise<number>;
  /** The oldest pending events, at most `limit`. */
  pending(limit: number): Promise<readonly InboxRow[]>;
  /** The payload goes with it: what was applied lives in the profile. */
  markApplied(sequences: readonly number[]): Promise<void>;
  /** Keeps the payload; `error` holds no payload text. */
  markDead(sequence: number, error: string): Promise<void>;
  counts(): Promise<{ readonly pending: number; readonly applied: number; readonly dead: number }>;
}

/** SQLite allows 32,766 variables a statement; a row of the inbox takes 6. */
const ROWS_PER_INSERT = 500;

/** An event of the future would outlive every later one: it is taken to have happened when it came. */
function notAhead(event: ProfileEvent, nowMs: number): ProfileEvent {
  return Date.parse(event.timestamp) <= nowMs
    ? event
    : { ...event, timestamp: new Date(nowMs).toISOString() };
}

/** Opens the inbox of one tenant; payloads are encrypted under the tenant's key. */
export function openInboxStore(
  db: Database,
  vault: Vault,
  tenantId: TenantId,
  tenantKey: Buffer,
): InboxStore {
  return {
    async add(events, source, nowMs) {
      let added = 0n;
      for (let start = 0; start < events.length; start += ROWS_PER_INSERT) {
        const rows = events.slice(start, start + ROWS_PER_INSERT).map((given) => {
          const event = notAhead(given, nowMs);
          const message_hash = vault.blindIndex(`${tenantId}|message`, event.messageId);
          return {
            tenant_id: tenantId,
            message_hash,
            source,
            payload_sealed: vault.seal(tenantKey, tenantId, message_hash, JSON.stringify(event)),
            received_at: nowMs,
            state: "pending" as const,
          };
        });
        const result = await db
          .insertInto("inbox")
          .values(rows)
          .onConflict((conflict) => conflict.columns(["tenant_id", "message_hash"]).doNothing())
          .executeTakeFirst();
        added += result.numInsertedOrUpdatedRows ?? 0n;
      }
      return Number(added);
    },

    async pending(limit) {
      const rows = await db
        .selectFrom("inbox")
        .select(["sequence", "source", "message_hash", "payload_sealed"])
        .where("tenant_id", "=", tenantId)
        .where("state", "=", "pending")
        .orderBy("sequence")
        .limit(limit)
        .execute();
      return rows.flatMap((row) => {
        const { sequence, source, message_hash, payload_sealed } = row;
        if (payload_sealed === null) return [];
        const open = () =>
          JSON.parse(vault.open(tenantKey, tenantId, message_hash, toBuffer(payload_sealed))) as ProfileEvent;
        return [{ sequence, source, open }];
      });
    },

    async markApplied(sequences) {
      if (sequences.length === 0) return;
      await db
        .updateTable("inbox")
        .set({ state: "applied", payload_sealed: null })
        .where("sequence", "in", sequences)
        .where("tenant_id", "=", tenantId)
        .execute();
    },

    async markDead(sequence, error) {
      await db
        .updateTable("inbox")
        .set({ state: "dead", error })
        .where("sequence", "=", sequence)
        .where("tenant_id", "=", tenantId)
        .execute();
    },

    async counts() {
      const rows = await db
        .selectFrom("inbox")
        .select(["state", (builder) => builder.fn.countAll<number>().as("count")])
        .where("tenant_id", "=", tenantId)
        .groupBy("state")
        .execute();
      const count = (state: string) => Number(rows.find((row) => row.state === state)?.count ?? 0);
      return { pending: count("pending"), applied: count("applied"), dead: count("dead") };
    },
  };
}
