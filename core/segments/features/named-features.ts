import type { Matrix } from "../matrix.js";
import type { NamedFeature } from "../naming/named-feature.js";
import { takeColumns } from "../take-columns.js";
import { FEATURES } from "./declared-features.js";
import type { Scaler } from "./fit-scaler.js";

/** Columns with what people call them. */
export interface NamedFeatures {
  readonly features: readonly NamedFeature[];
  /** People × features. */
  readonly matrix: Matrix;
}

/** How somebody is called who is high or low in a feature: before a noun, and as one. */
const CALLED: Readonly<Record<string, Pick<NamedFeature, "adjectives" | "nouns">>> = {
  days_since_order: {
    adjectives: { high: "dormant", low: "recent" },
    nouns: { high: "customers of long ago", low: "recent buyers" },
  },
  orders_12m: {
    adjectives: { high: "frequent", low: "occasional" },
    nouns: { high: "frequent buyers", low: "occasional buyers" },
  },
  spend_12m: {
    adjectives: { high: "high-spending", low: "low-spending" },
    nouns: { high: "big spenders", low: "small spenders" },
  },
  orders_total: {
    adjectives: { high: "loyal", low: "little-ordering" },
    nouns: { high: "loyal customers", low: "customers with few orders" },
  },
  average_order_value: {
    adjectives: { high: "large-order", low: "small-order" },
    nouns: { high: "buyers of large orders", low: "buyers of small orders" },
  },
  return_share: {
    adjectives: { high: "often-returning", low: "seldom-returning" },
    nouns: { high: "returners of goods", low: "keepers of goods" },
  },
  tenure_days: {
    adjectives: { high: "long-standing", low: "newer" },
    nouns: { high: "long-standing customers", low: "newer customers" },
  },
  tickets_12m: {
    adjectives: { high: "help-seeking", low: "self-reliant" },
    nouns: { high: "seekers of help", low: "self-reliant customers" },
  },
  good_rating_share: {
    adjectives: { high: "content", low: "discontented" },
    nouns: { high: "content customers", low: "discontented customers" },
  },
  bad_ratings_90d: {
    adjectives: { high: "complaining", low: "quiet" },
    nouns: { high: "complaining customers", low: "quiet customers" },
  },
  pages: {
    adjectives: { high: "browsing", low: "seldom-visiting" },
    nouns: { high: "frequent visitors", low: "rare visitors" },
  },
  products_viewed: {
    adjectives: { high: "browsing", low: "seldom-browsing" },
    nouns: { high: "browsers", low: "rare browsers" },
  },
  categories_viewed: {
    adjectives: { high: "wide-ranging", low: "focused" },
    nouns: { high: "customers of many interests", low: "customers of few interests" },
  },
  favourite_share: {
    adjectives: { high: "focused", low: "wide-ranging" },
    nouns: { high: "customers of one interest", low: "customers of many interests" },
  },
};

/**
 * What changes from week to week says what somebody does now, and how often a request came back says how well it was
 * answered: neither says who they are.
 */
const NOT_LASTING: ReadonlySet<string> = new Set([
  ...FEATURES.filter(({ unit }) => unit === "change").map(({ key }) => key),
  "reopened_12m",
]);

/**
 * The columns of a scaler that people are grouped by, and named after: numbers that last. What plan somebody has, and
 * what is not known of them, makes no group.
 */
export function namedFeatures({ columns }: Scaler, scaled: Matrix): NamedFeatures {
  const kept = columns.flatMap(({ kind, feature }, at) =>
    kind === "value" && !NOT_LASTING.has(feature) ? [at] : [],
  );
  return {
    features: kept.flatMap((at) => {
      const column = columns[at];
      if (column === undefined) return [];
      const { feature, high, low } = column;
      return [{ name: feature, high, low, ...CALLED[feature] }];
    }),
    matrix: takeColumns(scaled, kept),
  };
}
