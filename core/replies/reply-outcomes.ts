import type { ReplyCount, ReplyCountStore, ReplyOutcome } from "./reply-count-store.js";

/** How often each outcome came of a reply. What never came is missing. */
export type OutcomeCounts = Readonly<Partial<Record<ReplyOutcome, number>>>;

/** What came of the tenant's replies, kept in memory. */
export interface ReplyOutcomes {
  /**
   * Reads what changed since the last time; all the first time. What was shown is counted many times a second, and read
   * every few seconds only; what people said of it counts at once. Callers at the same moment share one reading.
   * @throws RapportError from the store; what was known stays
   */
  refresh(nowMs: number): Promise<void>;
  /** Of one reply in one segment, over all places; empty if nothing is known. */
  of(replyKey: string, segment: string): OutcomeCounts;
  /** The same by place: 1 is the reply that was shown first, 0 stands for places that nobody noted. */
  places(replyKey: string, segment: string): ReadonlyMap<number, OutcomeCounts>;
  /** Keys of the segments in which something is known of a reply. */
  segmentsOf(replyKey: string): Iterable<string>;
  /** All counts, one for each reply, segment, outcome and place, in no order. */
  all(): Iterable<ReplyCount>;
}

/**
 * A transaction's time is taken before it is written: one that had to wait becomes visible later than one with a
 * younger time. Counts are whole, so reading some of them again does no harm.
 */
const OVERLAP_MS = 5_000;
const SHOWN_EVERY_MS = 5_000;

const NOTHING: OutcomeCounts = Object.freeze({});
const NO_PLACES: ReadonlyMap<number, OutcomeCounts> = new Map();

interface Tally {
  readonly total: Partial<Record<ReplyOutcome, number>>;
  readonly places: Map<number, Partial<Record<ReplyOutcome, number>>>;
}

export function openReplyOutcomes(store: Pick<ReplyCountStore, "all" | "changedSince">): ReplyOutcomes {
  const rows = new Map<string, ReplyCount>();
  /** By reply and segment. */
  const tallies = new Map<string, Map<string, Tally>>();
  /** Of the youngest row that was read. */
  const newestMs = { shown: 0, feedback: 0 };
  let isRead = false;
  let shownReadAtMs = 0;
  let reading: Promise<void> | undefined;

  function take(row: ReplyCount): void {
    const { replyKey, segment, outcome, place, count, updatedAtMs } = row;
    const kind = outcome === "shown" ? "shown" : "feedback";
    newestMs[kind] = Math.max(newestMs[kind], updatedAtMs);
    const key = JSON.stringify([replyKey, segment, outcome, place]);
    const added = count - (rows.get(key)?.count ?? 0);
    rows.set(key, row);
    if (added === 0) return;
    const ofReply = tallies.get(replyKey) ?? new Map<string, Tally>();
    tallies.set(replyKey, ofReply);
    const tally: Tally = ofReply.get(segment) ?? { total: {}, places: new Map() };
    ofReply.set(segment, tally);
    tally.total[outcome] = (tally.total[outcome] ?? 0) + added;
    tally.places.set(place, { ...tally.places.get(place), [outcome]: count });
  }

  async function read(nowMs: number): Promise<void> {
    const isShownDue = !isRead || Math.abs(nowMs - shownReadAtMs) >= SHOWN_EVERY_MS;
    const changed = isRead
      ? await store.changedSince(newestMs.feedback - OVERLAP_MS, "feedback")
      : await store.all();
    for (const row of changed) take(row);
    if (isRead && isShownDue) {
      for (const row of await store.changedSince(newestMs.shown - OVERLAP_MS, "shown")) take(row);
    }
    if (isShownDue) shownReadAtMs = nowMs;
    isRead = true;
  }

  return {
    refresh(nowMs) {
      reading ??= read(nowMs).finally(() => {
        reading = undefined;
      });
      return reading;
    },
    of: (replyKey, segment) => tallies.get(replyKey)?.get(segment)?.total ?? NOTHING,
    places: (replyKey, segment) => tallies.get(replyKey)?.get(segment)?.places ?? NO_PLACES,
    segmentsOf: (replyKey) => tallies.get(replyKey)?.keys() ?? [],
    all: () => rows.values(),
  };
}
