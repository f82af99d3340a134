import type { Channel } from "../../channel.js";
import type { Tone } from "../tone.js";
import { checkRewrite, type RewriteRefusal } from "./check-rewrite.js";
import { maskValues, unmaskValues } from "./mask-values.js";
import type { RewritePrompt, Rewriter } from "./rewriter.js";

/** A text that may be reworded, and for whom. */
export interface RewriteRequest {
  /** Of the library, rendered. */
  readonly text: string;
  /** What was printed into it: nothing of it leaves the process. */
  readonly values: readonly string[];
  /** BCP 47 */
  readonly locale: string;
  readonly tone?: Tone | undefined;
  readonly channel: Channel;
  /** Whether texts of conversations in Slack may go to the model. */
  readonly allowSlack: boolean;
}

export interface RewrittenReply {
  /** The model's text if it passed all checks, else the library's. */
  readonly text: string;
  readonly rewritten: boolean;
  /** Why it is the library's: the channel, the text itself, the model, or the rule that its answer broke. */
  readonly refused?: "channel" | "unmaskable" | "unavailable" | "unchanged" | RewriteRefusal;
}

/** With more holes than these a text is no sentence to a model. */
const TOKENS_AT_MOST = 12;

/**
 * Rewords a text of the library by a language model. The model gets the text with tokens in the place of values,
 * links and addresses, and nothing of the customer; what it answers is used only if it passes `checkRewrite`. Never
 * rejects: without a good answer the text stays as it was.
 */
export async function rewriteReply(rewriter: Rewriter, request: RewriteRequest): Promise<RewrittenReply> {
  const { text, values, locale, channel, allowSlack } = request;
  const kept = (refused: NonNullable<RewrittenReply["refused"]>) => ({ text, rewritten: false, refused });
  if (channel === "slack" && !allowSlack) return kept("channel");
  const mask = maskValues(text, values);
  if (mask === undefined || mask.values.length > TOKENS_AT_MOST) return kept("unmaskable");
  let answer: string;
  try {
    answer = (await rewriter.rewrite(rewritePrompt(mask.masked, request))).trim();
  } catch {
    return kept("unavailable");
  }
  const refused = checkRewrite(mask.masked, answer, locale);
  if (refused !== undefined) return kept(refused);
  const rewritten = unmaskValues(answer, mask.values);
  return rewritten === text ? kept("unchanged") : { text: rewritten, rewritten: true };
}

const TONES: Readonly<Record<Tone, string>> = {
  formal: "polite and formal (in German with Sie)",
  informal: "friendly and informal (in German with du)",
};

function rewritePrompt(
  masked: string,
  { locale, tone }: Pick<RewriteRequest, "locale" | "tone">,
): RewritePrompt {
  return {
    system: [
      "You reword one reply of a company's help desk so that it reads naturally.",
      "Say exactly what it says: add no fact, promise, number, name or link, and leave none out.",
      "Tokens such as [[1]] stand for values: keep each exactly once, unchanged.",
      `Write in the language ${locale}, in about the same length${tone === undefined ? "" : `, ${TONES[tone]}`}.`,
      "Answer with the reworded text alone: plain text, no markup, no quotation marks around it.",
    ].join(" "),
    user: masked,
  };
}
