import { isDeepStrictEqual } from "node:util";
import type { DecisionStore, RecordedDecision } from "./decision-store.js";
import { replyDigest } from "./reply-digest.js";
import type { ReplyRecord } from "./reply-record.js";
import type { ReplyStore } from "./reply-store.js";
import { beforeRewriting } from "./rewrite/rewrite-answer.js";
import { suggestReplies } from "./suggest-replies.js";

/** A decision of the past, and whether it would be made again. */
export interface ExplainedDecision extends Omit<RecordedDecision, "inputs"> {
  /**
   * `same`: its inputs lead to the same receipt again, to the letter. `different`: they don't. `not_ranked`: nothing was
   * ranked, a flow or the product itself spoke. `text_gone`: a text that it rests on is not kept any more.
   */
  readonly replay: "same" | "different" | "not_ranked" | "text_gone";
  /** What was said, as the inputs make it again; left out where they can't. */
  readonly text?: string | null;
  /** The others that were weighed, best first, with what they had. */
  readonly candidates: readonly { readonly replyKey: string; readonly score: number }[];
}

/**
 * Explains a decision of the last 90 days, and makes it again from what it rests on.
 * @returns `undefined` if there is no such decision, or not any more
 */
export async function explainDecision(
  decisionId: string,
  { decisions, replies }: { readonly decisions: DecisionStore; readonly replies: ReplyStore },
): Promise<ExplainedDecision | undefined> {
  const found = await decisions.find(decisionId);
  if (found === undefined) return undefined;
  const { inputs, ...decision } = found;
  if (inputs === undefined) return { ...decision, replay: "not_ranked", candidates: [] };
  const texts = await repliesAsTheyWere(inputs.candidates, replies);
  if (texts === undefined) return { ...decision, replay: "text_gone", candidates: [] };
  const again = suggestReplies(inputs, texts).find((suggestion) => suggestion.decisionId === decisionId);
  const receipt = again && (JSON.parse(JSON.stringify(again.receipt)) as unknown);
  const all = suggestReplies({ ...inputs, limit: inputs.candidates.length }, texts);
  return {
    ...decision,
    replay: isDeepStrictEqual(receipt, beforeRewriting(decision.receipt)) ? "same" : "different",
    ...(again === undefined ? {} : { text: again.text }),
    candidates: all.map(({ replyKey, score }) => ({ replyKey, score })),
  };
}

/** Records as their digests name them; `undefined` if one of them is not kept any more. */
async function repliesAsTheyWere(
  candidates: NonNullable<RecordedDecision["inputs"]>["candidates"],
  replies: ReplyStore,
): Promise<ReadonlyMap<string, ReplyRecord> | undefined> {
  const now = await replies.all();
  const named = candidates.flatMap(({ key, digest }) => (digest === undefined ? [] : [{ key, digest }]));
  const changed = named.filter(({ key, digest }) => {
    const reply = now.get(key);
    return reply === undefined || replyDigest(reply) !== digest;
  });
  const earlier = await replies.earlier(changed.map(({ digest }) => digest));
  const byDigest = new Map(earlier.map((reply) => [replyDigest(reply), reply]));
  const texts = new Map<string, ReplyRecord>();
  for (const { key, digest } of named) {
    const reply = byDigest.get(digest) ?? now.get(key);
    if (reply === undefined || replyDigest(reply) !== digest) return undefined;
    texts.set(key, reply);
  }
  return texts;
}
