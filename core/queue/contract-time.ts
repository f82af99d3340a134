import assert from "node:assert/strict";
import { EARLY_MS, jobsOf, nothingLeft, type QueueCheck, recordingWorker, until } from "./contract-tools.js";

/** Delays and repeats. */
export const TIME_CHECKS: readonly QueueCheck[] = [
  {
    name: "a delayed job comes into line when it is due, not before, and waits once",
    async run(subject) {
      const { queue, patienceMs } = subject;
      const worker = recordingWorker();
      await queue.work(worker);
      const startMs = performance.now();
      await queue.add([{ id: "late", key: "a", delayMs: 80 }, ...jobsOf("a", 1)]);
      await queue.add([{ id: "late", key: "a" }]);
      await queue.add([{ id: "late", key: "a", delayMs: 5 }]);
      await until(() => worker.handled.length > 0, patienceMs, "the other one handled");
      assert.deepEqual(worker.handled, ["a-0"]);
      assert.equal((await queue.counts()).delayed, 1);
      await until(() => worker.handled.length > 1, patienceMs, "handled when due");
      const [, second] = worker.tries;
      const afterMs = (second?.atMs ?? 0) - startMs;
      assert.ok(afterMs >= 80 - EARLY_MS, `after ${afterMs} ms`);
      assert.ok(afterMs <= 80 + 1_000 + patienceMs, `after ${afterMs} ms`);
      await nothingLeft(subject);
      assert.deepEqual(worker.handled, ["a-0", "late"]);
    },
  },
  {
    name: "a job that waits in line is not delayed by adding it again",
    async run(subject) {
      const { queue, patienceMs } = subject;
      await queue.add(jobsOf("a", 2));
      await queue.add(jobsOf("b", 1));
      await queue.add([...jobsOf("a", 2), ...jobsOf("b", 1)].map((job) => ({ ...job, delayMs: 10 })));
      assert.deepEqual(await queue.counts(), { waiting: 3, active: 0, delayed: 0 });
      const worker = recordingWorker();
      await queue.work(worker);
      await until(() => worker.handled.length >= 3, patienceMs, "handled");
      await nothingLeft(subject);
      assert.equal(worker.handled.length, 3);
    },
  },
  {
    name: "a repeat runs at once and then once in each period",
    async run({ queue, patienceMs }) {
      const startMs = performance.now();
      let runs = 0;
      await queue.repeat("sweep", 40, async () => {
        runs++;
      });
      await until(() => runs > 0, patienceMs, "the first run");
      await until(() => runs >= 4, patienceMs, "four runs");
      const periods = (performance.now() - startMs) / 40;
      assert.ok(runs <= periods + 2, `${runs} runs in ${periods} periods`);
    },
  },
  {
    name: "a repeat that rejects is reported, and runs in the next period",
    async run({ queue, patienceMs, reported }) {
      let runs = 0;
      await queue.repeat("sweep", 20, async () => {
        runs++;
        throw new Error("no");
      });
      await until(() => runs >= 3, patienceMs, "three runs");
      assert.ok(
        reported.length >= 2 && reported.length <= runs,
        `${reported.length} reports of ${runs} runs`,
      );
    },
  },
  {
    name: "a repeat that is said again replaces the earlier one",
    async run({ queue, patienceMs }) {
      const runs = { first: 0, second: 0 };
      await queue.repeat("sweep", 10, async () => {
        runs.first++;
      });
      await until(() => runs.first > 0, patienceMs, "the first");
      await queue.repeat("sweep", 15, async () => {
        runs.second++;
      });
      const { first } = runs;
      await until(() => runs.second >= 4, patienceMs, "the second");
      assert.ok(runs.first <= first + 1, "the first one ended");
    },
  },
];
