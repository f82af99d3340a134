/** The rules, in the order in which a report lists what they found; each has a file of its own. */
export const LINT_RULES = [
  "unrenderable",
  "unanswered",
  "unknown-segment",
  "low-resolution",
  "duplicate-text",
  "near-duplicate-text",
  "duplicate-title",
  "too-long",
  "never-used",
  "missing-variant",
] as const;

export type LintRule = (typeof LINT_RULES)[number];

/** `error`: customers get no answer. `warning`: they get a worse one. `info`: what could be better. */
export const LINT_SEVERITIES = ["error", "warning", "info"] as const;

export type LintSeverity = (typeof LINT_SEVERITIES)[number];

/** Something that a library's owner should look at. */
export interface LintFinding {
  readonly rule: LintRule;
  readonly severity: LintSeverity;
  /** Keys of the replies that it is about, at least one; of `unanswered` the key or intent that is missing. */
  readonly replies: readonly string[];
  /** One sentence, with what to do. */
  readonly message: string;
  /** What it rests on; shares and similarities in [0,1]. */
  readonly figures?: Readonly<Record<string, number>> | undefined;
}
