import type { LintFinding } from "./lint-finding.js";
import type { LintedLibrary } from "./linted-library.js";

/** Fewer tickets may be a slip of whoever wrote the file. */
const CLUSTER = 5;

/**
 * What customers ask and nothing answers: solved tickets whose reply the library does not have, so that it would be
 * suggested without a text; and intents with examples that neither a flow nor a reply takes up.
 */
export function findUnanswered({
  replies,
  usage,
  flows,
}: Pick<LintedLibrary, "replies" | "usage" | "flows">): readonly LintFinding[] {
  const answered = new Set([...replies.flatMap(({ key, intents }) => [key, ...intents]), ...flows.startsOn]);
  const ofTickets = [...usage]
    .filter(([key, { tickets }]) => tickets > 0 && !answered.has(key))
    .sort(([a, x], [b, y]) => y.tickets - x.tickets || (a < b ? -1 : 1))
    .map(
      ([key, { tickets }]): LintFinding => ({
        rule: "unanswered",
        severity: tickets >= CLUSTER ? "error" : "warning",
        replies: [key],
        message: `${tickets === 1 ? "1 ticket was" : `${tickets} tickets were`} answered with ${key}, which the library does not have: import it, or correct the key in the tickets.`,
        figures: { tickets },
      }),
    );
  const ofFlows = [...new Set(flows.intents)]
    .filter((intent) => !answered.has(intent) && !usage.has(intent))
    .map(
      (intent): LintFinding => ({
        rule: "unanswered",
        severity: "warning",
        replies: [intent],
        message: `The flows' intent ${intent} has examples, but starts no flow and no reply answers it: name it in a reply's intents, or in a flow's starts_on.`,
      }),
    );
  return [...ofTickets, ...ofFlows];
}
