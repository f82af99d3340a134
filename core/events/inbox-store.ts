import type { BlindIndex, Vault } from "../privacy/vault.js";
import type { PartId } from "../profiles/profile.js";
import type { Database } from "../storage/database.js";
import { toBuffer } from "../storage/schema.js";
import type { TenantId } from "../tenant-id.js";
import type { ProfileEvent } from "./profile-event.js";

/** An event that was acknowledged and waits to be applied. */
export interface InboxRow {
  readonly sequence: number;
  readonly source: string;
  readonly messageHash: string;
  readonly receivedAtMs: number;
  /** Decrypts the payload. @throws Error if it is damaged: then only this row is lost, not those around it */
  open(): ProfileEvent;
}

/** An event that was applied, and what is kept of it in its person's history. */
export interface AppliedRow extends Omit<InboxRow, "open"> {
  readonly kept?:
    | {
        readonly partId: PartId;
        readonly module: string;
        readonly occurredAtMs: number;
        /** Under the part's own key. */
        readonly sealed: Buffer;
      }
    | undefined;
}

/** An event in a person's history, still sealed. */
export interface HistoryRow {
  readonly partId: PartId;
  readonly messageHash: string;
  readonly source: string;
  readonly occurredAtMs: number;
  readonly sealed: Buffer;
}

/** One tenant's inbox: durable before the acknowledgement, each `messageId` once. */
export interface InboxStore {
  /** Returns how many were new; a known `messageId` is left as it is. Run it in a transaction. */
  add(events: readonly ProfileEvent[], source: string, nowMs: number): Promise<number>;
  /** The oldest pending events, at most `limit`. */
  pending(limit: number): Promise<readonly InboxRow[]>;
  /** The event itself goes: what was applied lives in the profile, and what is `kept` in the person's history. */
  markApplied(rows: readonly AppliedRow[]): Promise<void>;
  /** Keeps the payload; `error` holds no payload text. */
  markDead(sequence: number, error: string): Promise<void>;
  /** Oldest first. */
  history(partIds: readonly PartId[]): Promise<readonly HistoryRow[]>;
  /** @returns how many went, of those that `only` names */
  forgetHistory(
    partIds: readonly PartId[],
    only?: { readonly module?: string; readonly beforeMs?: number; readonly source?: string },
  ): Promise<number>;
  /** What happened in a module before `beforeMs`, whoever's it is. */
  forgetOlder(module: string, beforeMs: number): Promise<number>;
  /** Dead events in the order of their coming, from after `sequence` on. */
  dead(afterSequence: number, limit: number): Promise<readonly InboxRow[]>;
  /** Removes what an event said; that it came stays known. */
  forgetPayload(sequence: number): Promise<void>;
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
  { vault, index }: { readonly vault: Vault; readonly index: BlindIndex },
  tenantId: TenantId,
  tenantKey: Buffer,
): InboxStore {
  const rows = (state: "pending" | "dead") =>
    db
      .selectFrom("inbox")
      .select(["sequence", "source", "message_hash", "payload_sealed", "received_at"])
      .where("tenant_id", "=", tenantId)
      .where("state", "=", state)
      .orderBy("sequence");
  const toInboxRows = (found: Awaited<ReturnType<ReturnType<typeof rows>["execute"]>>) =>
    found.flatMap(({ sequence, source, message_hash, payload_sealed, received_at }): InboxRow[] => {
      if (payload_sealed === null) return [];
      const open = () =>
        JSON.parse(vault.open(tenantKey, tenantId, message_hash, toBuffer(payload_sealed))) as ProfileEvent;
      return [{ sequence, source, messageHash: message_hash, receivedAtMs: received_at, open }];
    });
  return {
    async add(events, source, nowMs) {
      let added = 0n;
      for (let start = 0; start < events.length; start += ROWS_PER_INSERT) {
        const rows = events.slice(start, start + ROWS_PER_INSERT).map((given) => {
          const event = notAhead(given, nowMs);
          const message_hash = index.hash(`${tenantId}|message`, event.messageId);
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

    pending: async (limit) => toInboxRows(await rows("pending").limit(limit).execute()),

    dead: async (afterSequence, limit) =>
      toInboxRows(await rows("dead").where("sequence", ">", afterSequence).limit(limit).execute()),

    async markApplied(applied) {
      const gone = applied.filter(({ kept }) => kept === undefined).map(({ sequence }) => sequence);
      if (gone.length > 0) {
        await db
          .updateTable("inbox")
          .set({ state: "applied", payload_sealed: null })
          .where("sequence", "in", gone)
          .where("tenant_id", "=", tenantId)
          .execute();
      }
      const kept = applied.flatMap(({ sequence, source, messageHash, receivedAtMs, kept: part }) =>
        part === undefined
          ? []
          : {
              sequence,
              tenant_id: tenantId,
              message_hash: messageHash,
              source,
              payload_sealed: part.sealed,
              received_at: receivedAtMs,
              state: "applied" as const,
              error: null,
              part_id: part.partId,
              module: part.module,
              occurred_at: part.occurredAtMs,
            },
      );
      for (let start = 0; start < kept.length; start += ROWS_PER_INSERT) {
        // The rows exist: this is one update of many rows.
        await db
          .insertInto("inbox")
          .values(kept.slice(start, start + ROWS_PER_INSERT))
          .onConflict((conflict) =>
            conflict.column("sequence").doUpdateSet((row) => ({
              state: row.ref("excluded.state"),
              payload_sealed: row.ref("excluded.payload_sealed"),
              part_id: row.ref("excluded.part_id"),
              module: row.ref("excluded.module"),
              occurred_at: row.ref("excluded.occurred_at"),
            })),
          )
          .execute();
      }
    },

    async history(partIds) {
      if (partIds.length === 0) return [];
      const found = await db
        .selectFrom("inbox")
        .select(["part_id", "message_hash", "source", "occurred_at", "payload_sealed"])
        .where("tenant_id", "=", tenantId)
        .where("part_id", "in", partIds)
        .orderBy("occurred_at")
        .orderBy("sequence")
        .execute();
      return found.flatMap(({ part_id, message_hash, source, occurred_at, payload_sealed }) =>
        part_id === null || occurred_at === null || payload_sealed === null
          ? []
          : {
              partId: part_id as PartId,
              messageHash: message_hash,
              source,
              occurredAtMs: occurred_at,
              sealed: toBuffer(payload_sealed),
            },
      );
    },

    async forgetHistory(partIds, { module, beforeMs, source } = {}) {
      if (partIds.length === 0) return 0;
      const result = await db
        .updateTable("inbox")
        .set({ payload_sealed: null, part_id: null, module: null, occurred_at: null })
        .where("tenant_id", "=", tenantId)
        .where("part_id", "in", partIds)
        .$if(module !== undefined, (query) => query.where("module", "=", module ?? ""))
        .$if(beforeMs !== undefined, (query) => query.where("occurred_at", "<", beforeMs ?? 0))
        .$if(source !== undefined, (query) => query.where("source", "=", source ?? ""))
        .executeTakeFirst();
      return Number(result.numUpdatedRows);
    },

    async forgetOlder(module, beforeMs) {
      const result = await db
        .updateTable("inbox")
        .set({ payload_sealed: null, part_id: null, module: null, occurred_at: null })
        .where("tenant_id", "=", tenantId)
        .where("module", "=", module)
        .where("occurred_at", "<", beforeMs)
        .executeTakeFirst();
      return Number(result.numUpdatedRows);
    },

    async forgetPayload(sequence) {
      await db
        .updateTable("inbox")
        .set({ payload_sealed: null })
        .where("tenant_id", "=", tenantId)
        .where("sequence", "=", sequence)
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
