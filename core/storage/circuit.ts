/** How a circuit is tuned, and who is told. */
export interface CircuitOptions {
  /** The circuit's clock. */
  readonly nowMs: () => number;
  /** Failures in a row after which nothing is tried for a while; at least 1, by default 3. */
  readonly failuresToOpen?: number | undefined;
  /** How long nothing is tried; afterwards one try decides. By default 5 s. */
  readonly openMs?: number | undefined;
  /** Told at each failure. */
  readonly onFailure?: ((error: unknown) => void) | undefined;
  /** Told when the circuit opens, once until it closes. */
  readonly onDegraded?: ((error: unknown) => void) | undefined;
  /** Told when it closes again. */
  readonly onRestored?: (() => void) | undefined;
}

/** What a piece of work came to; `answered: false` if it failed or was not tried. */
export type CircuitResult<T> = { readonly answered: true; readonly value: T } | { readonly answered: false };

/** Spares callers the wait for something that is away, and that something the callers. */
export interface Circuit {
  /** Never rejects. Takes as long as `work` does, or no time while the circuit is open. */
  run<T>(work: () => Promise<T>): Promise<CircuitResult<T>>;
  /** `degraded` from when the circuit opens until a try succeeds. */
  standing(): "ok" | "degraded";
  /** Failures so far; what was not tried does not count. */
  failures(): number;
}

/**
 * A circuit breaker (M. Nygard, "Release It!", 2007): closed, open after failures in a row, and half open, when one
 * caller tries and all others are spared still.
 */
export function createCircuit({ nowMs, ...options }: CircuitOptions): Circuit {
  const { failuresToOpen = 3, openMs = 5_000, onFailure, onDegraded, onRestored } = options;
  let failures = 0;
  let inARow = 0;
  let openedAtMs: number | undefined;
  let probing = false;

  function failed(error: unknown): void {
    failures++;
    inARow++;
    onFailure?.(error);
    if (inARow < failuresToOpen) return;
    const opens = openedAtMs === undefined;
    openedAtMs = nowMs();
    if (opens) onDegraded?.(error);
  }

  function succeeded(isProbe: boolean): void {
    // Who set out before it opened brings no news.
    if (openedAtMs !== undefined && !isProbe) return;
    inARow = 0;
    if (openedAtMs === undefined) return;
    openedAtMs = undefined;
    onRestored?.();
  }

  return {
    async run(work) {
      const isProbe = openedAtMs !== undefined;
      if (openedAtMs !== undefined && (probing || nowMs() - openedAtMs < openMs)) return { answered: false };
      if (isProbe) probing = true;
      try {
        const value = await work();
        succeeded(isProbe);
        return { answered: true, value };
      } catch (error) {
        failed(error);
        return { answered: false };
      } finally {
        if (isProbe) probing = false;
      }
    },
    standing: () => (openedAtMs === undefined ? "ok" : "degraded"),
    failures: () => failures,
  };
}
