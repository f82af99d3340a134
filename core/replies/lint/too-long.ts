import type { LintFinding } from "./lint-finding.js";
import type { LintedLibrary } from "./linted-library.js";
import { replyTexts } from "./reply-texts.js";

/** Characters that Slack shows in one section block ("Block Kit reference: Section"); longer texts are cut in pieces. */
const SLACK_SECTION = 3_000;

/** Texts that are too long for a channel, as they are written: what fills their variables comes on top. */
export function findTooLong({ replies }: Pick<LintedLibrary, "replies">): readonly LintFinding[] {
  return replies.flatMap((reply) => {
    const long = replyTexts(reply).filter(({ body }) => body.length > SLACK_SECTION);
    if (long.length === 0) return [];
    const longest = Math.max(...long.map(({ body }) => body.length));
    return [
      {
        rule: "too-long" as const,
        severity: "warning" as const,
        replies: [reply.key],
        message: `${long.map(({ variant }) => variant).join(", ")}: up to ${longest} characters; Slack shows more than ${SLACK_SECTION} in pieces, and on a telephone nobody reads to the end. Link to an article.`,
        figures: { characters: longest, limit: SLACK_SECTION },
      },
    ];
  });
}
