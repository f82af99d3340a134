import type { LintFinding } from "./lint-finding.js";
import type { LintedLibrary } from "./linted-library.js";

/** Replies and variants for segments that no customer can be in: nobody gets them. */
export function findUnknownSegments({
  replies,
  segments,
}: Pick<LintedLibrary, "replies" | "segments">): readonly LintFinding[] {
  if (segments === undefined) return [];
  const known = new Set(segments);
  const users = new Map<string, string[]>();
  for (const { key, variants, segments: restricted = [] } of replies) {
    const named = [...restricted, ...variants.flatMap(({ segment }) => segment ?? [])];
    for (const segment of new Set(named)) {
      if (known.has(segment)) continue;
      const of = users.get(segment) ?? [];
      of.push(key);
      users.set(segment, of);
    }
  }
  return [...users].map(([segment, keys]) => ({
    rule: "unknown-segment",
    severity: "warning",
    replies: keys,
    message: `${keys.length === 1 ? "A reply has" : `${keys.length} replies have`} texts for the segment ${segment}, in which nobody can be: correct the key, or make a rule for it.`,
    figures: { replies: keys.length },
  }));
}
