import assert from "node:assert/strict";
import {
  Away,
  assertOrder,
  EARLY_MS,
  idsOf,
  jobsOf,
  nothingLeft,
  type QueueCheck,
  recordingWorker,
  until,
} from "./contract-tools.js";

/** What fails is tried again, and then buried. */
export const RETRY_CHECKS: readonly QueueCheck[] = [
  {
    name: "a job that is tried again holds back its key, and no other",
    async run(subject) {
      const { queue, patienceMs } = subject;
      const [held, free] = [jobsOf("held", 5), jobsOf("free", 5)];
      const worker = recordingWorker(
        ({ ids }) => {
          if (ids.includes("held-0") && worker.handled.length < 5) throw new Error("not yet");
        },
        { attempts: 1_000, batchSize: 2, backoffMs: 60, maxBackoffMs: 60 },
      );
      await queue.work(worker);
      await queue.add(held);
      const isPausing = async () => worker.tries.length > 0 && (await queue.counts()).active === 0;
      await until(isPausing, patienceMs, "a first try");
      // Whoever adds again in the meantime changes nothing.
      await queue.add(held);
      await queue.add(free);
      await until(() => worker.handled.length >= 10, patienceMs, "all jobs handled");
      await nothingLeft(subject);
      assertOrder(worker.handled, free, held);
      assert.deepEqual(worker.handled.slice(0, 5), idsOf(free));
    },
  },
  {
    name: "a failed batch is tried one by one; a job that fails too often is buried, and those behind it go on",
    async run(subject) {
      const { queue, patienceMs } = subject;
      const errors: unknown[] = [];
      const poison = new Error("poison");
      const worker = recordingWorker(
        ({ ids }) => {
          if (ids.includes("a-1")) throw poison;
        },
        {
          bury: async (id, error) => {
            errors.push([id, error]);
          },
        },
      );
      const jobs = jobsOf("a", 4);
      await queue.add(jobs);
      await queue.work(worker);
      await until(() => worker.handled.length >= 3, patienceMs, "the others handled");
      await nothingLeft(subject);
      assert.deepEqual(worker.handled, ["a-0", "a-2", "a-3"]);
      assert.deepEqual(errors, [["a-1", poison]]);
      const ofPoison = worker.tries.filter(({ ids }) => ids.includes("a-1"));
      assert.deepEqual(
        ofPoison.map(({ ids }) => ids.length),
        [4, 1, 1, 1],
      );
      await queue.add(jobsOf("a", 1, 9));
      await until(() => worker.handled.includes("a-9"), patienceMs, "a later job handled");
      assert.equal(worker.tries.filter(({ ids }) => ids.includes("a-1")).length, 4);
    },
  },
  {
    name: "pauses double from half of backoffMs on, up to maxBackoffMs",
    async run({ queue, patienceMs }) {
      const worker = recordingWorker(
        () => {
          throw new Error("always");
        },
        { attempts: 5, backoffMs: 20, maxBackoffMs: 80 },
      );
      await queue.work(worker);
      await queue.add(jobsOf("a", 1));
      await until(() => worker.buried.length > 0, patienceMs, "buried");
      const at = worker.tries.map(({ atMs }) => atMs);
      const pauses = at.slice(1).map((ms, n) => ms - (at[n] ?? 0));
      assert.equal(pauses.length, 4);
      for (const [n, least] of [10, 20, 40, 40].entries())
        assert.ok((pauses[n] ?? 0) >= least - EARLY_MS, `pause ${n} of ${pauses[n]} ms`);
    },
  },
  {
    name: "transient failures are tried for as long as it takes, and count for nothing",
    async run(subject) {
      const { queue, patienceMs } = subject;
      const worker = recordingWorker(
        () => {
          if (worker.tries.length < 8) throw new Away();
          if (worker.tries.length < 9) throw new Error("once");
        },
        { attempts: 2, backoffMs: 2, maxBackoffMs: 8 },
      );
      await queue.work(worker);
      await queue.add(jobsOf("a", 1));
      await until(() => worker.handled.length > 0, patienceMs, "handled at last");
      await nothingLeft(subject);
      assert.deepEqual([worker.handled, worker.buried, worker.tries.length], [["a-0"], [], 9]);
    },
  },
  {
    name: "a job whose burial fails is not lost",
    async run(subject) {
      const { queue, patienceMs } = subject;
      const buried: string[] = [];
      let burials = 0;
      const worker = recordingWorker(
        ({ ids }) => {
          if (ids.includes("a-0")) throw new Error("poison");
        },
        {
          attempts: 1,
          async bury(id) {
            burials++;
            if (burials < 3) throw new Away();
            buried.push(id);
          },
        },
      );
      await queue.work(worker);
      await queue.add(jobsOf("a", 2));
      await until(() => worker.handled.length > 0, patienceMs, "the next one handled");
      await nothingLeft(subject);
      assert.deepEqual([buried, worker.handled], [["a-0"], ["a-1"]]);
    },
  },
];
