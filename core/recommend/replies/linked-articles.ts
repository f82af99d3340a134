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
  /** Inverse document frequency of a word (as BM25 has it); half of it for a word that no article has. */
  readonly rarity: (term: string) => number;
  /** What was found before, by reply and language. */
  readonly links: Map<string, readonly ArticleLink[]>;
}

/**
 * An article is about a reply if it has so much of what the reply is called by: of its words, each by how rare it is
 * among the articles ("which" and "for" stand in all of them).
 */
const LEAST_SHARE = 0.6;
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
  const counts = new Map<string, number>();
  for (const { title, labels, body } of linkable) {
    const terms = searchTerms([title, ...labels, body].join(" "));
    for (const term of new Set(terms)) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  const rarity = (term: string) => {
    const count = counts.get(term) ?? 0;
    return (count === 0 ? 0.5 : 1) * Math.log(1 + (linkable.length - count + 0.5) / (count + 0.5));
  };
  const articlesByKey = new Map(linkable.map((article) => [article.key, article]));
  return { articles: articlesByKey, search, rarity, links: new Map() };
}

/**
 * What a customer may read further: the article in their language that has most of the words that the reply is called by
 * (BM25, as MiniSearch computes it).
 * @param language BCP 47
 * @returns at most one; none if no article is clearly about it
 */
export function linkedArticles(
  { articles, search, rarity, links }: ArticleIndex,
  reply: Pick<ReplyRecord, "key" | "title" | "intents">,
  language: string,
): readonly ArticleLink[] {
  const known = `${language} ${reply.key}`;
  const before = links.get(known);
  if (before !== undefined) return before;
  const words = [reply.title, ...reply.intents.map((intent) => intent.replaceAll(/[_-]/g, " "))].join(" ");
  const weightOf = (terms: Iterable<string>) => {
    let sum = 0;
    for (const term of new Set(terms)) sum += rarity(term);
    return sum;
  };
  const asked = weightOf(searchTerms(words));
  const found: ArticleLink[] = [];
  for (const { id, queryTerms } of search.search(words)) {
    const article = articles.get(String(id));
    if (article?.url === undefined || !isSameLanguage(article.locale, language)) continue;
    if (weightOf(queryTerms) < LEAST_SHARE * asked) continue;
    found.push({ title: article.title, url: article.url });
    if (found.length === MAX_LINKS) break;
  }
  links.set(known, found);
  return found;
}
