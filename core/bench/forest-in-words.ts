import type { ForestFigures, ForestResult } from "./forest-bench.js";
import { machineInWords } from "./timing.js";

/** The result for a reader. */
export function forestInWords({ machine, sizes, leftOut }: ForestResult): string {
  return [
    machineInWords(machine),
    "Each forest has 100 trees of depth 10; scores are of 5-fold cross-validation.",
    ...(leftOut.length === 0 ? [] : [`Left out: ${leftOut.join(", ")}`]),
    "",
    table(
      ["rows × features", "forest", "accuracy", "macro-F1", "by votes", "log loss", "calibration error"],
      sizes.map((size) => [
        shape(size),
        size.method,
        points(size.accuracy),
        points(size.macroF1),
        `${points(size.voteAccuracy)}, ${points(size.voteMacroF1)}`,
        size.logLoss.toFixed(4),
        points(size.calibrationError),
      ]),
    ),
    "",
    table(
      ["rows × features", "trained in", "the package", "ratio", "measured on"],
      sizes.map((size) => [
        shape(size),
        `${size.trainSeconds.toFixed(2)} s`,
        `${size.package.trainSeconds.toFixed(0)} s`,
        size.package.trainRatio.toFixed(0),
        `${size.package.measuredTrees} trees, ${size.package.measuredRows} rows`,
      ]),
    ),
    "",
    "The package's time is scaled to 100 trees, and by the square to all rows. Its trees were the same as ours of the",
    "exact method, to the last digit.",
    "",
    table(
      ["rows × features", "one row", "the package", "ratio", "in a batch", "the package", "ratio"],
      sizes.map((size) => [
        shape(size),
        `${size.usPerRow.toFixed(2)} µs`,
        `${size.package.usPerRow.toFixed(1)} µs`,
        size.package.rowRatio.toFixed(1),
        `${size.usPerRowBatched.toFixed(2)} µs`,
        `${size.package.usPerRowBatched.toFixed(1)} µs`,
        size.package.batchedRatio.toFixed(1),
      ]),
    ),
    "",
    table(
      ["rows × features", "JSON", "compiled", "quantised", "greatest change", "changed argmax"],
      sizes.map(({ bytes, quantisingLoss, ...size }) => [
        shape(size),
        megabytes(bytes.json),
        megabytes(bytes.compiled),
        megabytes(bytes.quantised),
        quantisingLoss.maxProbabilityDifference.toFixed(5),
        points(quantisingLoss.changedShare),
      ]),
    ),
  ].join("\n");
}

function shape({ rows, columns }: Pick<ForestFigures, "rows" | "columns">): string {
  return `${rows} × ${columns}`;
}

function table(header: readonly string[], lines: readonly (readonly string[])[]): string {
  const all = [header, ...lines];
  const widths = header.map((_, at) => Math.max(...all.map((line) => (line[at] ?? "").length)));
  return all.map((line) => line.map((cell, at) => cell.padStart(widths[at] ?? 0)).join("   ")).join("\n");
}

function points(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(2)} MB`;
}
