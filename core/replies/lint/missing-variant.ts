import type { ReplyRecord } from "../reply-record.js";
import type { LintFinding } from "./lint-finding.js";
import type { LintedLibrary } from "./linted-library.js";
import { languageOf, replyTexts } from "./reply-texts.js";

/** What so large a share of the library has is a habit, and the rest is missing it. */
const HABIT_SHARE = 0.5;

/**
 * Languages and segments that at least half of the library is written for, with the replies that are not. A reply that
 * is restricted to other segments misses none.
 */
export function findMissingVariants({ replies }: Pick<LintedLibrary, "replies">): readonly LintFinding[] {
  const languages = habits(replies, "language", (reply) =>
    replyTexts(reply)
      .filter(({ segment }) => segment === undefined)
      .map(({ locale }) => languageOf(locale)),
  );
  const segments = habits(
    replies,
    "segment",
    ({ variants, segments: restricted = [] }) => [
      ...restricted,
      ...variants.flatMap(({ segment }) => segment ?? []),
    ],
    ({ segments: restricted }, segment) => restricted !== undefined && !restricted.includes(segment),
  );
  return [...languages, ...segments];
}

function habits(
  replies: readonly ReplyRecord[],
  what: "language" | "segment",
  valuesOf: (reply: ReplyRecord) => readonly string[],
  isExempt: (reply: ReplyRecord, value: string) => boolean = () => false,
): readonly LintFinding[] {
  const having = new Map<string, Set<string>>();
  for (const reply of replies) {
    for (const value of valuesOf(reply)) {
      const keys = having.get(value) ?? new Set();
      having.set(value, keys.add(reply.key));
    }
  }
  return [...having].flatMap(([value, keys]) => {
    if (keys.size < replies.length * HABIT_SHARE) return [];
    const missing = replies.filter((reply) => !keys.has(reply.key) && !isExempt(reply, value));
    if (missing.length === 0) return [];
    const have = missing.length === 1 ? "1 reply has" : `${missing.length} replies have`;
    return [
      {
        rule: "missing-variant" as const,
        severity: "info" as const,
        replies: missing.map(({ key }) => key),
        message: `${have} no text for the ${what} ${value}, which ${keys.size} of ${replies.length} are written for.`,
        figures: { missing: missing.length, written: keys.size },
      },
    ];
  });
}
