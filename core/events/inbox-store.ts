import type { BlindIndex, Vault } from "../privacy/vault.js";
import type { PartId } from "../profiles/profile.js";
import { type Database, isPostgres } from "../storage/database.js";
import { toBuffer } from "../storage/schema.js";
import type { TenantId } from "../tenant-id.js";
import type { ProfileEvent } from "./profile-event.js";

/** An event on its way into the inbox. */
export interface IncomingEvent {
  readonly event: ProfileEvent;
  readonly source: string;
  /** Keyed hash of the identifier that names its person best; `undefined` if it names nobody. */
  readonly subjectHash: string | undefined;
  /** Trace of the request that brought it. */
  readonly trace: string | undefined;
}

/** An event that was acknowledged and waits to be applied. */
export interface InboxRow {
  readonly sequence: number;
  readonly source: string;
  readonly messageHash: string;
  readonly receivedAtMs: number;
  readonly trace: string | undefined;
  /** Decrypts the payload. @throws Error if it is damaged: then only this row is lost, not those around it */
  open(): ProfileEvent;
}

/** An event that was applied, and what is kept of it in its person's history. */
export interface AppliedRow extends Omit<InboxRow, "open" | "trace"> {
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

/** Which waiting events are meant; all conditions hold. */
export interface PendingFilter {
  readonly limit: number;
  readonly sequences?: readonly number[];
  /** Those after this one … */
  readonly after?: number;
  /** … up to and with this one. */
  readonly upTo?: number;
  /** About the persons of these keyed hashes, by whatever identifier of theirs. */
  readonly about?: readonly string[];
}

/** A waiting event by what a queue knows of it. */
export interface WaitingRow {
  readonly sequence: number;
  readonly subjectHash: string | undefined;
}

/** How many events are in which state. */
export interface EventCounts {
  readonly pending: number;
  readonly applied: number;
  readonly dead: number;
}

/** One tenant's inbox: durable before the acknowledgement, each `messageId` once. */
export interface InboxStore {
  /**
   * A known `messageId` is left as it is. Run it in a transaction.
   * @returns for each event its sequence number, or `undefined` if it was known
   */
  add(events: readonly IncomingEvent[], nowMs: number): Promise<readonly (number | undefined)[]>;
  /** The oldest pending events. On Postgres they are locked, and what another transaction works on is left out. */
  pending(filter: PendingFilter): Promise<readonly InboxRow[]>;
  /** What waits after `after` and came before `beforeMs`, oldest first. */
  waiting(filter: {
    readonly after: number;
    readonly beforeMs: number;
    readonly limit: number;
  }): Promise<readonly WaitingRow[]>;
  /** True if an event waits that came no later than the one with this number. */
  isWaiting(upTo: number, except: readonly number[]): Promise<boolean>;
  /** The number of the newest event; 0 if there was none. */
  newest(): Promise<number>;
  /** How much waits, counted up to `atMost`, and since when. */
  backlog(atMost: number): Promise<{ readonly events: number; readonly oldestAtMs: number | undefined }>;
  /** The event itself goes: what was applied lives in the profile, and what is `kept` in the person's history. */
  markApplied(rows: readonly AppliedRow[]): Promise<void>;
  /** Looks at every event there is. */
  counts(): Promise<EventCounts>;
  /** The same by where they came from. */
  countsBySource(): Promise<Readonly<Record<string, EventCounts>>>;
}

/** SQLite allows 32,766 variables a statement; a row of the inbox takes at most 11. */
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
  /** All identifiers of the persons whom these name. */
  const identifiersOfPersons = (hashes: readonly string[]) =>
    db
      .selectFrom("identifiers as named")
      .innerJoin("profile_parts as part", (join) =>
        join.onRef("part.tenant_id", "=", "named.tenant_id").onRef("part.part_id", "=", "named.part_id"),
      )
      .innerJoin("profile_parts as other", (join) =>
        join
          .onRef("other.tenant_id", "=", "part.tenant_id")
          .onRef("other.profile_id", "=", "part.profile_id"),
      )
      .innerJoin("identifiers as all", (join) =>
        join.onRef("all.tenant_id", "=", "other.tenant_id").onRef("all.part_id", "=", "other.part_id"),
      )
      .select("all.identifier_hash")
      .where("named.tenant_id", "=", tenantId)
      .where("named.identifier_hash", "in", hashes);
  const rows = inboxRows(db, tenantId, "pending");
  const stateCounts = () =>
    db
      .selectFrom("inbox")
      .select(["state", (builder) => builder.fn.countAll<number>().as("count")])
      .where("tenant_id", "=", tenantId)
      .groupBy("state");
  const toRow = openedBy(vault, tenantId, tenantKey);

  return {
    async add(events, nowMs) {
      const hashes = events.map(({ event }) => index.hash(`${tenantId}|message`, event.messageId));
      const added = new Map<string, number>();
      for (let start = 0; start < events.length; start += ROWS_PER_INSERT) {
        const values = events
          .slice(start, start + ROWS_PER_INSERT)
          .map(({ event: given, source, subjectHash, trace }, n) => {
            const message_hash = hashes[start + n] ?? "";
            return {
              tenant_id: tenantId,
              message_hash,
              source,
              payload_sealed: vault.seal(
                tenantKey,
                tenantId,
                message_hash,
                JSON.stringify(notAhead(given, nowMs)),
              ),
              received_at: nowMs,
              state: "pending" as const,
              subject_hash: subjectHash ?? null,
              trace: trace ?? null,
              attempts: 0,
            };
          });
        const inserted = await db
          .insertInto("inbox")
          .values(values)
          .onConflict((conflict) => conflict.columns(["tenant_id", "message_hash"]).doNothing())
          .returning(["sequence", "message_hash"])
          .execute();
        for (const { sequence, message_hash } of inserted) added.set(message_hash, sequence);
      }
      // Of two equal ids in one call the first is the one that was added.
      return hashes.map((hash) => {
        const sequence = added.get(hash);
        added.delete(hash);
        return sequence;
      });
    },

    async pending({ limit, sequences, after, upTo, about }) {
      if (sequences?.length === 0 || about?.length === 0) return [];
      const found = await rows()
        .$if(sequences !== undefined, (query) => query.where("sequence", "in", sequences ?? []))
        .$if(after !== undefined, (query) => query.where("sequence", ">", after ?? 0))
        .$if(upTo !== undefined, (query) => query.where("sequence", "<=", upTo ?? 0))
        .$if(about !== undefined, (query) =>
          query.where((where) =>
            where.or([
              where("subject_hash", "in", about ?? []),
              where("subject_hash", "in", identifiersOfPersons(about ?? [])),
            ]),
          ),
        )
        .limit(limit)
        .$if(isPostgres(db), (query) => query.forUpdate().skipLocked())
        .execute();
      return found.map(toRow);
    },

    async waiting({ after, beforeMs, limit }) {
      const found = await db
        .selectFrom("inbox")
        .select(["sequence", "subject_hash"])
        .where("tenant_id", "=", tenantId)
        .where("state", "=", "pending")
        .where("sequence", ">", after)
        .where("received_at", "<", beforeMs)
        .orderBy("sequence")
        .limit(limit)
        .execute();
      return found.map(toWaitingRow);
    },

    async isWaiting(upTo, except) {
      const row = await db
        .selectFrom("inbox")
        .select("sequence")
        .where("tenant_id", "=", tenantId)
        .where("state", "=", "pending")
        .where("sequence", "<=", upTo)
        .$if(except.length > 0, (query) => query.where("sequence", "not in", except))
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },

    async newest() {
      const row = await db
        .selectFrom("inbox")
        .select("sequence")
        .where("tenant_id", "=", tenantId)
        .where("state", "=", "pending")
        .orderBy("sequence", "desc")
        .limit(1)
        .executeTakeFirst();
      return row?.sequence ?? 0;
    },

    async backlog(atMost) {
      const waiting = db
        .selectFrom("inbox")
        .select("received_at")
        .where("tenant_id", "=", tenantId)
        .where("state", "=", "pending");
      const { events } = await db
        .selectFrom(waiting.limit(atMost).as("waiting"))
        .select((select) => select.fn.countAll<number>().as("events"))
        .executeTakeFirstOrThrow();
      const oldest = await waiting.orderBy("sequence").limit(1).executeTakeFirst();
      return { events: Number(events), oldestAtMs: oldest?.received_at };
    },

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
              attempts: 0,
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

    async counts() {
      const rows = await stateCounts().execute();
      return countsOf(rows);
    },

    async countsBySource() {
      const rows = await stateCounts().select("source").groupBy("source").execute();
      const sources = [...new Set(rows.map(({ source }) => source))].sort();
      return Object.fromEntries(
        sources.map((source) => [source, countsOf(rows.filter((row) => row.source === source))]),
      );
    },
  };
}

function countsOf(rows: readonly { readonly state: string; readonly count: number | string }[]): EventCounts {
  const count = (state: string) => Number(rows.find((row) => row.state === state)?.count ?? 0);
  return { pending: count("pending"), applied: count("applied"), dead: count("dead") };
}

/** The rows of a state in the order of their coming, as `openedBy` takes them. */
export function inboxRows(db: Database, tenantId: TenantId, state: "pending" | "dead") {
  return () =>
    db
      .selectFrom("inbox")
      .select(["sequence", "source", "message_hash", "payload_sealed", "received_at", "trace"])
      .where("tenant_id", "=", tenantId)
      .where("state", "=", state)
      .orderBy("sequence");
}

type FoundRow = Awaited<ReturnType<ReturnType<ReturnType<typeof inboxRows>>["execute"]>>[number];

export function openedBy(vault: Vault, tenantId: TenantId, tenantKey: Buffer): (row: FoundRow) => InboxRow {
  return ({ sequence, source, message_hash, payload_sealed, received_at, trace }) => ({
    sequence,
    source,
    messageHash: message_hash,
    receivedAtMs: received_at,
    trace: trace ?? undefined,
    open() {
      if (payload_sealed === null) throw new Error("the event was forgotten");
      const json = vault.open(tenantKey, tenantId, message_hash, toBuffer(payload_sealed));
      return JSON.parse(json) as ProfileEvent;
    },
  });
}

export function toWaitingRow(row: {
  readonly sequence: number;
  readonly subject_hash: string | null;
}): WaitingRow {
  return { sequence: row.sequence, subjectHash: row.subject_hash ?? undefined };
}
