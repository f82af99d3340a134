import type { IntentScores, IntentsResult } from "./intents-bench.js";
import { machineInWords } from "./timing.js";

/** The result for a reader. */
export function intentsInWords(result: IntentsResult): string {
  const { mode, labels, trainedOn, askedOf, accuracyStd, assisted, incremental, peers } = result;
  const spread = accuracyStd === null ? "" : `, accuracy ± ${points(accuracyStd)} over the folds`;
  return [
    machineInWords(result.machine),
    `${mode}: ${labels} intents, ${trainedOn} examples to learn from, ${askedOf} texts asked${spread}`,
    "",
    ...scoresInWords("The text model", result),
    ...(assisted === null
      ? []
      : [
          "",
          ...scoresInWords(
            "With class names, and self-training on the texts that are asked, without their labels",
            assisted,
          ),
        ]),
    ...(incremental === null
      ? []
      : ["", ...scoresInWords("Gone on from a model of four fifths of the examples", incremental)]),
    ...(peers.length === 0
      ? []
      : [
          "",
          `On the ${accuracyStd === null ? "same" : "first"} split:`,
          ...peers.map(
            ({ name, accuracy, trainSeconds, p50Ms }) =>
              `  ${name.padEnd(34)} accuracy ${points(accuracy)}   ${trainSeconds} s to train   one query ${p50Ms} ms`,
          ),
        ]),
  ].join("\n");
}

function scoresInWords(title: string, scores: IntentScores): readonly string[] {
  const { oosRecall } = scores;
  return [
    `${title}:`,
    `  accuracy ${points(scores.accuracy)}   macro-F1 ${points(scores.macroF1)}   top 3 ${points(scores.top3Accuracy)}   calibration error ${points(scores.ece)}`,
    `  trained in ${scores.trainSeconds.toFixed(1)} s (${scores.trainCpuSeconds.toFixed(1)} s of a processor)   one query ${scores.p50Ms.toFixed(3)} ms, p99 ${scores.p99Ms.toFixed(3)} ms   ${Math.round(scores.perSecond)}/s (${Math.round(scores.perCpuSecond)} in a second of a processor)`,
    `  ${megabytes(scores.modelBytes)}; compressed ${megabytes(scores.compressedBytes)}, ${(scores.modelBytes / scores.compressedBytes).toFixed(1)} times smaller, accuracy ${points(scores.compressedAccuracy)}`,
    `  at the threshold: ${oosRecall === null ? "" : `${points(oosRecall)} of what is out of scope refused, `}${points(scores.oosInScopeAccuracy)} of the rest answered rightly`,
  ];
}

function points(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
