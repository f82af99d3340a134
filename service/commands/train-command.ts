import type { Library } from "../../core/index.js";
import { showProgress } from "../progress.js";

/** Trains with progress on stderr. Returns the line that says what came of it. */
export async function trainWithProgress(library: Library): Promise<string> {
  const progress = showProgress("Training");
  try {
    const started = performance.now();
    const result = await library.train(({ stage, done, total }) => {
      if (stage === "learning") progress.update(done, total);
    });
    if (result === undefined) return "Nothing to learn from yet: import tickets or replies first.";
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const leftOut =
      result.leftOut === 0 ? "" : `; left out, for want of their customers' consent: ${result.leftOut}`;
    return `Model ${result.modelVersion}: ${result.examples} examples, ${result.labels} replies, ${result.modelBytes} bytes, ${seconds} s${leftOut}`;
  } finally {
    progress.end();
  }
}
