import type { ProductRecord } from "../records.js";
import { campShelves } from "./camp-shelves.js";
import { mountainShelves } from "./mountain-shelves.js";
import type { Shelf } from "./shelf.js";
import { wearShelves } from "./wear-shelves.js";

/** The shop's shelves, in the order of its menu. */
export const shelves: readonly Shelf[] = [...campShelves, ...wearShelves, ...mountainShelves];

const slug = (name: string): string =>
  name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/(^-|-$)/g, "");

/** Where the playground serves the picture of a product. */
export function productPicturePath(sku: string): string {
  return `/demo/products/${sku}.svg`;
}

/** Every product, in the order of the shelves. */
export const catalogue: readonly ProductRecord[] = shelves.flatMap((shelf) =>
  shelf.rows.map(([name, price, description, tags], index) => {
    const sku = `${shelf.prefix}-${String(index + 1).padStart(3, "0")}`;
    return {
      sku,
      name,
      category: shelf.category,
      price,
      currency: "EUR" as const,
      description,
      tags: tags.split(","),
      url: `https://www.larkfell.example/p/${slug(name)}`,
      image: productPicturePath(sku),
    };
  }),
);
