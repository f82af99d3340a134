import { segmentKeys } from "../../segments/segment-keys.js";
import { chooseVariant } from "../choose-variant.js";
import type { Decision } from "../decision.js";
import type { Reply } from "../reply.js";
import { rewriteReply } from "./rewrite-reply.js";
import type { Rewriter } from "./rewriter.js";

/** The tenant's language model, and how far it may go. */
export interface Rewriting {
  readonly rewriter: Rewriter;
  /** Whether texts of conversations in Slack may go to the model. */
  readonly allowSlack: boolean;
}

const REWRITTEN = "Rewritten by";

/** A receipt as it was before its text was reworded. */
export function beforeRewriting<T extends { readonly reasons: readonly string[] }>(receipt: T): T {
  return { ...receipt, reasons: receipt.reasons.filter((reason) => !reason.startsWith(REWRITTEN)) };
}

/**
 * Rewords a bot's answer if it is a text of the library and nothing else: what flows say, and what is asked, stays as
 * it is. The receipt says so.
 * @param rewriting `undefined`: the tenant has no model, and all stays as it is
 */
export async function rewriteAnswer(
  rewriting: Rewriting | undefined,
  reply: Reply,
  decision: Decision,
  tenantName: string,
): Promise<Reply> {
  const { library, segment, language, customer, writing } = decision;
  const { kind, key } = reply.receipt.source;
  if (rewriting === undefined || writing?.channel === undefined) return reply;
  if (reply.kind !== "answer" || kind !== "reply") return reply;
  const record = library.replies.get(key);
  const keys = segmentKeys(segment);
  // Rendered once more, for what was printed into it: it is on no reply and in no record.
  const chosen = record && chooseVariant(record, keys, language, customer.view.fields, tenantName, writing);
  if (chosen === undefined || chosen.text !== reply.text) return reply;
  const { rewriter, allowSlack } = rewriting;
  const { text, values, locale } = chosen;
  const { channel, tone } = writing;
  const done = await rewriteReply(rewriter, { text, values, locale, tone, channel, allowSlack });
  if (!done.rewritten) return reply;
  const reason = `${REWRITTEN} ${rewriter.model}, checked against the library's text.`;
  const { receipt } = reply;
  return { ...reply, text: done.text, receipt: { ...receipt, reasons: [...receipt.reasons, reason] } };
}
