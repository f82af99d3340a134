import type { ReplyRecord } from "../reply-record.js";
import { unknownVariables } from "../template.js";
import type { LintFinding } from "./lint-finding.js";
import type { LintedLibrary } from "./linted-library.js";
import { type ReplyText, replyTexts } from "./reply-texts.js";

/**
 * Texts that no customer can get: Liquid that does not parse, and variables that nothing ever fills. An error if that
 * holds for every text of a reply, for then the reply is never given.
 */
export function findUnrenderable({ replies }: Pick<LintedLibrary, "replies">): readonly LintFinding[] {
  return replies.flatMap((reply) => {
    const texts = replyTexts(reply);
    const broken = texts.flatMap((text) => {
      const reason = whyNot(text);
      return reason === undefined ? [] : [`${text.variant} ${reason}`];
    });
    return broken.length === 0 ? [] : [finding(reply, broken, texts.length)];
  });
}

function finding({ key }: ReplyRecord, broken: readonly string[], texts: number): LintFinding {
  const all = broken.length === texts;
  const rest = all ? "nobody can get this reply" : "others of its texts are given instead";
  return {
    rule: "unrenderable",
    severity: all ? "error" : "warning",
    replies: [key],
    message: `${capped(broken)}: ${rest}.`,
    figures: { texts, unrenderable: broken.length },
  };
}

const NAMED_AT_MOST = 5;

function capped(names: readonly string[]): string {
  const more = names.length - NAMED_AT_MOST;
  return `${names.slice(0, NAMED_AT_MOST).join("; ")}${more > 0 ? `; and ${more} more` : ""}`;
}

function whyNot({ body }: ReplyText): string | undefined {
  // Most texts are no templates at all, and parsing is what takes the time.
  if (!body.includes("{{") && !body.includes("{%")) return undefined;
  let unknown: readonly string[];
  try {
    unknown = unknownVariables(body);
  } catch {
    return "is no valid Liquid template";
  }
  if (unknown.length === 0) return undefined;
  return `needs ${unknown.map((name) => `{{ ${name} }}`).join(", ")}, which no customer has`;
}
