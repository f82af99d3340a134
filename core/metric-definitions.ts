import { CHANNELS } from "./channel.js";
import { DEFAULT_SEGMENTS } from "./segments/rules/default-rules.js";

const SEGMENT_LABELS = [...DEFAULT_SEGMENTS, "unsure", "other"];

/**
 * All values that a label can have. Nothing else ever becomes one: no id, no address, no name of an event. So the
 * number of series is fixed, and none of them is about a person.
 */
export const LABEL_VALUES = {
  source: ["api", "import", "zendesk", "slack", "teams", "self", "rapport"],
  stage: ["record", "queue", "apply", "turn"],
  stop: ["settle", "identify", "understand", "decide", "converse", "write"],
  channel: CHANNELS,
  kind: ["answer", "flow", "greeting", "unsure", "privacy", "handoff", "relayed", "suggest"],
  from: SEGMENT_LABELS,
  to: SEGMENT_LABELS,
  job: ["sweeper", "retention"],
  outcome: ["ok", "failed"],
} as const;

export type LabelName = keyof typeof LABEL_VALUES;

/** One metric as it is exposed; units stand in the name (`_seconds`, `_events`, `_total` for a count since start). */
export interface MetricDefinition {
  readonly name: string;
  readonly type: "counter" | "gauge" | "histogram";
  readonly labels: readonly LabelName[];
  readonly help: string;
  /** Upper bounds in seconds, of a histogram. */
  readonly buckets?: readonly number[];
}

/** From 5 ms, below which nobody notices, to 10 minutes, above which something stands still. */
const LAG_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600];
const STAGE_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

function counter(name: string, labels: readonly LabelName[], help: string): MetricDefinition {
  return { name, type: "counter", labels, help };
}

function gauge(name: string, help: string): MetricDefinition {
  return { name, type: "gauge", labels: [], help };
}

/**
 * Every metric of ours, in the order of the documentation's table. Over all processes, and as long as nothing dead
 * is replayed, received is duplicate plus applied plus dead plus what waits.
 */
export const METRICS = {
  received: counter(
    "rapport_events_received_total",
    ["source"],
    "Valid events taken in, known ones included",
  ),
  duplicate: counter("rapport_events_duplicate_total", ["source"], "Events that had come before"),
  refused: counter("rapport_events_refused_total", ["source"], "Events refused because they are invalid"),
  rejectedBacklog: counter(
    "rapport_events_rejected_backlog_total",
    ["source"],
    "Events sent away with 429 because too many wait",
  ),
  applied: counter("rapport_events_applied_total", ["source"], "Events applied"),
  dropped: counter("rapport_events_dropped_total", ["source"], "Attributes that the inventory does not keep"),
  dead: counter(
    "rapport_events_dead_total",
    ["source"],
    "Events set aside because they could not be applied",
  ),
  retried: counter("rapport_events_retried_total", [], "Events tried again after a failure"),
  backlog: gauge("rapport_backlog_events", "Events that wait to be applied"),
  deadEvents: gauge("rapport_dead_events", "Events that are set aside now"),
  oldest: gauge(
    "rapport_backlog_oldest_seconds",
    "How long the oldest waiting event has waited; 0 if none does",
  ),
  lag: {
    name: "rapport_lag_seconds",
    type: "histogram",
    labels: ["source"],
    help: "From an event's acknowledgement until it is applied",
    buckets: LAG_BUCKETS,
  },
  stage: {
    name: "rapport_stage_seconds",
    type: "histogram",
    labels: ["stage"],
    help: "How long a stage takes: record to disk, wait in the queue, apply a batch, decide a turn",
    buckets: STAGE_BUCKETS,
  },
  turnStop: {
    name: "rapport_turn_stop_seconds",
    type: "histogram",
    labels: ["stop"],
    help: "How long a stop of a turn's road takes",
    buckets: STAGE_BUCKETS,
  },
  shift: counter("rapport_segment_shifts_total", ["from", "to"], "Customers moved to another segment"),
  turn: counter("rapport_turns_total", ["channel", "kind"], "Customers answered, and agents offered replies"),
  queueUp: gauge("rapport_queue_up", "1 if the queue answers, else 0"),
  queueWaiting: gauge("rapport_queue_waiting", "Jobs in line"),
  queueActive: gauge("rapport_queue_active", "Batches being handled"),
  queueDelayed: gauge("rapport_queue_delayed", "Jobs whose time has not come"),
  contextUp: gauge("rapport_conversation_context_up", "1 if conversations' context can be read, else 0"),
  contextFailed: counter(
    "rapport_conversation_context_failures_total",
    [],
    "Turns that went on without their conversation's context",
  ),
  requeued: counter("rapport_sweeper_requeued_total", [], "Waiting events that the queue had lost"),
  jobRun: counter("rapport_job_runs_total", ["job", "outcome"], "Runs of what happens by the clock"),
} as const satisfies Readonly<Record<string, MetricDefinition>>;

/** The value itself if the label can have it, else `other`. */
export function labelValue(label: LabelName, value: string): string {
  return (LABEL_VALUES[label] as readonly string[]).includes(value) ? value : "other";
}
