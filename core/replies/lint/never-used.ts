import { wilsonInterval } from "../../evaluation/wilson-interval.js";
import type { LintFinding } from "./lint-finding.js";
import type { LintedLibrary } from "./linted-library.js";
import { UNUSED } from "./reply-usage.js";

/** Of so many suggestions that nobody took, even the upper bound of the share that is taken is below 5 % (95 %). */
const SHOWN_IN_VAIN = 75;

/**
 * Replies that stand there for nothing: in no ticket, never shown, never taken; and those that are shown again and
 * again and that no agent ever took. Nothing is said as long as nothing at all was used.
 */
export function findNeverUsed({
  replies,
  usage,
}: Pick<LintedLibrary, "replies" | "usage">): readonly LintFinding[] {
  const of = (key: string) => usage.get(key) ?? UNUSED;
  const unused = replies
    .map(({ key }) => key)
    .filter((key) => of(key).tickets + of(key).shown + of(key).used === 0);
  const findings: LintFinding[] = [];
  if (unused.length > 0 && unused.length < replies.length) {
    findings.push({
      rule: "never-used",
      severity: "info",
      replies: unused,
      message: `${unused.length === 1 ? "1 reply was" : `${unused.length} replies were`} never used: in no ticket, never shown, never taken. Remove what nobody needs, or add examples.`,
      figures: { replies: unused.length, library: replies.length },
    });
  }
  // Where agents take nothing at all, as with bots alone, none of it is in vain.
  const isTaken = replies.some(({ key }) => of(key).used > 0);
  for (const { key } of replies) {
    const { shown, used, tickets } = of(key);
    if (!isTaken || used > 0 || tickets > 0 || shown < SHOWN_IN_VAIN) continue;
    findings.push({
      rule: "never-used",
      severity: "warning",
      replies: [key],
      message: `It was shown ${shown} times and never taken: its title or examples promise what its text does not keep.`,
      figures: { shown, used, acceptanceAtMost: wilsonInterval(0, shown).high },
    });
  }
  return findings;
}
