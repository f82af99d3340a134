import type { Clock } from "../clock.js";
import type { Logger } from "../logger.js";
import type { Metrics } from "../metrics.js";
import type { Inventory } from "../privacy/data-inventory.js";
import { stripEvent } from "../privacy/strip-event.js";
import { eventIdentifiers } from "../profiles/identity/event-identifiers.js";
import type { Identifier } from "../profiles/identity/identifier.js";
import type { JobQueue } from "../queue/job-queue.js";
import { currentTrace, withoutTrace, withTrace } from "../trace.js";
import type { AppliedBatch, AppliedEvent } from "./apply-batch.js";
import { createBacklogGate } from "./backlog-gate.js";
import type { GivenUp } from "./bury-event.js";
import type { IncomingEvent, WaitingRow } from "./inbox-row.js";
import type { InboxStore, PendingFilter } from "./inbox-store.js";
import type { ProfileEvent } from "./profile-event.js";
import { createProjector } from "./projector.js";
import { createRecorder, type Recorded } from "./recorder.js";

/** The road of events: inbox → acknowledgement → queue → projector. */
export interface Pipeline {
  /**
   * Resolves once the events are on disk.
   * @throws RapportError `backlog_full` for a source that can wait, when too much is waiting already
   */
  ingest(events: readonly ProfileEvent[], source: string): Promise<Recorded>;
  /** Applies what waits about the persons of these keyed hashes. @returns whether anything waited, about whomever */
  settle(hashes: readonly string[]): Promise<boolean>;
  /** Resolves when all that was acknowledged before is applied, or dead. */
  drained(): Promise<void>;
  /** Puts dead events that wait again, or others, in line. */
  requeue(rows: readonly WaitingRow[]): Promise<void>;
  /** Begins to work the queue in this process, and to look for what the queue lost. */
  work(): Promise<void>;
  /** Takes up no further batch, and waits for those at work. */
  stop(): Promise<void>;
}

export interface PipelineParts {
  readonly inbox: InboxStore;
  /** The keyed hash by which a person is found. */
  hash(identifier: Identifier): string;
  readonly blocked: ReadonlySet<string>;
  readonly inventory: Inventory;
  readonly queue: JobQueue;
  /** Keys of the queue that events are spread over by their person. */
  readonly lanes: number;
  /** So many events may wait before sources are asked to come again. */
  readonly maxBacklog: number;
  /** Writes new events in one transaction. */
  write(events: readonly IncomingEvent[], nowMs: number): Promise<readonly (number | undefined)[]>;
  /** Applies waiting events in one transaction. */
  apply(filter: PendingFilter, nowMs: number): Promise<AppliedBatch>;
  /** Sets an event aside. @returns whence it came; `undefined` if it did not wait any more */
  bury(letter: GivenUp): Promise<string | undefined>;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Those who send again by themselves. A customer's chat message is never turned away. */
const CAN_WAIT: ReadonlySet<string> = new Set(["api", "zendesk"]);

const REQUEUE_EVERY_MS = 2_000;
/** What is older than this and in no queue was lost by it. */
const LOST_AFTER_MS = 2_000;
const REQUEUE_PAGE = 1_000;
const DRAIN_MS = 2_500;

export function openPipeline(parts: PipelineParts): Pipeline {
  const { inbox, hash, blocked, inventory, queue, lanes, maxBacklog, metrics, clock, log } = parts;
  let working = false;
  let queueAway = false;
  let started = Promise.resolve();

  const gate = createBacklogGate({
    limit: maxBacklog,
    countWaiting: (atMost) => inbox.countWaiting(atMost),
    clock,
  });

  const recorder = createRecorder({
    async write(events) {
      const started = performance.now();
      const numbers = await parts.write(events, clock.nowMs());
      metrics.stage("record", (performance.now() - started) / 1_000);
      return numbers;
    },
    onRecorded(rows, events) {
      for (const { source, dropped } of events) {
        if (dropped.length > 0) metrics.dropped(source, dropped.length);
      }
      void requeue(rows);
    },
  });

  const projector = createProjector({
    async apply(filter) {
      const started = performance.now();
      const batch = await parts.apply(filter, clock.nowMs());
      if (batch.applied.length > 0) note(batch, performance.now() - started);
      if (batch.followUps.length > 0) await requeue(batch.followUps);
      return batch;
    },
    inbox,
    async bury(sequence, reason, attempts) {
      const source = await parts.bury({ sequence, reason, attempts, nowMs: clock.nowMs() });
      if (source === undefined) return;
      metrics.dead(source, 1);
      log.error({ sequence, reason }, "an event could not be applied and was set aside");
    },
    onRetry: (events) => metrics.retried(events),
    isWorking: () => working,
  });

  function note({ applied, dropped, shifts }: AppliedBatch, ms: number): void {
    const nowMs = clock.nowMs();
    metrics.stage("apply", ms / 1_000);
    for (const { source, receivedAtMs } of applied) {
      metrics.applied(source, 1);
      metrics.lag(source, (nowMs - receivedAtMs) / 1_000);
      metrics.stage("queue", (nowMs - ms - receivedAtMs) / 1_000);
    }
    for (const [source, count] of dropped) metrics.dropped(source, count);
    for (const { from, to } of shifts) metrics.shifted(from, to);
    for (const [trace, events] of byTrace(applied)) {
      const lagMs = nowMs - Math.min(...events.map(({ receivedAtMs }) => receivedAtMs));
      const line = () => log.info({ events: events.length, lagMs, ms: Math.round(ms) }, "events applied");
      // What woke the worker may be another request.
      if (trace === undefined) withoutTrace(line);
      else withTrace(trace, line);
    }
  }

  /** The queue may be away: then the sweep finds these rows once it is back. */
  async function requeue(rows: readonly WaitingRow[]): Promise<void> {
    const jobs = rows.map(({ sequence, subjectHash }) => ({
      id: String(sequence),
      key: laneOf(subjectHash, sequence, lanes),
    }));
    try {
      await withoutTrace(() => queue.add(jobs));
      if (queueAway) log.info({}, "the queue answers again");
      queueAway = false;
    } catch {
      if (!queueAway) log.warn({}, "the queue is away: events wait on disk");
      queueAway = true;
    }
  }

  /** Puts in line what has waited for `ageMs` and stands in none. */
  async function sweep(ageMs: number): Promise<void> {
    try {
      await requeueLost(ageMs);
      metrics.jobRan("sweeper", "ok");
    } catch {
      // The database or the queue is away: there will be another run.
      metrics.jobRan("sweeper", "failed");
    }
  }

  async function requeueLost(ageMs: number): Promise<void> {
    const { waiting } = await queue.counts();
    if ((await inbox.countWaiting(waiting + 1)) <= waiting) return;
    const beforeMs = clock.nowMs() - ageMs + 1;
    for (let after = 0; ; ) {
      const rows = await inbox.waiting({ after, beforeMs, limit: REQUEUE_PAGE });
      if (rows.length === 0) return;
      await requeue(rows);
      metrics.requeued(rows.length);
      after = rows.at(-1)?.sequence ?? after;
    }
  }

  return {
    async ingest(events, source) {
      if (CAN_WAIT.has(source)) {
        await gate.admit(events.length).catch((error: unknown) => {
          metrics.rejectedBacklog(source, events.length);
          throw error;
        });
      }
      const trace = currentTrace();
      const recorded = await recorder.record(
        events.map((event) => {
          const [best] = eventIdentifiers(event, blocked).identifiers;
          return { ...stripEvent(event, source, inventory), source, subjectHash: best && hash(best), trace };
        }),
      );
      metrics.received(source, events.length);
      metrics.duplicate(source, recorded.duplicates);
      return recorded;
    },

    settle: (hashes) => projector.settle(hashes),
    drained: () => projector.drained(),
    requeue,

    async work() {
      working = true;
      await queue.work(projector.worker);
      await queue.repeat("sweeper", REQUEUE_EVERY_MS, () => sweep(LOST_AFTER_MS));
      // What a crash left.
      started = sweep(0);
    },

    async stop() {
      await started;
      const isDone = await queue.drain(DRAIN_MS);
      if (!isDone) log.warn({}, "work at hand was not done in time: it is done at the next start");
    },
  };
}

/** Events of one person stand in one line. */
function laneOf(subjectHash: string | undefined, sequence: number, lanes: number): string {
  const number = subjectHash === undefined ? sequence : Number.parseInt(subjectHash.slice(0, 8), 16);
  return `lane-${number % lanes}`;
}

function byTrace(applied: readonly AppliedEvent[]): ReadonlyMap<string | undefined, readonly AppliedEvent[]> {
  const grouped = new Map<string | undefined, AppliedEvent[]>();
  for (const event of applied) {
    const group = grouped.get(event.trace);
    if (group === undefined) grouped.set(event.trace, [event]);
    else group.push(event);
  }
  return grouped;
}
