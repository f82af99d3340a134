import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { seededRandom } from "../seeded-random.js";
import {
  Away,
  assertOrder,
  gate,
  idsOf,
  inTurn,
  jobsOf,
  nothingLeft,
  type QueueCheck,
  type QueueCheckSubject,
  recordingWorker,
  until,
} from "./contract-tools.js";

/** What goes in comes out: once, in order, in batches, key beside key. */
export const LINE_CHECKS: readonly QueueCheck[] = [
  {
    name: "each job reaches the worker, once where nothing fails",
    async run(subject) {
      const { queue, patienceMs } = subject;
      const lines = Array.from({ length: 20 }, (_, n) => jobsOf(`key${n}`, 10));
      const worker = recordingWorker();
      const before = inTurn(...lines.slice(0, 10));
      const after = inTurn(...lines.slice(10));
      await queue.add(before);
      await queue.work(worker);
      await queue.add(after);
      await until(() => worker.handled.length >= 200, patienceMs, "200 jobs handled");
      await nothingLeft(subject);
      assert.deepEqual([...worker.handled].sort(), idsOf([...before, ...after]).sort());
    },
  },
  {
    name: "jobs of a key are handled in the order of their adding",
    async run({ queue, patienceMs }) {
      const lines = [jobsOf("a", 60), jobsOf("b", 60), jobsOf("c", 60)];
      const worker = recordingWorker(() => pause(1));
      await queue.work(worker);
      const jobs = inTurn(...lines);
      for (let start = 0; start < jobs.length; start += 9) await queue.add(jobs.slice(start, start + 9));
      await until(() => worker.handled.length >= 180, patienceMs, "180 jobs handled");
      assertOrder(worker.handled, ...lines);
    },
  },
  {
    name: "one batch of a key at a time, and keys beside each other up to the concurrency",
    async run({ queue, patienceMs }) {
      const lines = ["a", "b", "c", "d", "e"].map((key) => jobsOf(key, 8));
      const three = gate();
      const worker = recordingWorker(
        async () => {
          if (worker.most.ofAll >= 3) three.open();
          await three.opened;
          await pause(3);
        },
        { concurrency: 3, batchSize: 2 },
      );
      await queue.work(worker);
      for (const line of lines) for (const job of line) await queue.add([job]);
      await until(() => worker.handled.length >= 40, patienceMs, "40 jobs handled");
      assert.deepEqual(worker.most, { ofOneKey: 1, ofAll: 3 });
    },
  },
  {
    name: "a batch has the front of one line, and at most batchSize of it",
    async run({ queue, patienceMs }) {
      const lines = [jobsOf("a", 25), jobsOf("b", 25)];
      const worker = recordingWorker();
      await queue.add(inTurn(...lines));
      await queue.work(worker);
      await until(() => worker.handled.length >= 50, patienceMs, "50 jobs handled");
      for (const { key, ids } of worker.tries) {
        assert.ok(ids.length >= 1 && ids.length <= 10, `${ids.length} jobs in a batch`);
        assert.deepEqual([...new Set(ids.map((id) => id[0]))], [key]);
      }
      assert.ok(worker.tries.length < 50, "several jobs at once");
    },
  },
  {
    name: "the same id waits once",
    async run(subject) {
      const { queue, patienceMs } = subject;
      const jobs = jobsOf("a", 3);
      await queue.add([...jobs, ...jobs]);
      await Promise.all([queue.add(jobs), queue.add(jobs)]);
      await queue.add(jobsOf("b", 1));
      await queue.add(jobsOf("b", 1));
      assert.equal((await queue.counts()).waiting, 4);
      const worker = recordingWorker();
      await queue.work(worker);
      await until(() => worker.handled.length >= 4, patienceMs, "four jobs handled");
      await nothingLeft(subject);
      assertOrder(worker.handled, jobs, jobsOf("b", 1));
    },
  },
  ...[1, 3].map((length) => ({
    name: `what is added while it is handled comes once more (${length} in line)`,
    async run(subject: QueueCheckSubject) {
      const { queue, patienceMs } = subject;
      const release = gate();
      const worker = recordingWorker(() => release.opened);
      const jobs = jobsOf("a", length);
      await queue.work(worker);
      await queue.add(jobs);
      await until(() => worker.tries.length > 0, patienceMs, "a batch at work");
      await queue.add(jobs.slice(0, 1));
      await queue.add(jobs.slice(0, 1));
      release.open();
      await until(() => worker.handled.length > length, patienceMs, "it comes again");
      await nothingLeft(subject);
      assert.deepEqual(worker.handled, [...idsOf(jobs), "a-0"]);
    },
  })),
  {
    name: "whatever is added, and whenever, is handled after that",
    async run(subject) {
      const { queue, another, patienceMs } = subject;
      const queues = another === undefined ? [queue] : [queue, another()];
      const random = seededRandom(20_261_123);
      const some = (count: number) => Math.floor(random() * count);
      const wanted = new Map<string, number>();
      const seen = new Map<string, number>();
      const worker = recordingWorker(
        async ({ ids }) => {
          const found = ids.map((id) => [id, wanted.get(id) ?? 0] as const);
          if (random() < 0.5) await pause(some(3));
          if (random() < 0.2) throw random() < 0.5 ? new Away() : new Error("again");
          for (const [id, version] of found) seen.set(id, version);
        },
        { attempts: 1_000, backoffMs: 2, maxBackoffMs: 4, batchSize: 3 },
      );
      for (const one of queues) await one.work(worker);
      for (let round = 0; round < 150; round++) {
        const jobs = Array.from({ length: 1 + some(4) }, () => {
          const key = `key${some(4)}`;
          return { id: `${key}-${some(5)}`, key, delayMs: some(8) === 0 ? some(6) : 0 };
        });
        for (const { id } of jobs) wanted.set(id, (wanted.get(id) ?? 0) + 1);
        await queues[some(queues.length)]?.add(jobs);
        if (some(3) === 0) await pause(some(4));
      }
      const isDone = () => [...wanted].every(([id, version]) => seen.get(id) === version);
      await until(isDone, patienceMs, "the latest of each handled");
      await nothingLeft(subject);
      assert.equal(worker.most.ofOneKey, 1);
    },
  },
  {
    name: "names of any letters come through as they are",
    async run({ queue, patienceMs }) {
      const names = ["a:b", "3:a", "", "ü\n{x}", "'\"\\", "x".repeat(200), "0", "😀"].filter(
        (name) => name !== "",
      );
      const jobs = names.flatMap((key) => names.map((id) => ({ id, key })));
      const delayed = names.map((key) => ({ id: `late ${key}`.slice(0, 200), key, delayMs: 5 }));
      const worker = recordingWorker();
      await queue.add([...jobs, ...delayed]);
      await queue.work(worker);
      await until(() => worker.handled.length >= jobs.length + delayed.length, patienceMs, "all handled");
      const seen = worker.tries.flatMap(({ key, ids }) => ids.map((id) => [key, id]));
      const added = [...jobs, ...delayed].map(({ key, id }) => [key, id]);
      assert.deepEqual(new Set(seen.map(String)), new Set(added.map(String)));
    },
  },
];
