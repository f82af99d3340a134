/** The longest time that `setTimeout` takes; a longer one would be over at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** Timers that end together, so that whoever set them leaves none behind. */
export interface Timers {
  /** Calls `run` once after `ms`, of any length. Returns how to call it off. */
  after(ms: number, run: () => void): () => void;
  /** Calls all of them off; what is set later never runs. */
  end(): void;
}

export function createTimers(): Timers {
  const running = new Set<NodeJS.Timeout>();
  let ended = false;
  return {
    after(ms, run) {
      let timer: NodeJS.Timeout | undefined;
      const wait = (leftMs: number) => {
        if (ended) return;
        const partMs = Math.min(leftMs, LONGEST_MS);
        const part = setTimeout(() => {
          running.delete(part);
          if (leftMs > partMs) wait(leftMs - partMs);
          else run();
        }, partMs);
        timer = part;
        running.add(part);
      };
      wait(Math.max(0, ms));
      return () => {
        if (timer === undefined) return;
        clearTimeout(timer);
        running.delete(timer);
      };
    },
    end() {
      ended = true;
      for (const timer of running) clearTimeout(timer);
      running.clear();
    },
  };
}

/** Resolves with false if `promise` is not settled after `timeoutMs`; how it settles does not matter. */
export function settlesWithin(timeoutMs: number, promise: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), Math.min(timeoutMs, LONGEST_MS));
    const settled = () => {
      clearTimeout(timer);
      resolve(true);
    };
    promise.then(settled, settled);
  });
}
