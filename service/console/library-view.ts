import { type Estimate, type LintedReplies, replyTexts, UNUSED, wilsonInterval } from "../../core/index.js";
import type { LibraryView } from "./console-wire.js";

/** The library as the console draws it: replies with their shares and ranges, and what is to be looked at. */
export function libraryView({ replies, report }: LintedReplies): LibraryView {
  const flagged = new Set(
    report.findings.filter(({ rule }) => rule === "low-resolution").flatMap(({ replies: keys }) => keys),
  );
  return {
    counts: report.counts,
    findings: report.findings,
    replies: [...replies.values()].map((reply) => {
      const { tickets, shown, used, good, bad } = report.usage.get(reply.key) ?? UNUSED;
      return {
        key: reply.key,
        title: reply.title,
        variants: replyTexts(reply).map(({ variant }) => variant),
        tickets,
        shown,
        used,
        acceptance: shareOf(Math.min(used, shown), shown),
        satisfaction: shareOf(good, good + bad),
        isLow: flagged.has(reply.key),
      };
    }),
  };
}

/** @returns `undefined` of nothing */
function shareOf(part: number, n: number): Estimate | undefined {
  return n === 0 ? undefined : { mean: part / n, ...wilsonInterval(part, n), n };
}
