import MiniSearch from "minisearch";
import { transliterate } from "../../language/preferences/normalize-text.js";
import type { ReplyRecord } from "../../replies/reply-record.js";
import { commonTerms } from "../common-terms.js";
import { searchTerms } from "../search-terms.js";

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
  const documents = Array.from(replies, ({ key, title, intents, body, variants }): SearchedReply => {
    const texts = [body, ...variants.map((variant) => variant.body)];
    return {
      key,
      title,
      intents: intents.map((intent) => intent.replaceAll(/[_-]/g, " ")).join(" "),
      body: texts.map((text) => text.replaceAll(TAG, " ")).join("\n"),
    };
  });
  const terms = documents.map(({ title, intents, body }) => searchTerms(`${title} ${intents} ${body}`));
  const common = commonTerms(terms);
  const words = new MiniSearch<SearchedReply>({
    idField: "key",
    fields: ["title", "intents", "body"],
    processTerm: (word) => transliterate(word) || null,
    searchOptions: {
      boost: { title: 3, intents: 2 },
      prefix: (term) => term.length >= MIN_PREFIX_CHARS,
      // What nearly all replies have is not looked for.
      processTerm: (word) => {
        const term = transliterate(word);
        return term === "" || common.has(term) ? null : term;
      },
      // Its own: options that are given here need not be joined with others for each word.
      tokenize: MiniSearch.getDefault("tokenize"),
    },
  });
  words.addAll(documents);
  return words;
}

/**
 * Replies by how well their own words match a message's (BM25, as MiniSearch computes it): useful before the first
 * ticket.
 * @returns at most `limit`, best first, as shares of the best times that of the message's words that are in it; none
 * where no word matches
 */
export function matchWords(words: ReplyWords, text: string, limit: number): readonly ReplyMatch[] {
  const found = words.search(text);
  const best = found[0]?.score ?? 1;
  // The best of bad matches is a bad match: it counts as far as the message's words are in it.
  const asked = new Set(searchTerms(text)).size;
  return found.slice(0, limit).map(({ id, score, queryTerms }) => ({
    key: String(id),
    share: (score / best) * Math.min(1, new Set(queryTerms).size / asked),
  }));
}
