import { cpus, totalmem } from "node:os";

/** Milliseconds of single runs, or of batches: how they are spread. */
export interface Spread {
  readonly medianMs: number;
  readonly p90Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/** One side of a comparison. */
export interface Timing extends Spread {
  /** How much was done, in all runs together. */
  readonly count: number;
  readonly perSecond: number;
}

/** Ours and a bare library's, taken in turn. */
export interface Comparison {
  readonly ours: Timing;
  readonly bare: Timing;
  /** Ours per second over bare per second, over the whole run. */
  readonly ratio: number;
  /** The same of the single turns. */
  readonly ratioOfTurns: { readonly least: number; readonly median: number; readonly greatest: number };
}

/** What one turn of each side took: the times of its runs, in milliseconds. */
export interface Turn {
  readonly ours: readonly number[];
  readonly bare: readonly number[];
}

/** The processor, and what runs on it. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGib: number;
  readonly platform: string;
  readonly node: string;
}

export function machine(): Machine {
  const [first] = cpus();
  return {
    processor: first?.model.trim() || "unknown",
    cores: cpus().length,
    memoryGib: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform}/${process.arch}`,
    node: process.version,
  };
}

export function machineInWords({ processor, cores, memoryGib, platform, node }: Machine): string {
  return `${cores} × ${processor}, ${memoryGib} GiB, ${platform}, Node ${node}`;
}

/**
 * The nearest rank: the smallest of the values that `share` of all don't exceed.
 * @param share in (0,1]
 * @returns `NaN` of no values
 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export function spreadOf(times: readonly number[]): Spread {
  return {
    medianMs: rounded(percentile(times, 0.5)),
    p90Ms: rounded(percentile(times, 0.9)),
    p99Ms: rounded(percentile(times, 0.99)),
    maxMs: rounded(percentile(times, 1)),
  };
}

/** @param each how much one run does: the size of a batch */
export function timingOf(times: readonly number[], each = 1): Timing {
  const count = times.length * each;
  return { count, perSecond: Math.round((1_000 * count) / sum(times)), ...spreadOf(times) };
}

/** Both sides do equally much in every turn. */
export function compare(turns: readonly Turn[], each = 1): Comparison {
  const ours = turns.flatMap((turn) => turn.ours);
  const bare = turns.flatMap((turn) => turn.bare);
  const ratios = turns.map((turn) => sum(turn.bare) / sum(turn.ours));
  return {
    ours: timingOf(ours, each),
    bare: timingOf(bare, each),
    ratio: rounded(sum(bare) / sum(ours)),
    ratioOfTurns: {
      least: rounded(percentile(ratios, Number.MIN_VALUE)),
      median: rounded(percentile(ratios, 0.5)),
      greatest: rounded(percentile(ratios, 1)),
    },
  };
}

/** Only right results are timed. @throws Error otherwise */
export function prove(isRight: boolean, otherwise: string): void {
  if (!isRight) throw new Error(`the benchmark is wrong: ${otherwise}`);
}

export function sum(values: readonly number[]): number {
  return values.reduce((all, each) => all + each, 0);
}

/** Of the stops of a road how long each took, and its share of the whole. */
export function spreadsOf(
  laps: ReadonlyMap<string, readonly number[]>,
  total: number,
): Readonly<Record<string, Spread & { readonly share: number }>> {
  return Object.fromEntries(
    [...laps].map(([stop, times]) => [stop, { ...spreadOf(times), share: sum(times) / total }]),
  );
}

/** One line of a table of spreads. @param more what else is said of it */
export function spreadInWords(name: string, spread: Spread, more = ""): string {
  const { medianMs, p90Ms, p99Ms, maxMs } = spread;
  return `  ${name.padEnd(12)} median ${medianMs.toFixed(2)} ms   p90 ${p90Ms.toFixed(2)}   p99 ${p99Ms.toFixed(2)}   max ${maxMs.toFixed(2)}${more}`;
}

/** To three decimals. */
export function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
