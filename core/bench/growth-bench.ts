import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { benchEmbeddedIngest, type Lag } from "./ingest-bench.js";
import { type Machine, machine, machineInWords, rounded } from "./timing.js";

/** What an event costs at one size of the installation. */
export interface GrowthPoint {
  readonly profiles: number;
  /** Applied events in the inbox for each profile. */
  readonly history: number;
  readonly microsecondsPerEvent: number;
  /** Of `libsql` alone with the same rows. */
  readonly bareMicrosecondsPerEvent: number;
  readonly lagAtAThird: Lag;
}

export interface GrowthResult {
  readonly machine: Machine;
  readonly points: readonly GrowthPoint[];
  /** The largest installation's cost over the smallest's. */
  readonly growth: number;
  readonly bareGrowth: number;
}

const HISTORY = 3;
const TURNS = 12;

/** Ingestion at a hundredth, a tenth and the whole of `profiles`, each with a short and a ten times longer history. */
export async function benchGrowth(options: {
  readonly dataDir: string;
  readonly profiles: number;
  readonly onProgress: (line: string) => void;
}): Promise<GrowthResult> {
  const { dataDir, profiles: most, onProgress } = options;
  const points: GrowthPoint[] = [];
  for (const profiles of [most / 100, most / 10, most]) {
    for (const history of [HISTORY, 10 * HISTORY]) {
      const folder = join(dataDir, `${profiles}-${history}`);
      mkdirSync(folder);
      onProgress(`${profiles} people with ${history} events each`);
      const measured = await benchEmbeddedIngest({
        dataDir: folder,
        profiles,
        history,
        turns: TURNS,
        onProgress,
      });
      rmSync(folder, { recursive: true, force: true });
      points.push({
        profiles,
        history,
        microsecondsPerEvent: measured.microsecondsPerEvent,
        bareMicrosecondsPerEvent: rounded(1_000_000 / measured.bare.perSecond),
        lagAtAThird: measured.lagAtAThird,
      });
    }
  }
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) throw new Error("there are points");
  return {
    machine: machine(),
    points,
    growth: rounded(last.microsecondsPerEvent / first.microsecondsPerEvent),
    bareGrowth: rounded(last.bareMicrosecondsPerEvent / first.bareMicrosecondsPerEvent),
  };
}

export function growthInWords({ machine, points, growth, bareGrowth }: GrowthResult): string {
  const widest = Math.max(...points.map(({ microsecondsPerEvent }) => microsecondsPerEvent));
  const row = ({
    profiles,
    history,
    microsecondsPerEvent,
    bareMicrosecondsPerEvent,
    lagAtAThird,
  }: GrowthPoint) =>
    `${String(profiles).padStart(8)}  ${String(history).padStart(7)}  ${microsecondsPerEvent.toFixed(0).padStart(8)}  ` +
    `${bareMicrosecondsPerEvent.toFixed(0).padStart(11)}  ${lagAtAThird.p50Ms.toFixed(1).padStart(7)}  ` +
    `${lagAtAThird.p99Ms.toFixed(1).padStart(7)}  ${"█".repeat(Math.round((24 * microsecondsPerEvent) / widest))}`;
  return [
    machineInWords(machine),
    "profiles  history  µs/event  bare libsql  p50, ms  p99, ms",
    ...points.map(row),
    `From the first to the last: ${growth.toFixed(2)} times (bare libsql: ${bareGrowth.toFixed(2)} times)`,
  ].join("\n");
}
