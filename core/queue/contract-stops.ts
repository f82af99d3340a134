import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import {
  Away,
  assertOrder,
  gate,
  inTurn,
  jobsOf,
  NOTHING_MS,
  type QueueCheck,
  recordingWorker,
  until,
} from "./contract-tools.js";
import type { Job } from "./job-queue.js";

/** Pauses, the end, and how it stands. */
export const STOP_CHECKS: readonly QueueCheck[] = [
  {
    name: "a paused queue takes jobs and hands out none until it is resumed",
    async run({ queue, patienceMs }) {
      const worker = recordingWorker();
      await queue.work(worker);
      await queue.pause();
      await queue.pause();
      await queue.add(jobsOf("a", 3));
      await queue.add([{ id: "a-3", key: "a", delayMs: 5 }]);
      await until(async () => (await queue.counts()).waiting === 4, patienceMs, "four in line");
      await pause(NOTHING_MS);
      assert.deepEqual(worker.tries, []);
      await queue.resume();
      await until(() => worker.handled.length >= 4, patienceMs, "handled after it is resumed");
      assertOrder(worker.handled, jobsOf("a", 4));
    },
  },
  {
    name: "a pause ends a long line after the batch at hand, and a retry waits for its end",
    async run({ queue, patienceMs }) {
      const release = gate();
      const worker = recordingWorker(
        async ({ key }) => {
          if (key === "b" && worker.tries.filter((one) => one.key === "b").length === 1) throw new Away();
          await release.opened;
        },
        { batchSize: 1 },
      );
      await queue.add(inTurn(jobsOf("a", 20), jobsOf("b", 1)));
      await queue.work(worker);
      await until(() => worker.tries.length >= 2, patienceMs, "batches at work");
      await queue.pause();
      const before = worker.tries.length;
      release.open();
      await until(() => worker.handled.length >= 1, patienceMs, "the batch at hand finished");
      await pause(NOTHING_MS);
      // One retry may have been handed out as the pause began.
      assert.ok(worker.tries.length <= before + 1, `${worker.tries.length - before} more`);
      assert.ok(worker.handled.length < 5, `${worker.handled.length} handled`);
      await queue.resume();
      await until(() => worker.handled.length >= 21, patienceMs, "the rest handled");
      assertOrder(worker.handled, jobsOf("a", 20));
    },
  },
  {
    name: "drain waits for the batch at work and takes up no further one",
    async run({ queue, patienceMs }) {
      const release = gate();
      const worker = recordingWorker(() => release.opened, { batchSize: 1 });
      let runs = 0;
      await queue.work(worker);
      await queue.repeat("sweep", 15, async () => {
        runs++;
      });
      await queue.add(jobsOf("a", 5));
      await until(() => worker.tries.length > 0 && runs > 0, patienceMs, "a batch at work");
      let isDrained = false;
      const drained = queue.drain(patienceMs).then((result) => {
        isDrained = true;
        return result;
      });
      await queue.add(jobsOf("b", 5));
      const runsThen = runs;
      await pause(NOTHING_MS);
      assert.equal(isDrained, false);
      release.open();
      assert.equal(await drained, true);
      await pause(NOTHING_MS);
      assert.deepEqual(worker.handled, ["a-0"]);
      assert.ok(runs <= runsThen + 1, "repeats ended");
      assert.equal((await queue.counts()).waiting, 9);
    },
  },
  {
    name: "drain gives up after its time",
    async run({ queue, patienceMs }) {
      const release = gate();
      const worker = recordingWorker(() => release.opened);
      await queue.work(worker);
      await queue.add(jobsOf("a", 1));
      await until(() => worker.tries.length > 0, patienceMs, "a batch at work");
      assert.equal(await queue.drain(20), false);
      release.open();
      await until(() => worker.handled.length > 0, patienceMs, "the batch goes on");
    },
  },
  {
    name: "counts and check tell how it stands",
    async run({ queue, patienceMs }) {
      await queue.check();
      assert.deepEqual(await queue.counts(), { waiting: 0, active: 0, delayed: 0 });
      await queue.add([...jobsOf("a", 3), { id: "late", key: "b", delayMs: 600_000 }]);
      assert.deepEqual(await queue.counts(), { waiting: 3, active: 0, delayed: 1 });
      const release = gate();
      const worker = recordingWorker(() => release.opened);
      await queue.work(worker);
      await until(async () => (await queue.counts()).active === 1, patienceMs, "a key at work");
      release.open();
      await until(async () => (await queue.counts()).active === 0, patienceMs, "none at work");
      assert.deepEqual(await queue.counts(), { waiting: 0, active: 0, delayed: 1 });
    },
  },
  {
    name: "jobs without a proper name or delay are refused, all that were added with them too",
    async run({ queue }) {
      const bad: readonly Job[] = [
        { id: "", key: "a" },
        { id: "x".repeat(201), key: "a" },
        { id: "a", key: "" },
        { id: "a", key: "x".repeat(201) },
        { id: "a", key: "a", delayMs: -1 },
        { id: "a", key: "a", delayMs: Number.NaN },
      ];
      for (const job of bad) await assert.rejects(queue.add([{ id: "good", key: "a" }, job]), RangeError);
      assert.deepEqual(await queue.counts(), { waiting: 0, active: 0, delayed: 0 });
    },
  },
  {
    name: "a closed queue refuses jobs",
    async run({ queue }) {
      await queue.drain(1_000);
      await queue.close();
      await queue.close();
      await assert.rejects(queue.add(jobsOf("a", 1)));
      await assert.rejects(queue.check());
    },
  },
];
