import { sql } from "kysely";
import type { BlindIndex, Vault } from "../privacy/vault.js";
import { type Database, isPostgres } from "../storage/database.js";
import { inChunks } from "../storage/list-query.js";
import { toBuffer } from "../storage/schema.js";
import type { TenantId } from "../tenant-id.js";
import type { AppliedRow, InboxRow, IncomingEvent, WaitingRow } from "./inbox-row.js";
import { markApplied } from "./mark-applied-store.js";
import type { ProfileEvent } from "./profile-event.js";

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
  /** How many wait, counted up to `atMost`. */
  countWaiting(atMost: number): Promise<number>;
  /** The same, and since when the oldest has waited. */
  backlog(atMost: number): Promise<{ readonly events: number; readonly oldestAtMs: number | undefined }>;
  /** The event itself goes: what was applied lives in the profile, and what is `kept` in the person's history. */
  markApplied(rows: readonly AppliedRow[]): Promise<void>;
  /** Looks at every event there is. */
  counts(): Promise<EventCounts>;
  /** The same by where they came from. */
  countsBySource(): Promise<Readonly<Record<string, EventCounts>>>;
}

/** Written out: an index over waiting events only serves a statement that says so itself. */
const WAITING = sql.lit("pending" as const);

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
  const stateCounts = db
    .selectFrom("inbox")
    .select(["state", (builder) => builder.fn.countAll<number>().as("count")])
    .where("tenant_id", "=", tenantId)
    .groupBy("state");
  const received = db
    .selectFrom("inbox")
    .select("received_at")
    .where("tenant_id", "=", tenantId)
    .where("state", "=", WAITING);

  async function countWaiting(atMost: number): Promise<number> {
    const { events } = await db
      .selectFrom(received.limit(atMost).as("waiting"))
      .select((select) => select.fn.countAll<number>().as("events"))
      .executeTakeFirstOrThrow();
    return Number(events);
  }

  const toRow = openedBy(vault, tenantId, tenantKey);

  return {
    async add(events, nowMs) {
      const hashes = events.map(({ event }) => index.hash(`${tenantId}|message`, event.messageId));
      const rows = events.map(({ event, source, subjectHash, trace }, n) => {
        const message_hash = hashes[n] ?? "";
        const json = JSON.stringify(notAhead(event, nowMs));
        return {
          tenant_id: tenantId,
          message_hash,
          source,
          payload_sealed: vault.seal(tenantKey, tenantId, message_hash, json),
          received_at: nowMs,
          state: "pending" as const,
          subject_hash: subjectHash ?? null,
          trace: trace ?? null,
          attempts: 0,
        };
      });
      const inserted = await inChunks(rows, (chunk) =>
        db
          .insertInto("inbox")
          .values(chunk)
          .onConflict((conflict) => conflict.columns(["tenant_id", "message_hash"]).doNothing())
          .returning(["sequence", "message_hash"])
          .execute(),
      );
      const added = new Map(inserted.map(({ sequence, message_hash }) => [message_hash, sequence]));
      // Of two equal ids in one call the first is the one that was added.
      return hashes.map((hash) => {
        const sequence = added.get(hash);
        added.delete(hash);
        return sequence;
      });
    },

    async pending({ limit, sequences, after, upTo, about }) {
      if (sequences?.length === 0 || about?.length === 0) return [];
      const found = await rows
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
        .where("state", "=", WAITING)
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
        .where("state", "=", WAITING)
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
        .where("state", "=", WAITING)
        .orderBy("sequence", "desc")
        .limit(1)
        .executeTakeFirst();
      return row?.sequence ?? 0;
    },

    countWaiting,

    async backlog(atMost) {
      const events = await countWaiting(atMost);
      const oldest = await received.orderBy("sequence").limit(1).executeTakeFirst();
      return { events, oldestAtMs: oldest?.received_at };
    },

    markApplied: (applied) => markApplied(db, tenantId, applied),

    async counts() {
      const rows = await stateCounts.execute();
      return countsOf(rows);
    },

    async countsBySource() {
      const rows = await stateCounts.select("source").groupBy("source").execute();
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
  return db
    .selectFrom("inbox")
    .select(["sequence", "source", "message_hash", "payload_sealed", "received_at", "trace"])
    .where("tenant_id", "=", tenantId)
    .where("state", "=", sql.lit(state))
    .orderBy("sequence");
}

type FoundRow = Awaited<ReturnType<ReturnType<typeof inboxRows>["execute"]>>[number];

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
