import { ownLanguage } from "../conversations/own-language.js";
import { boughtSkus } from "../imports/read-purchases.js";
import { productCard } from "../recommend/product-card.js";
import {
  type RecommendationRequest,
  recommendationReason,
  recommendProducts,
} from "../recommend/recommend-products.js";
import type { ProductCard } from "./cards.js";
import type { Decision } from "./decision.js";

/** For whom products are recommended, and from what. */
export type RecommendedFor = Pick<Decision, "customer" | "library" | "segment" | "language" | "writing">;

/**
 * Products for one customer, best first, each with its reason in the customer's language; that it is what was asked for
 * goes without saying. Their purchases are looked at only with their consent, and what they have is not recommended.
 */
export function recommendedCards(
  { customer, library, segment, language, writing }: RecommendedFor,
  asked: Pick<RecommendationRequest, "query" | "category" | "preferences" | "limit">,
): readonly ProductCard[] {
  const { consent, orders } = customer.view;
  const bought = boughtSkus(consent.allowed ? orders : [], library.skus);
  const { affinities } = library;
  const found = recommendProducts(library.goods, {
    ...asked,
    exclude: bought,
    ...(affinities === undefined ? {} : { affinities, bought }),
    ...(consent.allowed ? { segment: segment.key } : {}),
  });
  return found.flatMap(({ sku, reasons }) => {
    const product = library.products.get(sku);
    if (product === undefined) return [];
    const reason = reasons
      .filter(({ kind }) => kind !== "matches")
      .map((each) => recommendationReason(each, ownLanguage(language)))
      .join(", ");
    return [productCard(product, { language, publicUrl: writing?.publicUrl, reason })];
  });
}
