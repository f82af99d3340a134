import type { Library, TrainingResult, TrainOptions } from "../../core/index.js";
import { type Progress, showProgress } from "../progress.js";
import { augmentationInWords } from "./augmentation-table.js";

const STAGES = {
  "judging augmentation": "Judging augmentation",
  "judging context": "Judging context",
  calibrating: "Calibrating",
  learning: "Training",
};

/** Trains with progress on stderr. Returns what came of it: a line, and a table of what augmentation was tried. */
export async function trainWithProgress(library: Library, options: TrainOptions = {}): Promise<string> {
  let shown: { readonly stage: string; readonly progress: Progress } | undefined;
  try {
    const started = performance.now();
    const result = await library.train(({ stage, done, total }) => {
      if (stage === "reading") return;
      if (shown?.stage !== stage) {
        shown?.progress.end();
        shown = { stage, progress: showProgress(STAGES[stage]) };
      }
      shown.progress.update(done, total);
    }, options);
    if (result === undefined) return "Nothing to learn from yet: import tickets or replies first.";
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const leftOut =
      result.leftOut === 0 ? "" : `; left out, for want of their customers' consent: ${result.leftOut}`;
    return `Model ${result.modelVersion}: ${result.examples} examples, ${result.labels} replies, ${result.modelBytes} bytes, ${seconds} s${leftOut}${contextInWords(result)}${result.augmentation === undefined ? "" : `\n${augmentationInWords(result.augmentation)}`}`;
  } finally {
    shown?.progress.end();
  }
}

function contextInWords({ context }: Pick<TrainingResult, "context">): string {
  if (context === undefined) return "";
  if (context.measuredOn === 0) return "; learnt in context, from too few tickets to tell what it is worth";
  return context.kept
    ? `; learnt in context, which told more in ${context.measuredOn} tickets that were set aside`
    : `; learnt without context, which told no more in ${context.measuredOn} tickets that were set aside`;
}
