import { setImmediate } from "node:timers/promises";
import type { ReplyRecord } from "../reply-record.js";
import { findDuplicateTitles } from "./duplicate-title.js";
import { LINT_RULES, LINT_SEVERITIES, type LintFinding, type LintSeverity } from "./lint-finding.js";
import type { LintedLibrary } from "./linted-library.js";
import { findLowResolution } from "./low-resolution.js";
import { findMissingVariants } from "./missing-variant.js";
import { findNeverUsed } from "./never-used.js";
import { type OutcomeCount, type ReplyUsage, replyUsage, type TicketCount } from "./reply-usage.js";
import { findSimilarTexts } from "./similar-texts.js";
import { findTooLong } from "./too-long.js";
import { findUnanswered } from "./unanswered.js";
import { findUnknownSegments } from "./unknown-segment.js";
import { findUnrenderable } from "./unrenderable.js";

/** A library with what is known of how its replies do. */
export interface LintInput extends Omit<LintedLibrary, "replies" | "usage"> {
  readonly replies: Iterable<ReplyRecord>;
  readonly tickets: readonly TicketCount[];
  readonly outcomes: readonly OutcomeCount[];
}

/** What is to be looked at in a library. */
export interface LintReport {
  /** How many replies were looked at. */
  readonly replies: number;
  readonly counts: Readonly<Record<LintSeverity, number>>;
  /** The gravest first; within a severity by rule. */
  readonly findings: readonly LintFinding[];
  /** What became of each reply, by key: what the findings rest on. */
  readonly usage: ReadonlyMap<string, ReplyUsage>;
}

const RULES: readonly ((
  library: LintedLibrary,
) => readonly LintFinding[] | Promise<readonly LintFinding[]>)[] = [
  findUnrenderable,
  findUnanswered,
  findUnknownSegments,
  findLowResolution,
  findSimilarTexts,
  findDuplicateTitles,
  findTooLong,
  findNeverUsed,
  findMissingVariants,
];

/** Looks at a reply library with all rules. The same input gives the same report; an empty library an empty one. */
export async function lintReplies({ replies, tickets, outcomes, ...rest }: LintInput): Promise<LintReport> {
  const sorted = [...replies].sort((a, b) => (a.key < b.key ? -1 : 1));
  const library = { ...rest, replies: sorted, usage: replyUsage(tickets, outcomes) };
  const findings: LintFinding[] = [];
  for (const rule of RULES) {
    findings.push(...(await rule(library)));
    await setImmediate();
  }
  findings.sort(
    (a, b) =>
      LINT_SEVERITIES.indexOf(a.severity) - LINT_SEVERITIES.indexOf(b.severity) ||
      LINT_RULES.indexOf(a.rule) - LINT_RULES.indexOf(b.rule),
  );
  const count = (severity: LintSeverity) =>
    findings.filter((finding) => finding.severity === severity).length;
  return {
    replies: sorted.length,
    counts: { error: count("error"), warning: count("warning"), info: count("info") },
    findings,
    usage: library.usage,
  };
}
