import type { ReplyRecord } from "../reply-record.js";
import type { LintFinding } from "./lint-finding.js";
import type { LintedLibrary } from "./linted-library.js";

/** Replies that an agent who sees only the title can't tell apart, unless they are for different segments. */
export function findDuplicateTitles({ replies }: Pick<LintedLibrary, "replies">): readonly LintFinding[] {
  const byTitle = new Map<string, ReplyRecord[]>();
  for (const reply of replies) {
    const audience = [...(reply.segments ?? [])].sort().join(" ");
    const title = `${plain(reply.title)}\n${audience}`;
    const same = byTitle.get(title) ?? [];
    same.push(reply);
    byTitle.set(title, same);
  }
  return [...byTitle.values()]
    .filter((same) => same.length > 1)
    .map((same) => ({
      rule: "duplicate-title",
      severity: "warning",
      replies: same.map(({ key }) => key),
      message: `${same.length} replies are called "${same[0]?.title}": nobody can tell them apart in a list.`,
    }));
}

function plain(title: string): string {
  return title.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
}
