import type { Clock } from "../clock.js";
import { RapportError } from "../error.js";
import type { AuditRecord, AuditStore } from "../privacy/audit-store.js";
import type { DeadLetterStore, DeadRow } from "./dead-letter-store.js";
import type { WaitingRow } from "./inbox-row.js";
import type { InboxStore } from "./inbox-store.js";
import { type EventOutline, outlineEvent } from "./outline-event.js";

/** An event that could not be applied, as an admin may see it. */
export interface DeadLetter {
  readonly sequence: number;
  readonly source: string;
  /** Trace of the request that brought it: the log's lines about it carry it too. */
  readonly trace: string | undefined;
  readonly receivedAt: string;
  readonly diedAt: string | undefined;
  readonly attempts: number;
  /** Name of the last error. */
  readonly error: string | undefined;
  /** `unreadable`: its payload is damaged, or what it said was removed. */
  readonly event: EventOutline | "unreadable";
}

export interface ReplayOptions {
  /** Who asks, as the audit has it. */
  readonly actor: string;
  /** @param total how many were dead when the replay began; `done` can end below it */
  readonly onProgress?: (done: number, total: number) => void;
}

/** One tenant's events that were set aside. */
export interface DeadLetters {
  /** In the order of their coming, from after `after` on. */
  list(page: { readonly after?: number; readonly limit: number }): Promise<readonly DeadLetter[]>;
  /** `undefined` if no dead event has this number. */
  show(sequence: number): Promise<DeadLetter | undefined>;
  /**
   * Puts them into line again, and writes that to the audit. `all` are those that are dead when their turn comes,
   * each once; what can't be read any more stays dead.
   * @throws RapportError `not_found` naming those that can't be replayed; then none is
   */
  replay(which: readonly number[] | "all", options: ReplayOptions): Promise<{ readonly replayed: number }>;
}

interface DeadLetterStores {
  readonly deadLetters: DeadLetterStore;
  readonly audit: Pick<AuditStore, "append">;
}

export interface DeadLetterParts {
  readonly stores: Pick<DeadLetterStores, "deadLetters"> & { readonly inbox: Pick<InboxStore, "counts"> };
  /** Runs `work` in one transaction. */
  readonly inTransaction: <T>(work: (stores: DeadLetterStores) => Promise<T>) => Promise<T>;
  /** Called with what waits again, once that is on disk. Never rejects: the sweeper finds what it can't hand over. */
  readonly requeue: (rows: readonly WaitingRow[]) => Promise<void>;
  readonly clock: Clock;
}

/** Rows a transaction, so that none holds up the others for long. */
const PAGE = 200;

export function openDeadLetters({ stores, inTransaction, requeue, clock }: DeadLetterParts): DeadLetters {
  async function revive(sequences: readonly number[], actor: string, mustAll: boolean): Promise<number> {
    const revived = await inTransaction(async ({ deadLetters, audit }) => {
      const rows = await deadLetters.revive(sequences);
      const found = new Set(rows.map(({ sequence }) => sequence));
      const missing = sequences.filter((sequence) => !found.has(sequence));
      if (mustAll && missing.length > 0) throw notDead(missing);
      if (rows.length > 0)
        await audit.append(
          [
            replayRecord(
              [...found].sort((a, b) => a - b),
              actor,
            ),
          ],
          clock.nowMs(),
        );
      return rows;
    });
    if (revived.length > 0) await requeue(revived);
    return revived.length;
  }

  async function reviveAll({ actor, onProgress }: ReplayOptions): Promise<number> {
    const { dead } = await stores.inbox.counts();
    let [replayed, looked] = [0, 0];
    for (let after = 0; ; ) {
      const rows = await stores.deadLetters.dead(after, PAGE);
      const last = rows.at(-1);
      if (last === undefined) return replayed;
      const sequences = rows.map(({ sequence }) => sequence);
      replayed += await revive(sequences, actor, false);
      looked += rows.length;
      onProgress?.(looked, Math.max(looked, dead));
      // What dies again meanwhile keeps its number, so it does not come round a second time.
      after = last.sequence;
    }
  }

  return {
    list: async ({ after = 0, limit }) => (await stores.deadLetters.dead(after, limit)).map(toDeadLetter),
    async show(sequence) {
      const row = await stores.deadLetters.deadRow(sequence);
      return row && toDeadLetter(row);
    },
    async replay(which, options) {
      if (which === "all") return { replayed: await reviveAll(options) };
      const sequences = [...new Set(which)];
      const replayed = sequences.length === 0 ? 0 : await revive(sequences, options.actor, true);
      options.onProgress?.(replayed, replayed);
      return { replayed };
    },
  };
}

function toDeadLetter({ sequence, source, trace, attempts, error, ...row }: DeadRow): DeadLetter {
  return {
    sequence,
    source,
    trace,
    receivedAt: new Date(row.receivedAtMs).toISOString(),
    diedAt: row.diedAtMs === null ? undefined : new Date(row.diedAtMs).toISOString(),
    attempts,
    error: error ?? undefined,
    event: outlineOf(row.open, source),
  };
}

function outlineOf(open: DeadRow["open"], source: string): DeadLetter["event"] {
  try {
    return outlineEvent(open(), source);
  } catch {
    return "unreadable";
  }
}

/** Sequence numbers as words, for the audit keeps lists of words only. */
function replayRecord(sequences: readonly number[], actor: string): AuditRecord {
  return {
    action: "admin",
    actor,
    detail: { change: "dead events replayed", count: sequences.length, sequences: sequences.map(String) },
  };
}

function notDead(sequences: readonly number[]): RapportError {
  const named = sequences.slice(0, 10).join(", ") + (sequences.length > 10 ? ", …" : "");
  return new RapportError(
    "not_found",
    sequences.length === 1
      ? `there is no dead event ${named} that can be replayed`
      : `there are no dead events ${named} that can be replayed`,
  );
}
