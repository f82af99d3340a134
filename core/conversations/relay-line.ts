import type { RelayLine } from "./handoffs.js";

export interface RelayLineSetup {
  /** Delivers what is due now. @returns false if nothing was */
  readonly deliverDue: () => Promise<boolean>;
  /** When something is due next, in milliseconds from now; `undefined` if nothing waits. */
  readonly nextInMs: () => Promise<number | undefined>;
  readonly onFailure: (error: unknown) => void;
}

/** A relay line that can be woken and stopped. */
export interface OpenRelayLine extends RelayLine {
  /** Something came: it is delivered in the background. */
  wake(): void;
  /** Delivers nothing more; resolves when what was begun is done. */
  stop(): Promise<void>;
}

/** The storage could not be asked: in a while it is. */
const AFTER_FAILURE_MS = 5_000;
/** Node's timers take no longer wait than 24.8 days. */
const MAX_WAIT_MS = 24 * 3_600_000;

/** Runs one pass at a time; whoever wakes it meanwhile has it look once more. Between passes there is one timer. */
export function openRelayLine({ deliverDue, nextInMs, onFailure }: RelayLineSetup): OpenRelayLine {
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  async function pass(): Promise<void> {
    clearTimeout(timer);
    let waitMs: number | undefined;
    try {
      do {
        again = false;
        while (!stopped && (await deliverDue()));
      } while (again && !stopped);
      waitMs = await nextInMs();
    } catch (error) {
      onFailure(error);
      waitMs = AFTER_FAILURE_MS;
    }
    if (waitMs === undefined || stopped) return;
    timer = setTimeout(wake, Math.min(Math.max(waitMs, 1), MAX_WAIT_MS)).unref();
  }

  function run(): Promise<void> {
    again = true;
    running ??= pass().finally(() => {
      running = undefined;
      // Woken after the last look and before the end.
      if (again && !stopped) wake();
    });
    return running;
  }

  function wake(): void {
    if (!stopped) void run();
  }

  return {
    wake,
    resume: () => (stopped ? Promise.resolve() : run()),
    async idle() {
      while (running !== undefined) await running;
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
