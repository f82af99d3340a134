import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import {
  assertOrder,
  EARLY_MS,
  gate,
  idsOf,
  inTurn,
  jobsOf,
  NOTHING_MS,
  nothingLeft,
  type QueueCheck,
  type QueueCheckSubject,
  recordingWorker,
  until,
} from "./contract-tools.js";
import type { JobQueue } from "./job-queue.js";

function two({ queue, another }: QueueCheckSubject): readonly [JobQueue, JobQueue] {
  assert.ok(another, "the queue is of one process");
  return [queue, another()];
}

/** What a queue of several processes promises besides. */
export const SHARED_QUEUE_CHECKS: readonly QueueCheck[] = [
  {
    name: "one batch of a key at a time over all processes, in order",
    async run(subject) {
      const [one, other] = two(subject);
      const worker = recordingWorker(() => pause(1), { batchSize: 3 });
      await one.work(worker);
      await other.work(worker);
      const lines = ["a", "b", "c", "d", "e", "f"].map((key) => jobsOf(key, 40));
      const jobs = inTurn(...lines);
      for (let start = 0; start < jobs.length; start += 7)
        await (start % 2 === 0 ? one : other).add(jobs.slice(start, start + 7));
      await until(() => worker.handled.length >= jobs.length, subject.patienceMs, "all handled");
      await nothingLeft(subject);
      assert.equal(worker.most.ofOneKey, 1);
      assertOrder(worker.handled, ...lines);
    },
  },
  {
    name: "processes that add the same add it once",
    async run(subject) {
      const [one, other] = two(subject);
      const jobs = inTurn(jobsOf("a", 30), jobsOf("b", 30));
      await Promise.all([one.add(jobs), other.add(jobs), one.add(jobs)]);
      assert.equal((await other.counts()).waiting, 60);
      const worker = recordingWorker();
      await other.work(worker);
      await until(() => worker.handled.length >= 60, subject.patienceMs, "all handled");
      await nothingLeft(subject);
      assertOrder(worker.handled, jobsOf("a", 30), jobsOf("b", 30));
    },
  },
  {
    name: "repeats run once in each period, however many processes said so",
    async run(subject) {
      const queues = two(subject);
      const startMs = performance.now();
      let runs = 0;
      for (const queue of queues) {
        await queue.repeat("sweep", 40, async () => {
          runs++;
        });
      }
      await until(() => runs >= 6, subject.patienceMs, "six runs");
      const periods = (performance.now() - startMs) / 40;
      assert.ok(runs <= periods + 2, `${runs} runs in ${periods} periods`);
    },
  },
  {
    name: "a pause holds in all processes, and any of them resumes",
    async run(subject) {
      const [one, other] = two(subject);
      const worker = recordingWorker();
      await one.work(worker);
      await other.work(worker);
      await one.pause();
      await one.add(jobsOf("a", 2));
      await other.add(jobsOf("b", 2));
      await pause(NOTHING_MS);
      assert.deepEqual(worker.tries, []);
      await other.resume();
      await until(() => worker.handled.length >= 4, subject.patienceMs, "handled after it is resumed");
    },
  },
  {
    name: "what a drained process leaves is taken up by another",
    async run(subject) {
      const [one, other] = two(subject);
      const release = gate();
      const leaving = recordingWorker(() => release.opened, { batchSize: 1 });
      await one.work(leaving);
      await one.add(jobsOf("a", 5));
      await until(() => leaving.tries.length > 0, subject.patienceMs, "a batch at work");
      const drained = one.drain(subject.patienceMs);
      const staying = recordingWorker();
      await other.work(staying);
      release.open();
      assert.equal(await drained, true);
      await until(() => staying.handled.length >= 4, subject.patienceMs, "the rest handled");
      assert.deepEqual([...leaving.handled, ...staying.handled], idsOf(jobsOf("a", 5)));
    },
  },
  {
    name: "a delayed job of a process that does not work comes into line within a second",
    async run(subject) {
      const [one, other] = two(subject);
      const worker = recordingWorker();
      await other.work(worker);
      const startMs = performance.now();
      await one.add([{ id: "late", key: "a", delayMs: 50 }]);
      await until(() => worker.handled.length > 0, subject.patienceMs, "handled");
      assert.ok(performance.now() - startMs >= 50 - EARLY_MS);
    },
  },
];
