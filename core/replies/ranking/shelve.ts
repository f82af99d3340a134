import { primaryTag } from "../../language/primary-tag.js";
import { indexReplyWords } from "../../recommend/replies/match-words.js";
import type { TicketIndex } from "../../recommend/replies/similar-tickets.js";
import type { ReplyRecord } from "../reply-record.js";
import type { ReplyShelf } from "./find-candidates.js";
import type { RankingModel } from "./ranking-model.js";

/** Makes replies ready to be chosen from. */
export function shelve(
  replies: ReadonlyMap<string, ReplyRecord>,
  ranking: RankingModel,
  tickets?: TicketIndex,
): ReplyShelf {
  const answering = new Map<string, string[]>();
  for (const { key, intents } of replies.values())
    for (const intent of intents) answering.set(intent, [...(answering.get(intent) ?? []), key]);
  const popular = [...ranking.lifts.byReply]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([key]) => key);
  const languages = new Map(
    Array.from(replies.values(), ({ key, locale, variants }) => {
      const tags = [locale, ...variants.flatMap((variant) => variant.locale ?? [])];
      return [key, new Set(tags.map(primaryTag))] as const;
    }),
  );
  const words = indexReplyWords(replies.values());
  return { replies, answering, words, tickets, ranking, popular, languages };
}
