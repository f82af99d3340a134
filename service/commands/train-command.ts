import type { Library } from "../../core/index.js";
import { type Progress, showProgress } from "../progress.js";

/** Trains with progress on stderr. Returns the line that says what came of it. */
export async function trainWithProgress(library: Library): Promise<string> {
  let shown: { readonly stage: string; readonly progress: Progress } | undefined;
  try {
    const started = performance.now();
    const result = await library.train(({ stage, done, total }) => {
      if (stage === "reading") return;
      if (shown?.stage !== stage) {
        shown?.progress.end();
        shown = { stage, progress: showProgress(stage === "learning" ? "Training" : "Calibrating") };
      }
      shown.progress.update(done, total);
    });
    if (result === undefined) return "Nothing to learn from yet: import tickets or replies first.";
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const leftOut =
      result.leftOut === 0 ? "" : `; left out, for want of their customers' consent: ${result.leftOut}`;
    return `Model ${result.modelVersion}: ${result.examples} examples, ${result.labels} replies, ${result.modelBytes} bytes, ${seconds} s${leftOut}`;
  } finally {
    shown?.progress.end();
  }
}
