import type { Command } from "commander";
import { type ExplainedDecision, RapportError } from "../../core/index.js";
import { print, printJson, withInstallation } from "./with-installation.js";

/** `rapport explain ID`: why a reply was suggested, and whether it would be again. */
export function addExplain(program: Command): void {
  program
    .command("explain <decision>")
    .description("why a reply of the last 90 days was given, and whether its inputs give it again")
    .option("--json", "as JSON")
    .action((decision: string, { json }: { json?: true }) =>
      withInstallation(async ({ core }) => {
        const explained = await core.explain(decision);
        if (explained === undefined) {
          throw new RapportError("not_found", "there is no such decision, or it is older than 90 days");
        }
        if (json) printJson(explained);
        else print(explanationInWords(explained));
      }),
    );
}

const REPLAYED: Readonly<Record<ExplainedDecision["replay"], string>> = {
  same: "Decided again from the same inputs: the same, to the letter.",
  different: "Decided again from the same inputs: NOT the same. That is a bug: please report it.",
  not_ranked: "Nothing was ranked: a flow or the product itself spoke.",
  text_gone: "Can't be decided again: a text that it rested on is not kept any more.",
};

const MAX_CANDIDATES = 10;

export function explanationInWords(explained: ExplainedDecision): string {
  const { receipt, feedback, candidates, text } = explained;
  const { segment, consent, source, scores = [] } = receipt;
  const width = Math.max(...scores.map(({ method }) => method.length), 0);
  const lines = [
    `${source.kind} ${source.key} (${source.variant}), ${explained.channel}, ${new Date(explained.decidedAtMs).toISOString()}`,
    ...(text === undefined || text === null ? [] : ["", text]),
    "",
    `Why:       ${receipt.reasons.join(" ")}`,
    `Segment:   ${segment.name}, ${Math.round(segment.confidence * 100)} %: ${segment.because} (tier ${segment.tier})`,
    `Read:      ${receipt.fields.join(", ") || "nothing"}`,
    `Withheld:  ${receipt.withheld.map(({ field, reason }) => `${field} (${reason})`).join(", ") || "nothing"}`,
    `Consent:   ${consent.purpose} ${consent.status} (${consent.basis})`,
    `Models:    text ${receipt.modelVersion}, ranking ${receipt.rankingVersion ?? "none"} (tier ${receipt.rankingTier ?? "none"})`,
    ...(receipt.place === undefined
      ? []
      : [`Shown:     at place ${receipt.place}, with probability ${receipt.propensity ?? 1}`]),
    ...(receipt.arm === undefined ? [] : [`Experiment: ${receipt.arm}`]),
    ...(scores.length === 0 ? [] : ["", "What spoke for it (log-odds):"]),
    ...scores.map(
      ({ method, score, weight }) =>
        `  ${method.padEnd(width)}  ${score.toFixed(3).padStart(8)} × ${weight.toFixed(3)} = ${(score * weight).toFixed(3).padStart(7)}`,
    ),
    ...(candidates.length === 0 ? [] : ["", "Weighed against:"]),
    ...candidates
      .slice(0, MAX_CANDIDATES)
      .map(({ replyKey, score }) => `  ${(score * 100).toFixed(1).padStart(5)} %  ${replyKey}`),
    "",
    `Feedback:  ${feedback.map(({ kind, givenAtMs }) => `${kind} ${new Date(givenAtMs).toISOString()}`).join(", ") || "none"}`,
    REPLAYED[explained.replay],
  ];
  return lines.join("\n");
}
