import MiniSearch from "minisearch";
import { transliterate } from "../../language/preferences/normalize-text.js";
import type { ReplyRecord } from "../../replies/reply-record.js";

/** The library's own words, made ready once to be searched. */
export type ReplyWords = Pick<MiniSearch, "search">;

/** A reply with how well it fits, by one method. */
export interface ReplyMatch {
  readonly key: string;
  /** In [0,1]: a share of the best match's, or of all. */
  readonly share: number;
}

interface SearchedReply {
  readonly key: string;
  readonly title: string;
  readonly intents: string;
  readonly body: string;
}

const MIN_PREFIX_CHARS = 4;
const TAG = /\{[{%][^}]*[}%]\}/g;

/** What the library says of itself: titles, intents and all texts, template tags aside. */
export function indexReplyWords(replies: Iterable<ReplyRecord>): ReplyWords {
  const search = new MiniSearch<SearchedReply>({
    idField: "key",
    fields: ["title", "intents", "body"],
    processTerm: (term) => transliterate(term) || null,
    searchOptions: { boost: { title: 3, intents: 2 } },
  });
  for (const { key, title, intents, body, variants } of replies) {
    const texts = [body, ...variants.map((variant) => variant.body)];
    search.add({
      key,
      title,
      intents: intents.map((intent) => intent.replaceAll(/[_-]/g, " ")).join(" "),
      body: texts.map((text) => text.replaceAll(TAG, " ")).join("\n"),
    });
  }
  return search;
}

/**
 * Replies by how well their own words match a message's (BM25, as MiniSearch computes it): useful before the first
 * ticket.
 * @returns at most `limit`, best first, as shares of the best; none where no word matches
 */
export function matchWords(words: ReplyWords, text: string, limit: number): readonly ReplyMatch[] {
  const found = words.search(text, { prefix: (term) => term.length >= MIN_PREFIX_CHARS });
  const best = found[0]?.score ?? 1;
  return found.slice(0, limit).map(({ id, score }) => ({ key: String(id), share: score / best }));
}
