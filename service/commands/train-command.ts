import type { Library, TrainingResult, TrainOptions } from "../../core/index.js";
import { type Progress, showProgress } from "../progress.js";
import { augmentationInWords } from "./augmentation-table.js";

const STAGES = {
  "judging augmentation": "Judging augmentation",
  "judging context": "Judging context",
  calibrating: "Calibrating",
  learning: "Training",
  "reading customers": "Reading customers",
  ranking: "Learning to rank",
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
    const augmentation =
      result.augmentation === undefined ? "" : `\n${augmentationInWords(result.augmentation)}`;
    return `Model ${result.modelVersion}: ${result.examples} examples, ${result.labels} replies, ${result.modelBytes} bytes, ${seconds} s${leftOut}${contextInWords(result)}${rankingInWords(result)}${augmentation}`;
  } finally {
    shown?.progress.end();
  }
}

function rankingInWords({ ranking: { tier, version, figures } }: TrainingResult): string {
  if (figures === undefined)
    return `; ranking ${version} by set weights (tier ${tier}): too few tickets to learn them`;
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  const learnt = tier === "model" ? "learnt" : "set weights, as learnt ones did no better";
  return (
    `; ranking ${version} (${learnt}), on ${figures.choices} tickets that were set aside: right first ` +
    `${percent(figures.top1)}, among three ${percent(figures.top3)} ` +
    `(text model alone ${percent(figures.textTop1)}, ${percent(figures.textTop3)})`
  );
}

function contextInWords({ context }: Pick<TrainingResult, "context">): string {
  if (context === undefined) return "";
  if (context.measuredOn === 0) return "; learnt in context, from too few tickets to tell what it is worth";
  return context.kept
    ? `; learnt in context, which told more in ${context.measuredOn} tickets that were set aside`
    : `; learnt without context, which told no more in ${context.measuredOn} tickets that were set aside`;
}
