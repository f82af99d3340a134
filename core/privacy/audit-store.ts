import { createHmac } from "node:crypto";
import type { Database } from "../storage/database.js";
import type { TenantId } from "../tenant-id.js";
import type { BlindIndex } from "./vault.js";

export const AUDIT_ACTIONS = [
  "read",
  "consent",
  "merge",
  "unmerge",
  "export",
  "erase",
  "restrict",
  "correct",
  "regime",
  "retention",
  "key_rotation",
  "admin",
] as const;

export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** What is to be written down. No personal data: subjects are profile ids. */
export interface AuditRecord {
  readonly action: AuditAction;
  readonly actor: string;
  readonly subject?: string | undefined;
  readonly detail?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

export interface AuditEntry extends AuditRecord {
  /** 1, 2, 3, … without gaps within a tenant. */
  readonly sequence: number;
  readonly atMs: number;
  /** Keyed hash over this entry and the one before it, 64 hex digits. */
  readonly hash: string;
  /** Set if somebody changed the detail into what is none: `verify` names the entry. */
  readonly damaged?: true;
}

export interface AuditVerdict {
  readonly intact: boolean;
  readonly entries: number;
  /** Hash of the last entry; note it elsewhere, and a later run proves that nothing was cut off. */
  readonly head: string;
  /** The first entry that is missing, changed, or out of place. */
  readonly firstBroken?: { readonly sequence: number; readonly reason: string };
}

/** A verdict's head as somebody noted it elsewhere. */
export interface NotedHead {
  readonly head: string;
  /** How many entries there were. */
  readonly entries?: number | undefined;
}

/** What to list; newest last. */
export interface AuditFilter {
  readonly subjects?: readonly string[];
  readonly afterSequence?: number;
  readonly limit: number;
}

/** One tenant's audit: entries are added and read, never changed. */
export interface AuditStore {
  /** Run it in a transaction, after all else: the next writer waits for it. */
  append(records: readonly AuditRecord[], nowMs: number): Promise<void>;
  list(filter: AuditFilter): Promise<readonly AuditEntry[]>;
  /**
   * Recomputes the chain from the first entry on.
   * @param noted is to be among its hashes: else the chain was cut, emptied, or made anew
   */
  verify(onProgress?: (checked: number, total: number) => void, noted?: NotedHead): Promise<AuditVerdict>;
}

const PAGE = 2_000;
const ROWS_PER_INSERT = 500;
const START = "0".repeat(64);
const MAX_DETAIL_CHARS = 200;

/**
 * The audit in SQL. Each entry carries an HMAC-SHA256 over itself and the hash before it, under a key that
 * derives from the tenant's index key: whoever can only write to the database can't make a chain that fits.
 * What they can do is cut off the end; a head that was noted elsewhere shows it.
 */
export function openAuditStore(db: Database, index: BlindIndex, tenantId: TenantId): AuditStore {
  const key = index.derive("rapport audit");
  const entries = () =>
    db
      .selectFrom("audit")
      .select(["sequence", "at", "action", "actor", "subject", "detail", "hash"])
      .where("tenant_id", "=", tenantId);

  async function head(): Promise<{ readonly sequence: number; readonly hash: string }> {
    const last = await entries().orderBy("sequence", "desc").limit(1).executeTakeFirst();
    return last ?? { sequence: 0, hash: START };
  }

  return {
    async append(records, nowMs) {
      if (records.length === 0) return;
      let { sequence, hash } = await head();
      const rows = records.map(({ action, actor, subject, detail = {} }) => {
        refusePersonalData(detail);
        sequence++;
        const row = {
          sequence,
          at: nowMs,
          action,
          actor,
          subject: subject ?? null,
          detail: JSON.stringify(detail),
        };
        hash = chained(key, hash, row);
        return { tenant_id: tenantId, ...row, hash };
      });
      for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
        await db
          .insertInto("audit")
          .values(rows.slice(start, start + ROWS_PER_INSERT))
          .execute();
      }
    },

    async list({ subjects, afterSequence, limit }) {
      if (subjects?.length === 0) return [];
      const rows = await entries()
        .$if(subjects !== undefined, (query) => query.where("subject", "in", subjects ?? []))
        .$if(afterSequence !== undefined, (query) => query.where("sequence", ">", afterSequence ?? 0))
        .orderBy("sequence", afterSequence === undefined ? "desc" : "asc")
        .limit(limit)
        .execute();
      return rows.map(toEntry).sort((a, b) => a.sequence - b.sequence);
    },

    async verify(onProgress, noted) {
      const total = (await head()).sequence;
      let [sequence, hash] = [0, START];
      const isNoted = () =>
        hash === noted?.head && (noted.entries === undefined || noted.entries === sequence);
      let found = noted === undefined || isNoted();
      for (;;) {
        const rows = await entries()
          .where("sequence", ">", sequence)
          .orderBy("sequence")
          .limit(PAGE)
          .execute();
        for (const row of rows) {
          const broken = (reason: string) => ({
            intact: false,
            entries: sequence,
            head: hash,
            firstBroken: { sequence: sequence + 1, reason },
          });
          if (row.sequence !== sequence + 1) return broken("it is missing");
          if (chained(key, hash, row) !== row.hash) return broken("it, or the one before it, was changed");
          sequence = row.sequence;
          hash = row.hash;
          found ||= isNoted();
        }
        onProgress?.(sequence, total);
        if (rows.length < PAGE) {
          const verdict = { entries: sequence, head: hash };
          if (found) return { intact: true, ...verdict };
          const reason =
            noted?.entries !== undefined && noted.entries > sequence
              ? `it is missing: ${noted.entries} entries were noted`
              : "the noted head is not in the chain, which was cut or made anew";
          return { intact: false, ...verdict, firstBroken: { sequence: sequence + 1, reason } };
        }
      }
    },
  };
}

interface ChainedRow {
  readonly sequence: number;
  readonly at: number;
  readonly action: string;
  readonly actor: string;
  readonly subject: string | null;
  readonly detail: string;
}

function chained(key: Buffer, previous: string, row: ChainedRow): string {
  const { sequence, at, action, actor, subject, detail } = row;
  return createHmac("sha256", key)
    .update(JSON.stringify([previous, sequence, at, action, actor, subject, detail]))
    .digest("hex");
}

function toEntry(row: ChainedRow & { readonly hash: string }): AuditEntry {
  const { at, subject, detail, action, ...rest } = row;
  const parsed = toDetail(detail);
  return {
    ...rest,
    action: action as AuditAction,
    atMs: at,
    ...(parsed === undefined ? { damaged: true } : { detail: parsed }),
    ...(subject === null ? {} : { subject }),
  };
}

/** `undefined` if somebody wrote over it what no detail is. */
function toDetail(json: string): AuditRecord["detail"] {
  try {
    const detail: unknown = JSON.parse(json);
    return typeof detail === "object" && detail !== null
      ? (detail as NonNullable<AuditRecord["detail"]>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** The audit outlives the people it is about. Words and numbers of ours only: an address never looks like one. */
function refusePersonalData(detail: NonNullable<AuditRecord["detail"]>): void {
  for (const [name, value] of Object.entries(detail)) {
    const texts = typeof value === "object" ? value : [String(value)];
    if (texts.some((text) => text.length > MAX_DETAIL_CHARS || text.includes("@"))) {
      throw new TypeError(`audit detail "${name}" is no word of ours`);
    }
  }
}
