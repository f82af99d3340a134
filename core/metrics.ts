import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Channel } from "./channel.js";
import { LABEL_VALUES, labelValue, METRICS, type MetricDefinition } from "./metric-definitions.js";
import type { JobCounts } from "./queue/job-queue.js";
import type { Reply } from "./replies/reply.js";

/** What is counted and timed. Nothing here throws or waits: counting never stands in an event's way. */
export interface Metrics {
  /** Valid events that were taken in, known ones included. */
  received(source: string, count: number): void;
  duplicate(source: string, count: number): void;
  /** Invalid. */
  refused(source: string, count: number): void;
  /** Answered 429. */
  rejectedBacklog(source: string, count: number): void;
  applied(source: string, count: number): void;
  /** Attributes that minimization left out. */
  dropped(source: string, count: number): void;
  dead(source: string, count: number): void;
  retried(count: number): void;
  /** @param seconds from the acknowledgement of one event until it was applied */
  lag(source: string, seconds: number): void;
  stage(stage: Stage, seconds: number): void;
  turnStop(stop: TurnStop, seconds: number): void;
  /** Somebody was moved from one segment to another. */
  shifted(from: string, to: string): void;
  turn(channel: Channel, kind: Reply["kind"] | "suggest"): void;
  contextFailed(): void;
  requeued(count: number): void;
  jobRan(job: (typeof LABEL_VALUES.job)[number], outcome: (typeof LABEL_VALUES.outcome)[number]): void;
  /** Of `text`, for HTTP. */
  readonly contentType: string;
  /** All metrics in Prometheus' text format. Never rejects for a reading that fails, and never waits long. */
  text(): Promise<string>;
}

/** A stop of a turn's road: `settle` applies what waits about the sender, `write` keeps what was decided. */
export type TurnStop = (typeof LABEL_VALUES.stop)[number];

export type Stage = (typeof LABEL_VALUES.stage)[number];

/**
 * What is looked up when somebody scrapes. A reading that rejects or takes too long shows its part as down, and
 * its numbers are absent then: a number from before would be believed.
 */
export interface MetricReadings {
  backlog?(): Promise<{ readonly waiting: number; readonly dead: number; readonly oldestSeconds: number }>;
  queue?(): Promise<JobCounts>;
  /** Rejects if conversations' context can't be read. */
  conversationContext?(): Promise<unknown>;
}

export interface MetricsOptions {
  readonly readings?: MetricReadings;
  /** How long a scrape waits for a reading. Default 2,000; Prometheus itself waits 10 seconds. */
  readonly readingTimeoutMs?: number;
  /** Also expose memory, CPU and event loop under prom-client's usual names. Once a process. */
  readonly processMetrics?: boolean;
}

/**
 * Metrics with a registry of their own, so that two cores in one process don't add up. All label values are there
 * from the start with 0: a rate over the first event would be missed otherwise.
 */
export function createMetrics(options: MetricsOptions = {}): Metrics {
  const { readings = {}, readingTimeoutMs = 2_000 } = options;
  const registry = new Registry();
  const countOf = (definition: MetricDefinition) => {
    const counter = new Counter(configured(definition, registry));
    for (const labels of labelSets(definition)) counter.inc(labels, 0);
    return (count: number, ...values: readonly string[]) =>
      counter.inc(labelled(definition, values), sane(count));
  };
  const ofSource = (definition: MetricDefinition) => {
    const count = countOf(definition);
    return (source: string, n: number) => count(n, source);
  };
  const timesOf = (definition: MetricDefinition) => {
    const histogram = new Histogram({
      ...configured(definition, registry),
      buckets: [...(definition.buckets ?? [])],
    });
    for (const labels of labelSets(definition)) histogram.zero(labels);
    return (value: string, seconds: number) =>
      histogram.observe(labelled(definition, [value]), sane(seconds));
  };
  const gaugeOf = (definition: MetricDefinition) => {
    const gauge = new Gauge(configured(definition, registry));
    const set = (value: number | undefined) => (value === undefined ? gauge.remove() : gauge.set(value));
    set(undefined);
    return set;
  };

  // In the order of the table, which is the order of the text.
  const events = {
    received: ofSource(METRICS.received),
    duplicate: ofSource(METRICS.duplicate),
    refused: ofSource(METRICS.refused),
    rejectedBacklog: ofSource(METRICS.rejectedBacklog),
    applied: ofSource(METRICS.applied),
    dropped: ofSource(METRICS.dropped),
    dead: ofSource(METRICS.dead),
  };
  const retried = countOf(METRICS.retried);
  const backlog = [gaugeOf(METRICS.backlog), gaugeOf(METRICS.deadEvents), gaugeOf(METRICS.oldest)] as const;
  const lag = timesOf(METRICS.lag);
  const stage = timesOf(METRICS.stage);
  const turnStop = timesOf(METRICS.turnStop);
  const shift = countOf(METRICS.shift);
  const turn = countOf(METRICS.turn);
  const queueUp = gaugeOf(METRICS.queueUp);
  const queue = [
    gaugeOf(METRICS.queueWaiting),
    gaugeOf(METRICS.queueActive),
    gaugeOf(METRICS.queueDelayed),
  ] as const;
  const contextUp = gaugeOf(METRICS.contextUp);
  const contextFailed = countOf(METRICS.contextFailed);
  const requeued = countOf(METRICS.requeued);
  const jobRun = countOf(METRICS.jobRun);
  if (options.processMetrics === true) collectDefaultMetrics({ register: registry });

  const readBacklog = readingOf(readings.backlog?.bind(readings), readingTimeoutMs);
  const readQueue = readingOf(readings.queue?.bind(readings), readingTimeoutMs);
  const readContext = readingOf(readings.conversationContext?.bind(readings), readingTimeoutMs);

  async function refresh(): Promise<void> {
    const [events, jobs, context] = await Promise.all([readBacklog(), readQueue(), readContext()]);
    backlog[0](events.value?.waiting);
    backlog[1](events.value?.dead);
    backlog[2](events.value?.oldestSeconds);
    queueUp(jobs.up);
    queue[0](jobs.value?.waiting);
    queue[1](jobs.value?.active);
    queue[2](jobs.value?.delayed);
    contextUp(context.up);
  }

  return {
    ...events,
    retried: (count) => retried(count),
    lag,
    stage,
    turnStop,
    shifted: (from, to) => shift(1, segmentLabel(from), segmentLabel(to)),
    turn: (channel, kind) => turn(1, channel, kind),
    contextFailed: () => contextFailed(1),
    requeued: (count) => requeued(count),
    jobRan: (job, outcome) => jobRun(1, job, outcome),
    contentType: registry.contentType,
    async text() {
      await refresh();
      return registry.metrics();
    },
  };
}

function configured({ name, help, labels }: MetricDefinition, registry: Registry) {
  return { name, help, labelNames: labels, registers: [registry] };
}

function labelled({ labels }: MetricDefinition, values: readonly string[]): Record<string, string> {
  return Object.fromEntries(labels.map((label, index) => [label, labelValue(label, values[index] ?? "")]));
}

/** Every combination of the labels' values; of a metric without labels the empty one. */
function labelSets({ labels }: MetricDefinition): readonly Readonly<Record<string, string>>[] {
  return labels.reduce<readonly Readonly<Record<string, string>>[]>(
    (sets, label) => sets.flatMap((set) => LABEL_VALUES[label].map((value) => ({ ...set, [label]: value }))),
    [{}],
  );
}

/** Two machines' clocks may differ, and prom-client throws at what is no number. */
function sane(value: number): number {
  return Number.isFinite(value) ? Math.max(0, value) : 0;
}

/** One reading at a time, however many scrape: a database that hangs is not asked again and again. */
function readingOf<T>(read: (() => Promise<T>) | undefined, timeoutMs: number) {
  let running: Promise<T> | undefined;
  return async (): Promise<{ readonly up?: number; readonly value?: T }> => {
    if (read === undefined) return {};
    running ??= read().finally(() => {
      running = undefined;
    });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error("late")), timeoutMs);
    });
    try {
      return { up: 1, value: await Promise.race([running, late]) };
    } catch {
      return { up: 0 };
    } finally {
      clearTimeout(timer);
    }
  };
}

/** A tenant's own segments have no label of their own: there is no end to them, and a name may say something. */
function segmentLabel(key: string): string {
  return LABEL_VALUES.from.includes(key) ? key : "other";
}
