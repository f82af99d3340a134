import type { Logger } from "../logger.js";
import type { Timers } from "./timers.js";
import { reasonOf } from "./work-line.js";

/** Whether this process runs in the period that it is now, and how long that still lasts. */
export interface Turn {
  readonly isOurs: boolean;
  readonly leftMs: number;
}

interface Repeat {
  isEnded: boolean;
  /** Undefined while it does not run. */
  running: Promise<void> | undefined;
}

const TRY_AGAIN_MS = 1_000;

/** What a queue runs once in each period. */
export interface Repeats {
  set(name: string, everyMs: number, run: () => Promise<void>): void;
  /** Ends all of them. Resolves when those that run are through. */
  end(): Promise<void>;
}

/** @param turnOf asks for the turn, once for each period; may reject, and is asked again then */
export function createRepeats(
  log: Logger,
  timers: Timers,
  turnOf: (name: string, everyMs: number) => Promise<Turn>,
): Repeats {
  const repeats = new Map<string, Repeat>();
  const atWork = new Set<Promise<void>>();
  let isEnded = false;

  async function turn(name: string, everyMs: number, repeat: Repeat, run: () => Promise<void>) {
    const { isOurs, leftMs } = await turnOf(name, everyMs).catch(() => ({
      isOurs: false,
      leftMs: Math.min(everyMs, TRY_AGAIN_MS),
    }));
    if (isEnded || repeat.isEnded) return;
    timers.after(leftMs, () => turn(name, everyMs, repeat, run));
    // A run that takes longer than a period leaves the next one out.
    if (!isOurs || repeat.running !== undefined) return;
    const running = reported(name, run).finally(() => {
      repeat.running = undefined;
      atWork.delete(running);
    });
    repeat.running = running;
    atWork.add(running);
  }

  async function reported(name: string, run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (error) {
      log.error(
        { repeat: name, reason: reasonOf(error) },
        "a repeated job failed; it runs again in the next period",
      );
    }
  }

  return {
    set(name, everyMs, run) {
      if (!(everyMs >= 1)) throw new RangeError(`a repeat's everyMs is at least 1, not ${everyMs}`);
      const before = repeats.get(name);
      if (before !== undefined) before.isEnded = true;
      const repeat: Repeat = { isEnded: false, running: undefined };
      repeats.set(name, repeat);
      if (!isEnded) void turn(name, everyMs, repeat, run);
    },
    async end() {
      isEnded = true;
      await Promise.all(atWork);
    },
  };
}
