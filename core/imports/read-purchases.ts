import type { ProfileReader } from "../profiles/profile-reader.js";
import type { ProductRecord } from "../recommend/item-store.js";
import type { Purchase } from "../recommend/train-product-affinities.js";
import { assignSegment } from "../segments/assign-segment.js";
import type { Segmentation } from "../segments/segmentation.js";

/** SKUs by name, case aside: orders name what was bought. */
export function skusByName(
  products: Iterable<Pick<ProductRecord, "sku" | "name">>,
): ReadonlyMap<string, string> {
  return new Map(Array.from(products, ({ sku, name }) => [name.toLowerCase(), sku]));
}

/** What orders name of the catalogue. */
export function boughtSkus(
  orders: readonly { readonly item?: string | undefined }[],
  skus: ReadonlyMap<string, string>,
): ReadonlySet<string> {
  return new Set(orders.flatMap(({ item }) => skus.get(item?.toLowerCase() ?? "") ?? []));
}

/** What was bought by those who allow models to learn from it, with the segment that they are in. */
export async function readPurchases(
  reader: Pick<ProfileReader, "pages">,
  products: readonly ProductRecord[],
  segmentation: Segmentation,
  nowMs: number,
): Promise<readonly Purchase[]> {
  const skus = skusByName(products);
  const purchases: Purchase[] = [];
  for await (const { people } of reader.pages(["model_training", "personalization"], nowMs)) {
    for (const { profileId, views, features } of people) {
      if (!views.model_training.consent.allowed || !views.personalization.consent.allowed) continue;
      const view = views.personalization;
      const bought = boughtSkus(view.orders, skus);
      if (bought.size === 0) continue;
      const { key } = assignSegment(segmentation, {
        view,
        features: () => features(),
        stored: undefined,
        nowMs,
      });
      for (const sku of bought) purchases.push({ customer: profileId, sku, segment: key });
    }
  }
  return purchases;
}
