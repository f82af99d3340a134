import { describe, expect, it } from "vitest";
import type { IngestSource } from "./core.js";
import { OWN_SOURCE } from "./events/segment-shifts.js";
import { LABEL_VALUES, METRICS } from "./metric-definitions.js";
import { createMetrics } from "./metrics.js";

/** Samples by name and labels, as a scrape reads them. */
async function scrape(metrics: { text(): Promise<string> }): Promise<ReadonlyMap<string, number>> {
  const lines = (await metrics.text()).split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(
    lines.map((line): [string, number] => [line.replace(/ \S+$/, ""), Number(line.split(" ").at(-1))]),
  );
}

describe("metrics", () => {
  it("count by source, from 0 on", async () => {
    const metrics = createMetrics();
    metrics.received("api", 3);
    metrics.received("api", 2);
    metrics.duplicate("api", 1);
    const samples = await scrape(metrics);
    expect(samples.get('rapport_events_received_total{source="api"}')).toBe(5);
    expect(samples.get('rapport_events_duplicate_total{source="api"}')).toBe(1);
    expect(samples.get('rapport_events_received_total{source="slack"}')).toBe(0);
    expect(samples.get('rapport_job_runs_total{job="retention",outcome="failed"}')).toBe(0);
    expect(samples.get("rapport_events_retried_total")).toBe(0);
  });

  it("each count and time where the name says", async () => {
    const metrics = createMetrics();
    metrics.refused("api", 1);
    metrics.rejectedBacklog("api", 2);
    metrics.applied("api", 3);
    metrics.dropped("api", 4);
    metrics.dead("api", 5);
    metrics.retried(6);
    metrics.turn("slack", "greeting");
    metrics.contextFailed();
    metrics.requeued(7);
    metrics.jobRan("sweeper", "ok");
    metrics.stage("record", 0.002);
    const samples = await scrape(metrics);
    const values = Object.fromEntries(
      [...samples].filter(([name, value]) => value > 0 && !name.includes("_bucket")),
    );
    expect(values).toEqual({
      'rapport_events_refused_total{source="api"}': 1,
      'rapport_events_rejected_backlog_total{source="api"}': 2,
      'rapport_events_applied_total{source="api"}': 3,
      'rapport_events_dropped_total{source="api"}': 4,
      'rapport_events_dead_total{source="api"}': 5,
      rapport_events_retried_total: 6,
      'rapport_turns_total{channel="slack",kind="greeting"}': 1,
      rapport_conversation_context_failures_total: 1,
      rapport_sweeper_requeued_total: 7,
      'rapport_job_runs_total{job="sweeper",outcome="ok"}': 1,
      'rapport_stage_seconds_sum{stage="record"}': 0.002,
      'rapport_stage_seconds_count{stage="record"}': 1,
    });
  });

  it("put the lag into buckets from 5 ms to 10 minutes", async () => {
    const metrics = createMetrics();
    metrics.lag("api", 0.005);
    metrics.lag("api", 45);
    metrics.lag("api", -1);
    metrics.lag("api", Number.NaN);
    const samples = await scrape(metrics);
    const upTo = (bound: string) => samples.get(`rapport_lag_seconds_bucket{le="${bound}",source="api"}`);
    expect([upTo("0.005"), upTo("30"), upTo("60"), upTo("600"), upTo("+Inf")]).toEqual([3, 3, 4, 4, 4]);
    expect(samples.get('rapport_lag_seconds_count{source="api"}')).toBe(4);
  });

  it("take no label value that nobody declared", async () => {
    const metrics = createMetrics();
    metrics.received("vera@mail.example", 1);
    metrics.lag("vera@mail.example", 1);
    const text = await metrics.text();
    expect(text).not.toContain("vera");
    expect(text).toContain('rapport_events_received_total{source="other"} 1');
    expect(text).toContain('rapport_lag_seconds_count{source="other"} 1');
  });

  it("know every source that events come from", () => {
    const sources: Readonly<Record<IngestSource, true>> = {
      api: true,
      import: true,
      zendesk: true,
      slack: true,
      teams: true,
    };
    // What customers say of themselves in a conversation, and what follows from events, comes from within.
    expect([...Object.keys(sources), "self", OWN_SOURCE].sort()).toEqual([...LABEL_VALUES.source].sort());
  });

  it("are exposed under the names that are declared, each once, in that order", async () => {
    const text = await createMetrics().text();
    const named = Array.from(text.matchAll(/^# TYPE (\S+) (\S+)$/gm), ([, name, type]) => [name, type]);
    expect(named).toEqual(Object.values(METRICS).map(({ name, type }) => [name, type]));
  });

  it("are a core's own", async () => {
    const [one, other] = [createMetrics(), createMetrics()];
    one.received("api", 1);
    expect((await scrape(other)).get('rapport_events_received_total{source="api"}')).toBe(0);
  });

  it("show the process on demand", async () => {
    expect(await createMetrics().text()).not.toContain("process_resident_memory_bytes");
    expect(await createMetrics({ processMetrics: true }).text()).toContain("process_resident_memory_bytes");
  });
});

describe("readings", () => {
  it("are made at each scrape", async () => {
    let waiting = 4;
    const metrics = createMetrics({
      readings: {
        backlog: async () => ({ waiting, dead: 2, oldestSeconds: 1.5 }),
        queue: async () => ({ waiting: 7, active: 1, delayed: 3 }),
        conversationContext: async () => {},
      },
    });
    expect((await scrape(metrics)).get("rapport_backlog_events")).toBe(4);
    waiting = 0;
    const samples = await scrape(metrics);
    expect(
      Object.fromEntries(
        [...samples].filter(([name]) =>
          /^rapport_(backlog_|dead_|queue_|conversation_context_up)/.test(name),
        ),
      ),
    ).toEqual({
      rapport_backlog_events: 0,
      rapport_dead_events: 2,
      rapport_backlog_oldest_seconds: 1.5,
      rapport_queue_up: 1,
      rapport_queue_waiting: 7,
      rapport_queue_active: 1,
      rapport_queue_delayed: 3,
      rapport_conversation_context_up: 1,
    });
  });

  it("that fail show their part as down, and no number from before", async () => {
    let down = false;
    const answer = async <T>(value: T) => {
      if (down) throw new Error("away");
      return value;
    };
    const metrics = createMetrics({
      readings: {
        backlog: () => answer({ waiting: 4, dead: 2, oldestSeconds: 1 }),
        queue: () => answer({ waiting: 7, active: 1, delayed: 3 }),
        conversationContext: () => answer(undefined),
      },
    });
    await metrics.text();
    down = true;
    const samples = await scrape(metrics);
    expect(samples.get("rapport_queue_up")).toBe(0);
    expect(samples.get("rapport_conversation_context_up")).toBe(0);
    for (const name of [
      "rapport_backlog_events",
      "rapport_backlog_oldest_seconds",
      "rapport_queue_waiting",
    ]) {
      expect(samples.has(name), name).toBe(false);
    }
  });

  it("that hang hold up no scrape, and are not piled up", async () => {
    let asked = 0;
    let answer = (_: { waiting: number; active: number; delayed: number }) => {};
    const metrics = createMetrics({
      readingTimeoutMs: 5,
      readings: {
        queue: () => {
          asked++;
          return new Promise((resolve) => {
            answer = resolve;
          });
        },
      },
    });
    expect((await scrape(metrics)).get("rapport_queue_up")).toBe(0);
    expect((await scrape(metrics)).get("rapport_queue_up")).toBe(0);
    expect(asked).toBe(1);
    answer({ waiting: 1, active: 0, delayed: 0 });
    await new Promise(setImmediate);
    const next = scrape(metrics);
    answer({ waiting: 2, active: 0, delayed: 0 });
    expect((await next).get("rapport_queue_waiting")).toBe(2);
  });
});
