import type { AudienceScore, SimulateResult } from "./simulate-bench.js";
import type { Coverage } from "./simulate-coverage.js";
import { machineInWords } from "./timing.js";

/** The result for a reader. */
export function simulateInWords(result: SimulateResult): string {
  const { machine, seeds, turns, trueEta, audiences, chart, coverage, seconds } = result;
  return [
    machineInWords(machine),
    `Cumulative regret after ${turns} turns in acceptances lost against the oracle, ${seeds} seeds; attention falls as 1 / rank^${trueEta}`,
    "",
    ...audiences.flatMap((audience) => audienceInWords(audience, seeds)),
    `Drawn in ${chart}`,
    "",
    ...coverageInWords(coverage),
    `${Math.round(seconds)} s`,
  ].join("\n");
}

function audienceInWords({ name, learners }: AudienceScore, seeds: number): readonly string[] {
  return [
    row([name, "mean", "least", "greatest", "of random", "beats greedy in", "η learnt"]),
    ...learners.map(({ name: learner, meanRegret, regrets, shareOfRandom, betterThanGreedy, eta }) =>
      row([
        learner,
        meanRegret.toFixed(0),
        Math.min(...regrets).toFixed(0),
        Math.max(...regrets).toFixed(0),
        `${(100 * shareOfRandom).toFixed(1)} %`,
        `${betterThanGreedy} of ${seeds}`,
        eta === null ? "" : eta.toFixed(2),
      ]),
    ),
    "",
  ];
}

function coverageInWords(coverage: Coverage): readonly string[] {
  const { runs, turnsPerRun, refused, meanEffectiveSampleSize, meanTruth, estimators } = coverage;
  return [
    `A held-out policy judged by ${turnsPerRun} logged turns, ${runs} times; ${refused} of them refused for too small an effective sample, which was ${meanEffectiveSampleSize} on average; the truth is ${meanTruth} on average`,
    "",
    row(["estimator", "95 % interval holds the truth in", "bias", "width"]),
    ...estimators.map(({ name, covered, bias, width }) =>
      row([name, `${(100 * covered).toFixed(1)} %`, bias.toFixed(3), width.toFixed(3)]),
    ),
    "",
  ];
}

function row(cells: readonly string[]): string {
  return cells
    .map((cell, at) => (at === 0 ? cell.padEnd(28) : cell.padStart(Math.max(16, cell.length + 2))))
    .join("")
    .trimEnd();
}
