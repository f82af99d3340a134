import MiniSearch from "minisearch";
import { transliterate } from "../language/preferences/normalize-text.js";
import {
  type DescribedProduct,
  type PreferenceAttributes,
  preferenceAttributes,
} from "../language/preferences/preference-attributes.js";
import type { PreferenceMention } from "../language/preferences/preference-mention.js";
import { boughtTogether, type ProductAffinities, popularityIn } from "./product-affinities.js";

const OWN_FIELDS = ["name", "tags", "description"];

/** A catalogue, made ready once to be recommended from. */
export interface ProductIndex {
  readonly products: ReadonlyMap<string, DescribedProduct>;
  readonly attributes: PreferenceAttributes;
  readonly search: MiniSearch<DescribedProduct>;
}

/** Why a product stands where it stands. */
export type RecommendationReason =
  | { readonly kind: "matches"; readonly words: readonly string[] }
  | { readonly kind: "likes" | "avoids"; readonly object: string }
  /** Who bought this one, whose name it gives, is likely to want it. */
  | { readonly kind: "bought_together"; readonly object: string }
  | { readonly kind: "popular" };

export interface RecommendedProduct {
  readonly sku: string;
  /** Higher is better; comparable within one call. */
  readonly score: number;
  readonly reasons: readonly RecommendationReason[];
}

export interface RecommendationRequest {
  /** What is asked for, in words; without any, the whole catalogue is ranked. */
  readonly query?: string;
  /** Only products of this category. */
  readonly category?: string;
  /** Those that stand (`standingPreferences`); only those of goods count. */
  readonly preferences: readonly PreferenceMention[];
  /** At most so many. */
  readonly limit: number;
  /** SKUs that are not to be recommended. */
  readonly exclude?: ReadonlySet<string>;
  /** What all customers' purchases say: what goes with `bought`, or what is popular if that says nothing. */
  readonly affinities?: ProductAffinities;
  /** SKUs that the customer bought. */
  readonly bought?: ReadonlySet<string>;
  /** The customer's, for what is popular in it. */
  readonly segment?: string;
}

/**
 * An attribute that is liked with all strength makes a match this much better, and one that is avoided this much
 * worse: enough to change places among what was asked for, and to leave what was not behind it.
 */
const FULL_PREFERENCE = 8;

/**
 * What goes best with what was bought becomes this much better, and what is most popular: both less than what is liked
 * or avoided with usual strength, since what customers say outweighs what they are guessed to want.
 */
const FULL_AFFINITY = 3;
const FULL_POPULARITY = 1.5;

/** From this share of the best on, it is a reason to give. */
const TELLING_SHARE = 0.25;
const TELLING_POPULARITY = 0.5;

export function indexProducts(products: readonly DescribedProduct[]): ProductIndex {
  const search = new MiniSearch<DescribedProduct>({
    idField: "sku",
    fields: [...OWN_FIELDS, "category"],
    extractField: (product, field) => {
      const value = product[field as keyof DescribedProduct];
      return Array.isArray(value) ? value.join(" ") : String(value);
    },
    processTerm: (term) => transliterate(term) || null,
    searchOptions: { boost: { name: 3, category: 2, tags: 2 }, prefix: (term) => term.length > 3 },
  });
  search.addAll(products);
  return {
    products: new Map(products.map((product) => [product.sku, product])),
    attributes: preferenceAttributes(products),
    search,
  };
}

/**
 * Products by how well their texts match the words (BM25, as MiniSearch computes it, as a share of the best match),
 * times what each attribute is worth that is liked or avoided, by its strength, and what others' purchases say for the
 * product. What has an attribute that is avoided without exception is never among them. With words that nothing matches
 * there are none; of a category those that have all words.
 * Equal scores stand in the order of their SKUs, so that the same call gives the same list.
 */
export function recommendProducts(
  { products, attributes, search }: ProductIndex,
  request: RecommendationRequest,
): readonly RecommendedProduct[] {
  const { query, category, preferences, limit, exclude } = request;
  const liftOf = liftsOf(products, request);
  const ofGoods = preferences
    .filter(({ kind }) => kind === "product")
    .map((preference) => ({ ...preference, skus: attributes.products.get(preference.object) }))
    // Sums of fractions depend on their order.
    .sort((a, b) => (a.object < b.object ? -1 : 1));
  const recommended: RecommendedProduct[] = [];
  for (const { sku, match, words } of candidates({ products, search }, query, category)) {
    if (exclude?.has(sku) || (category !== undefined && products.get(sku)?.category !== category)) continue;
    const its = ofGoods.filter(({ skus }) => skus?.has(sku));
    if (its.some(({ hard, polarity }) => hard && polarity === "avoids")) continue;
    const steer = its.reduce(
      (sum, { polarity, strength }) => sum + (polarity === "likes" ? strength : -strength),
      0,
    );
    const { lift, reason } = liftOf(sku);
    recommended.push({
      sku,
      score: match * FULL_PREFERENCE ** steer * lift,
      reasons: [
        ...(words.length > 0 ? [{ kind: "matches" as const, words }] : []),
        ...its.map(({ polarity, object }) => ({ kind: polarity, object })),
        ...(reason === undefined ? [] : [reason]),
      ],
    });
  }
  return recommended.sort((a, b) => b.score - a.score || (a.sku < b.sku ? -1 : 1)).slice(0, limit);
}

/** What others' purchases make of a product. */
interface Lift {
  /** Times its score; from 1 on. */
  readonly lift: number;
  readonly reason?: RecommendationReason;
}

const NO_LIFT: Lift = { lift: 1 };

function liftsOf(
  products: ProductIndex["products"],
  { affinities, bought = new Set(), segment }: RecommendationRequest,
): (sku: string) => Lift {
  if (affinities === undefined) return () => NO_LIFT;
  const together = boughtTogether(affinities, bought);
  if (together.size > 0) {
    return (sku) => {
      const its = together.get(sku);
      if (its === undefined) return NO_LIFT;
      const lift = FULL_AFFINITY ** its.share;
      const object = products.get(its.because)?.name;
      if (object === undefined || its.share < TELLING_SHARE) return { lift };
      return { lift, reason: { kind: "bought_together", object } };
    };
  }
  const popularity = popularityIn(affinities, segment);
  return (sku) => {
    const share = popularity.get(sku) ?? 0;
    const lift = FULL_POPULARITY ** share;
    return share < TELLING_POPULARITY ? { lift } : { lift, reason: { kind: "popular" } };
  };
}

interface Candidate {
  readonly sku: string;
  readonly match: number;
  readonly words: readonly string[];
}

function candidates(
  { products, search }: Pick<ProductIndex, "products" | "search">,
  query: string | undefined,
  category: string | undefined,
): readonly Candidate[] {
  if (query === undefined) return [...products.keys()].map((sku) => ({ sku, match: 1, words: [] }));
  // Within a category its name tells nothing apart, and one word of several is too little.
  const found = search.search(
    query,
    category === undefined ? {} : { fields: OWN_FIELDS, combineWith: "AND" },
  );
  const best = found[0]?.score ?? 1;
  return found.map(({ id, score, queryTerms }) => ({
    sku: String(id),
    match: score / best,
    words: queryTerms,
  }));
}

/** A reason in words, for a customer. */
export function recommendationReason(reason: RecommendationReason, language: "en" | "de"): string {
  switch (reason.kind) {
    case "matches":
      return { en: "it is what you asked for", de: "danach haben Sie gefragt" }[language];
    case "likes":
      return { en: `because you prefer ${reason.object}`, de: `weil Sie ${reason.object} bevorzugen` }[
        language
      ];
    case "avoids":
      return {
        en: `though you would rather avoid ${reason.object}`,
        de: `obwohl Sie ${reason.object} lieber meiden`,
      }[language];
    case "bought_together":
      return {
        en: `often bought by customers who, like you, bought ${reason.object}`,
        de: `oft gekauft von Kunden, die wie Sie ${reason.object} gekauft haben`,
      }[language];
    case "popular":
      return { en: "popular with our customers", de: "bei unseren Kunden beliebt" }[language];
  }
}
