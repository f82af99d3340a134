import MiniSearch from "minisearch";
import { transliterate } from "../../language/preferences/normalize-text.js";
import { isSameLanguage } from "../../language/primary-tag.js";
import type { ArticleLink } from "../../replies/cards.js";
import type { ReplyRecord } from "../../replies/reply-record.js";
import type { ArticleRecord } from "../item-store.js";
import { searchTerms } from "../search-terms.js";

/** The help centre's articles, made ready once to be linked. */
export interface ArticleIndex {
  readonly articles: ReadonlyMap<string, ArticleRecord>;
  readonly search: Pick<MiniSearch, "search">;
  /** What was found before, by reply and language. */
  readonly links: Map<string, readonly ArticleLink[]>;
}

/** An article is about a reply if it has so many of the words that the reply is called by. */
const LEAST_WORDS_SHARE = 0.6;
const MAX_LINKS = 1;

/** Only articles that have an address: nobody can be sent to the others. */
export function indexArticles(articles: readonly ArticleRecord[]): ArticleIndex {
  const linkable = articles.filter(({ url }) => url !== undefined);
  const search = new MiniSearch<ArticleRecord>({
    idField: "key",
    fields: ["title", "labels", "body"],
    extractField: (article, field) => {
      const value = article[field as keyof ArticleRecord];
      return Array.isArray(value) ? value.join(" ") : String(value);
    },
    processTerm: (term) => transliterate(term) || null,
    searchOptions: { boost: { title: 4, labels: 2 } },
  });
  search.addAll(linkable);
  return { articles: new Map(linkable.map((article) => [article.key, article])), search, links: new Map() };
}

/**
 * What a customer may read further: the article in their language that has most of the words that the reply is called by
 * (BM25, as MiniSearch computes it).
 * @param language BCP 47
 * @returns at most one; none if no article is clearly about it
 */
export function linkedArticles(
  { articles, search, links }: ArticleIndex,
  reply: Pick<ReplyRecord, "key" | "title" | "intents">,
  language: string,
): readonly ArticleLink[] {
  const known = `${language} ${reply.key}`;
  const before = links.get(known);
  if (before !== undefined) return before;
  const words = [reply.title, ...reply.intents.map((intent) => intent.replaceAll(/[_-]/g, " "))].join(" ");
  const asked = new Set(searchTerms(words));
  const found: ArticleLink[] = [];
  for (const { id, queryTerms } of search.search(words)) {
    const article = articles.get(String(id));
    if (article?.url === undefined || !isSameLanguage(article.locale, language)) continue;
    if (new Set(queryTerms).size < LEAST_WORDS_SHARE * asked.size) continue;
    found.push({ title: article.title, url: article.url });
    if (found.length === MAX_LINKS) break;
  }
  links.set(known, found);
  return found;
}
