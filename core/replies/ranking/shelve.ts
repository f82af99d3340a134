import { indexReplyWords } from "../../recommend/replies/match-words.js";
import type { TicketIndex } from "../../recommend/replies/similar-tickets.js";
import type { ReplyRecord } from "../reply-record.js";
import type { ReplyShelf } from "./find-candidates.js";
import type { RankingModel } from "./ranking-model.js";

/**
 * Makes replies ready to be chosen from.
 * @param before what was made of the same replies is used again
 */
export function shelve(
  replies: ReadonlyMap<string, ReplyRecord>,
  {
    ranking,
    tickets,
    before,
  }: {
    readonly ranking: RankingModel;
    readonly tickets: TicketIndex | undefined;
    readonly before?: ReplyShelf | undefined;
  },
): ReplyShelf {
  const answering = new Map<string, string[]>();
  for (const { key, intents } of replies.values())
    for (const intent of intents) answering.set(intent, [...(answering.get(intent) ?? []), key]);
  const popular = [...ranking.lifts.byReply]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([key]) => key);
  return {
    replies,
    answering,
    words: before?.replies === replies ? before.words : indexReplyWords(replies.values()),
    tickets,
    ranking,
    popular,
  };
}
