import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { benchEmbeddedIngest, type EmbeddedIngest } from "./ingest-bench.js";
import { benchScaledIngest, type ScaledIngest } from "./scaled-ingest-bench.js";
import { type Machine, machine, machineInWords } from "./timing.js";
import { sharesInWords } from "./where-time-goes.js";

export interface IngestResult {
  readonly machine: Machine;
  readonly embedded: EmbeddedIngest;
  readonly scaledOut: ScaledIngest;
}

const TURNS = 20;
const SCALED_EVENTS = 20_000;

/** Ingestion both ways: one process on SQLite, and several on PostgreSQL and Redis. */
export async function benchIngest(options: {
  readonly dataDir: string;
  readonly profiles: number;
  readonly onProgress: (line: string) => void;
}): Promise<IngestResult> {
  const { dataDir, profiles, onProgress } = options;
  const [one, several] = [join(dataDir, "one"), join(dataDir, "several")];
  for (const folder of [one, several]) mkdirSync(folder);
  const embedded = await benchEmbeddedIngest({
    dataDir: one,
    profiles,
    history: 0,
    turns: TURNS,
    onProgress,
  });
  const scaledOut = await benchScaledIngest({
    dataDir: several,
    profiles,
    events: SCALED_EVENTS,
    onProgress,
  });
  return { machine: machine(), embedded, scaledOut };
}

export function ingestInWords({ machine, embedded, scaledOut }: IngestResult): string {
  const { ours, bare, ratio, ratioOfTurns, lagAtFullSpeed, lagAtAThird } = embedded;
  return [
    machineInWords(machine),
    "",
    `Embedded, ${embedded.profiles} profiles: ${ours.count} events of each side`,
    `  acknowledged             ${embedded.acknowledgedPerSecond}/s`,
    `  acknowledged and applied ${ours.perSecond}/s`,
    `  bare libsql              ${bare.perSecond}/s   ratio ${ratio.toFixed(2)} (of single turns ${ratioOfTurns.least.toFixed(2)} to ${ratioOfTurns.greatest.toFixed(2)})`,
    `  acknowledged to applied  p50 ${lagAtFullSpeed.p50Ms} ms, p99 ${lagAtFullSpeed.p99Ms} ms at full speed; p50 ${lagAtAThird.p50Ms} ms, p99 ${lagAtAThird.p99Ms} ms at a third of it`,
    "  Where the time of an event goes (further events, watched):",
    sharesInWords(embedded.whereTimeGoes),
    "",
    `Scaled out, ${scaledOut.profiles} profiles, ${scaledOut.workers} workers, PostgreSQL and Redis: ${scaledOut.events} events`,
    `  acknowledged             ${scaledOut.acknowledgedPerSecond}/s`,
    `  acknowledged and applied ${scaledOut.appliedPerSecond}/s`,
    `  bare pg                  ${scaledOut.barePerSecond}/s   ratio ${scaledOut.ratio.toFixed(2)}`,
    `  acknowledged to applied  p50 below ${scaledOut.lagAtFullSpeed.p50Ms} ms, p99 below ${scaledOut.lagAtFullSpeed.p99Ms} ms at full speed`,
  ].join("\n");
}
