import { randomUUID } from "node:crypto";
import { describe, expect, inject, it } from "vitest";
import { seededRandom } from "../seeded-random.js";
import { openBullJobQueue } from "./bull-job-queue.js";
import { SHARED_QUEUE_CHECKS } from "./contract-shared.js";
import { backoffOf, type JobQueue } from "./job-queue.js";
import { QUEUE_CHECKS, runQueueCheck, type StartQueue } from "./job-queue-contract.js";
import { createLocalJobQueue } from "./local-job-queue.js";

const startLocal: StartQueue = async (log) => {
  const queue = createLocalJobQueue({ random: seededRandom(1), log });
  return { queue, another: undefined, close: () => queue.close() };
};

const startBull: StartQueue = async (log) => {
  const name = `test-${randomUUID()}`;
  const queues: JobQueue[] = [];
  const open = () => {
    const random = seededRandom(queues.length);
    const queue = openBullJobQueue({ redisUrl: inject("redisUrl"), name, random, log });
    queues.push(queue);
    return queue;
  };
  return {
    queue: open(),
    another: open,
    async close() {
      for (const queue of queues) await queue.close();
    },
  };
};

describe("the local queue", () => {
  it.each(QUEUE_CHECKS)("$name", (check) => runQueueCheck(check, startLocal));
});

describe("the queue on Redis", () => {
  it.each([...QUEUE_CHECKS, ...SHARED_QUEUE_CHECKS])("$name", (check) => runQueueCheck(check, startBull));
});

describe("the pause before another try", () => {
  it("lies between half of backoffMs · 2ⁿ and the whole, and ends at maxBackoffMs", () => {
    const pauses = (random: () => number) =>
      [1, 2, 3, 4, 40].map((failures) => backoffOf({ backoffMs: 100, maxBackoffMs: 500 }, failures, random));
    expect(pauses(() => 0)).toEqual([50, 100, 200, 250, 250]);
    expect(pauses(() => 1)).toEqual([100, 200, 400, 500, 500]);
  });
});
