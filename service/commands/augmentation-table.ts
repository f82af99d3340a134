import type { TrainingResult } from "../../core/index.js";

type Judged = NonNullable<TrainingResult["augmentation"]>;

const SIGNED = new Intl.NumberFormat("en", {
  minimumFractionDigits: 3,
  maximumFractionDigits: 3,
  signDisplay: "always",
});

/** What was tried, a line each, with what it was worth. */
export function augmentationInWords({ table, accuracy, measuredOn }: Judged): string {
  if (measuredOn === 0) return "Augmentation: not tried; it is from 20 examples up to 2,000.";
  if (table.length === 0) return "Augmentation: there was nothing to make examples of.";
  const rows = table.map(({ name, made, accuracy: share, gain, kept }) => [
    name,
    String(made),
    share.toFixed(3),
    `${SIGNED.format(gain.estimate)} (${SIGNED.format(gain.low)} to ${SIGNED.format(gain.high)})`,
    kept ? "kept" : "left out",
  ]);
  const header = ["augmentation", "made", "accuracy", "log-probability, 99 % interval", ""];
  const all = [header, ["none", "0", accuracy.toFixed(3), "", ""], ...rows];
  const widths = header.map((_, at) => Math.max(...all.map((cells) => cells[at]?.length ?? 0)));
  const lines = all.map((cells) =>
    cells
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return [`Augmentation, judged on ${measuredOn} examples in 5-fold cross-validation:`, ...lines].join("\n");
}
