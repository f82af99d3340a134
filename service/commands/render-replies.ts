import {
  LINT_RULES,
  type LintedReplies,
  type LintFinding,
  type ReplyRecord,
  type ReplyUsage,
  replyTexts,
  UNUSED,
} from "../../core/index.js";

/** Keys that a finding names on the terminal; `--json` has all. */
const KEYS_AT_MOST = 6;

/** Findings by rule, the gravest first, and what they come to. */
export function renderFindings(checked: number, findings: readonly LintFinding[]): string {
  const count = (severity: LintFinding["severity"]) =>
    findings.filter((finding) => finding.severity === severity).length;
  const summary = `${checked} replies: ${count("error")} errors, ${count("warning")} warnings, ${count("info")} hints.`;
  const blocks = LINT_RULES.flatMap((rule) => {
    const found = findings.filter((finding) => finding.rule === rule);
    return found.length === 0 ? [] : [[rule, ...found.map(renderFinding), ""].join("\n")];
  });
  return [...blocks, summary].join("\n");
}

function renderFinding({ severity, replies, message }: LintFinding): string {
  const more = replies.length - KEYS_AT_MOST;
  const keys = `${replies.slice(0, KEYS_AT_MOST).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  return `  ${severity.padEnd(7)}  ${keys}\n           ${message}`;
}

/** All replies, with what became of them, as a table. */
export function renderReplies({ replies, report }: LintedReplies): string {
  const header = `${"key".padEnd(30)} ${"title".padEnd(32)} ${figures("tickets", "shown", "taken", "good", "bad")}`;
  const rows = [...replies.values()].map(({ key, title }) => {
    const usage = report.usage.get(key) ?? UNUSED;
    const { tickets, shown, used, good, bad } = usage;
    return `${cut(key, 30).padEnd(30)} ${cut(title, 32).padEnd(32)} ${figures(tickets, shown, used, good, bad)}`;
  });
  return [header, ...rows].join("\n");
}

/** One reply with its texts, what became of it, and what is to be looked at. */
export function renderReply(reply: ReplyRecord, usage: ReplyUsage, findings: readonly LintFinding[]): string {
  const { tickets, shown, used, rejected, reopened, good, bad } = usage;
  return [
    `${reply.title} (${reply.key})`,
    ...(reply.intents.length === 0 ? [] : [`answers: ${reply.intents.join(", ")}`]),
    ...(reply.segments === undefined ? [] : [`only for: ${reply.segments.join(", ")}`]),
    `in ${tickets} tickets; shown ${shown}, taken ${used}, rejected ${rejected}, opened again ${reopened}; rated good ${good}, bad ${bad}`,
    ...findings.map(({ severity, rule, message }) => `${severity}: ${rule}: ${message}`),
    ...replyTexts(reply).flatMap(({ variant, body }) => ["", `[${variant}]`, body]),
  ].join("\n");
}

function figures(...values: readonly (string | number)[]): string {
  return values.map((value) => String(value).padStart(7)).join(" ");
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}
