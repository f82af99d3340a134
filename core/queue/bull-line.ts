import { z } from "zod";
import type { RunScript } from "./bull-scripts.js";
import type { Line } from "./work-line.js";

/** Batches of one key in a row where other keys wait. */
const BATCHES_IN_A_ROW = 10;

const nextReply = z.array(z.array(z.string()).min(1));
const countReply = z.number();

/** Asks for the next of a line. Arguments and answer as those of the script `next`, for one line. */
export type AskNext = (
  ...args: readonly [
    key: string,
    jobId: string,
    run: string,
    done: number,
    most: number,
    how: "on" | "long" | "last" | "end",
  ]
) => Promise<readonly string[]>;

interface Asked {
  readonly args: readonly (string | number)[];
  resolve(answer: readonly string[]): void;
  reject(error: unknown): void;
}

/** Asks in one command what is asked at the same time, which spares both ends much. */
export function createAskNext(script: RunScript): AskNext {
  let asked: Asked[] = [];
  const send = async () => {
    const those = asked;
    asked = [];
    try {
      const answers = nextReply.parse(await script("next", ...those.flatMap(({ args }) => args)));
      for (const [n, { resolve }] of those.entries()) resolve(answers[n] ?? []);
    } catch (error) {
      for (const { reject } of those) reject(error);
    }
  };
  return (...args) =>
    new Promise((resolve, reject) => {
      // No later than bull finishes a job: until then it is known that its id is being handled.
      if (asked.length === 0) queueMicrotask(send);
      asked.push({ args, resolve, reject });
    });
}

/** What works a key, on behalf of a bull job. */
export interface BullLineOptions {
  readonly key: string;
  readonly jobId: string;
  /** The only id that was in line when the key was armed, if it was not tried yet. */
  readonly first: string | undefined;
  readonly script: RunScript;
  readonly askNext: AskNext;
  isDraining(): boolean;
  /** Is given what strikes off `first`, and is not waited for. Resolves with a bull job for what is left. */
  finish(moved: Promise<string | undefined>): void;
}

/** The line of a key in Redis. */
export function openBullLine(options: BullLineOptions): Line {
  const { key, jobId, first, script, askNext, isDraining, finish } = options;
  let run = "";
  let batches = 0;
  const count = async (what: "failures" | "troubles") =>
    countReply.parse(await script("count", key, jobId, run, what));
  return {
    async next(done, most) {
      batches++;
      if (first !== undefined && batches === 1) return isDraining() ? "later" : [first];
      if (first !== undefined) {
        finish(
          askNext(key, jobId, run, done, most, "end").then(([word, moved]) =>
            word === "moved" ? moved : undefined,
          ),
        );
        return "end";
      }
      const how = isDraining() ? "last" : batches > BATCHES_IN_A_ROW ? "long" : "on";
      const [word = "end", ...ids] = await askNext(key, jobId, run, done, most, how);
      if (word === "end" || word === "later") return word;
      run = word;
      return ids;
    },
    failed: () => count("failures"),
    troubled: () => count("troubles"),
  };
}
