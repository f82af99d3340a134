import type { Vault } from "../privacy/vault.js";
import type { Database } from "../storage/database.js";
import type { TenantId } from "../tenant-id.js";
import type { InboxRow, WaitingRow } from "./inbox-row.js";
import { inboxRows, openedBy, toWaitingRow } from "./inbox-store.js";

/** An event that was given up. */
export interface DeadRow extends InboxRow {
  /** Name of the error; never its text. */
  readonly error: string | null;
  readonly attempts: number;
  readonly diedAtMs: number | null;
}

/** One tenant's events that could not be applied. They stay in the inbox, out of line, until they are replayed. */
export interface DeadLetterStore {
  /**
   * Keeps the payload; `error` holds no payload text.
   * @returns whence it came and whom it was about; `undefined` if it did not wait any more
   */
  bury(
    sequence: number,
    error: string,
    attempts: number,
    nowMs: number,
  ): Promise<{ readonly source: string; readonly subjectHash: string | undefined } | undefined>;
  /** Dead events in the order of their coming, from after `sequence` on. */
  dead(afterSequence: number, limit: number): Promise<readonly DeadRow[]>;
  deadRow(sequence: number): Promise<DeadRow | undefined>;
  /** Dead events wait again. @returns those that were dead */
  revive(sequences: readonly number[]): Promise<readonly WaitingRow[]>;
  count(): Promise<number>;
  /** Removes what an event said; that it came stays known. */
  forgetPayload(sequence: number): Promise<void>;
  /** The same for all that were given up before `beforeMs`. @returns how many */
  forgetOlder(beforeMs: number): Promise<number>;
}

export function openDeadLetterStore(
  db: Database,
  vault: Vault,
  tenantId: TenantId,
  tenantKey: Buffer,
): DeadLetterStore {
  const rows = inboxRows(db, tenantId, "dead").select(["error", "attempts", "died_at"]);
  const toRow = openedBy(vault, tenantId, tenantKey);
  const toDeadRow = (row: Awaited<ReturnType<(typeof rows)["execute"]>>[number]): DeadRow => ({
    ...toRow(row),
    error: row.error,
    attempts: row.attempts,
    diedAtMs: row.died_at,
  });
  return {
    async bury(sequence, error, attempts, nowMs) {
      const row = await db
        .updateTable("inbox")
        .set((set) => ({ state: "dead", error, attempts: set("attempts", "+", attempts), died_at: nowMs }))
        .where("sequence", "=", sequence)
        .where("tenant_id", "=", tenantId)
        .where("state", "=", "pending")
        .returning(["source", "subject_hash"])
        .executeTakeFirst();
      return row && { source: row.source, subjectHash: row.subject_hash ?? undefined };
    },

    async dead(afterSequence, limit) {
      const found = await rows.where("sequence", ">", afterSequence).limit(limit).execute();
      return found.map(toDeadRow);
    },

    async deadRow(sequence) {
      const found = await rows.where("sequence", "=", sequence).executeTakeFirst();
      return found && toDeadRow(found);
    },

    async revive(sequences) {
      if (sequences.length === 0) return [];
      const revived = await db
        .updateTable("inbox")
        .set({ state: "pending", error: null, died_at: null })
        .where("tenant_id", "=", tenantId)
        .where("state", "=", "dead")
        .where("payload_sealed", "is not", null)
        .where("sequence", "in", sequences)
        .returning(["sequence", "subject_hash"])
        .execute();
      return revived.map(toWaitingRow);
    },

    async count() {
      const { dead } = await db
        .selectFrom("inbox")
        .select((select) => select.fn.countAll<number>().as("dead"))
        .where("tenant_id", "=", tenantId)
        .where("state", "=", "dead")
        .executeTakeFirstOrThrow();
      return Number(dead);
    },

    async forgetOlder(beforeMs) {
      const result = await db
        .updateTable("inbox")
        .set({ payload_sealed: null })
        .where("tenant_id", "=", tenantId)
        .where("state", "=", "dead")
        .where("payload_sealed", "is not", null)
        .where((where) => where.or([where("died_at", "<", beforeMs), where("died_at", "is", null)]))
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
  };
}
