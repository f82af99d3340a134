import type { SegmentsResult, SegmentsRun } from "./segments-bench.js";
import { machineInWords } from "./timing.js";

/** The result for a reader. */
export function segmentsInWords({ machine, seed, provedRows, peakRssMib, runs }: SegmentsResult): string {
  const names = [...new Set(runs.map(({ data }) => data))];
  return [
    machineInWords(machine),
    `All methods do what their definitions say on ${provedRows} rows of each data set; seed ${seed}; at most ${peakRssMib} MiB resident, packages included. ARI: adjusted Rand index.`,
    ...names.flatMap((name) => [
      "",
      `${name}:`,
      ...runs.filter(({ data }) => data === name).flatMap(runInWords),
    ]),
  ].join("\n");
}

function runInWords(run: SegmentsRun): readonly string[] {
  const { method, rows, seconds, clusters, noise, silhouette, silhouetteError, peer } = run;
  const truth = run.adjustedRandToTruth === null ? "" : `   ARI to the truth ${run.adjustedRandToTruth}`;
  const fit = silhouette === null ? "no silhouette" : `silhouette ${silhouette} ± ${silhouetteError}`;
  const groups = `${clusters} cluster${clusters === 1 ? "" : "s"}${noise === 0 ? "" : `, ${noise} noise`}`;
  return [
    `  ${method.padEnd(8)} ${String(rows).padStart(7)}   ${seconds.toFixed(3).padStart(8)} s (${run.cpuSeconds.toFixed(3)} of a processor)   ${run.memoryMib.toFixed(0).padStart(4)} MiB   ${groups}   ${fit}${truth}   (${run.note})`,
    ...(peer === null
      ? []
      : [
          `${" ".repeat(20)}${peer.seconds.toFixed(3).padStart(8)} s   ${peer.name}: ${peer.ratio.toFixed(1)} times ours for the same work, ARI to ours ${peer.adjustedRand}`,
        ]),
  ];
}
