import type { PreferenceMention } from "../language/preferences/preference-mention.js";
import type { ProductIndex } from "./recommend-products.js";

/** SKUs in the order in which they are recommended, all of them. */
export type Recommend = (preferences: readonly PreferenceMention[]) => Promise<readonly string[]>;

/**
 * In which of the stated preferences of goods the recommendation does not follow: products that have a liked
 * attribute must stand higher on average than before, those of an avoided one lower or be gone, and all be gone where
 * it is hard. A preference that every product or none would be moved by, or all equally, can't be followed.
 * @param recommend with the preferences: in process by `recommendProducts`, or through a turn
 * @returns what is wrong, a line each; none if all is right
 */
export async function unsteered(
  stated: readonly PreferenceMention[],
  { attributes }: Pick<ProductIndex, "attributes">,
  recommend: Recommend,
): Promise<readonly string[]> {
  const [before, after] = [await recommend([]), await recommend(stated)];
  const problems: string[] = [];
  for (const { kind, object, polarity, hard } of stated) {
    if (kind !== "product") continue;
    const skus = attributes.products.get(object) ?? new Set();
    const [was, is] = [meanPlace(before, skus), meanPlace(after, skus)];
    if (hard && after.some((sku) => skus.has(sku))) problems.push(`${object}: still recommended`);
    if (!hard && (polarity === "likes" ? is >= was : is <= was)) {
      problems.push(`${object}: at place ${was} on average before, at ${is} after`);
    }
  }
  return problems;
}

/** Mean place among those recommended, from 0; of what is gone the place behind the last. */
function meanPlace(order: readonly string[], skus: ReadonlySet<string>): number {
  const places = [...skus].map((sku) => (order.includes(sku) ? order.indexOf(sku) : order.length));
  return places.reduce((sum, place) => sum + place, 0) / places.length;
}
