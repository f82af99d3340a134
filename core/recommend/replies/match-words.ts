import MiniSearch from "minisearch";
import { transliterate } from "../../language/preferences/normalize-text.js";
import type { ReplyRecord } from "../../replies/reply-record.js";
import { commonTerms } from "../common-terms.js";
import { searchTerms } from "../search-terms.js";

/** The library's own words, made ready once to be searched. */
export interface ReplyWords {
  readonly search: Pick<MiniSearch, "search">;
  /** Not looked for: nearly all replies have them. */
  readonly common: ReadonlySet<string>;
}

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
  const documents = Array.from(replies, ({ key, title, intents, body, variants }): SearchedReply => {
    const texts = [body, ...variants.map((variant) => variant.body)];
    return {
      key,
      title,
      intents: intents.map((intent) => intent.replaceAll(/[_-]/g, " ")).join(" "),
      body: texts.map((text) => text.replaceAll(TAG, " ")).join("\n"),
    };
  });
  search.addAll(documents);
  const terms = documents.map(({ title, intents, body }) => searchTerms(`${title} ${intents} ${body}`));
  return { search, common: commonTerms(terms) };
}

/**
 * Replies by how well their own words match a message's (BM25, as MiniSearch computes it): useful before the first
 * ticket.
 * @returns at most `limit`, best first, as shares of the best times that of the message's words that are in it; none
 * where no word matches
 */
export function matchWords(
  { search, common }: ReplyWords,
  text: string,
  limit: number,
): readonly ReplyMatch[] {
  const found = search.search(text, {
    prefix: (term) => term.length >= MIN_PREFIX_CHARS,
    processTerm: (word) => {
      const term = transliterate(word);
      return term === "" || common.has(term) ? null : term;
    },
  });
  const best = found[0]?.score ?? 1;
  // The best of bad matches is a bad match: it counts as far as the message's words are in it.
  const asked = new Set(searchTerms(text)).size;
  return found.slice(0, limit).map(({ id, score, queryTerms }) => ({
    key: String(id),
    share: (score / best) * Math.min(1, new Set(queryTerms).size / asked),
  }));
}
