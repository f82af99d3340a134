import type { ItemLinks } from "./collaborative/item-links.js";

/** How the affinities were learnt, and how good both methods were on purchases that had been set aside. */
export interface AffinityTraining {
  readonly method: "ease" | "item-knn";
  readonly customers: number;
  /** Different pairs of customer and product. */
  readonly purchases: number;
  /** NDCG@10 in [0,1]; `null` of a method that was not tried. */
  readonly ndcg10: { readonly ease: number | null; readonly itemKnn: number | null };
  readonly seed: number;
}

/**
 * What all customers' purchases say of products: which go together, and which are popular, with whom. It holds nothing
 * of any one customer: a product that too few bought is not in it.
 */
export interface ProductAffinities {
  /** The first 12 hex digits of the SHA-256 of its bytes without one. */
  readonly version: string;
  readonly training: AffinityTraining;
  /** By place, in rising order. */
  readonly skus: readonly string[];
  /** From a product that was bought to those that its buyers are likely to want; weights above 0. */
  readonly links: ItemLinks;
  /** Of each product how popular it is, as a share of the most popular; in [0,1]. */
  readonly popularity: Float32Array;
  /** The same in each segment, shrunk towards everybody's as far as the segment is small. */
  readonly segments: ReadonlyMap<string, Float32Array>;
}

/** How well a product goes with what was bought. */
export interface BoughtTogether {
  /** As a share of the product that goes best with it; in (0,1]. */
  readonly share: number;
  /** The SKU of what was bought that says the most for it. */
  readonly because: string;
}

/**
 * Of each product that goes with something that was bought, how well it does; not of what was bought itself. Products
 * that the affinities don't know say nothing: empty if they know none.
 */
export function boughtTogether(
  { skus, links }: ProductAffinities,
  bought: ReadonlySet<string>,
): ReadonlyMap<string, BoughtTogether> {
  const sums = new Map<number, { sum: number; most: number; because: number }>();
  // In the order of places, since sums of fractions depend on it.
  for (const own of placesOf(skus, bought)) {
    for (let at = links.starts[own] ?? 0; at < (links.starts[own + 1] ?? 0); at++) {
      const item = links.items[at] ?? 0;
      const weight = links.weights[at] ?? 0;
      const one = sums.get(item);
      if (one === undefined) sums.set(item, { sum: weight, most: weight, because: own });
      else {
        one.sum += weight;
        if (weight > one.most) [one.most, one.because] = [weight, own];
      }
    }
  }
  const found: (readonly [string, { readonly sum: number; readonly because: string }])[] = [];
  for (const [item, { sum, because }] of sums) {
    const sku = skus[item];
    const reason = skus[because];
    if (sku !== undefined && reason !== undefined && !bought.has(sku))
      found.push([sku, { sum, because: reason }]);
  }
  const greatest = found.reduce((most, [, { sum }]) => Math.max(most, sum), 0);
  return new Map(found.map(([sku, { sum, because }]) => [sku, { share: sum / greatest, because }]));
}

/**
 * Of each product how popular it is, as a share of the most popular; in [0,1].
 * @param segment the customer's; everybody's popularity if there is none, or too little is known of it
 */
export function popularityIn(
  { skus, popularity, segments }: ProductAffinities,
  segment: string | undefined,
): ReadonlyMap<string, number> {
  const shares = (segment === undefined ? undefined : segments.get(segment)) ?? popularity;
  return new Map(skus.map((sku, at) => [sku, shares[at] ?? 0]));
}

/** Where the SKUs stand among those in rising order, in rising order; those that are not among them are left out. */
function placesOf(skus: readonly string[], wanted: ReadonlySet<string>): readonly number[] {
  return [...wanted].flatMap((sku) => placeOf(skus, sku) ?? []).sort((a, b) => a - b);
}

function placeOf(skus: readonly string[], wanted: string): number | undefined {
  let from = 0;
  let to = skus.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((skus[middle] ?? "") < wanted) from = middle + 1;
    else to = middle;
  }
  return skus[from] === wanted ? from : undefined;
}
