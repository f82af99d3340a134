import { isWebAddress, type ProductCard } from "../replies/cards.js";
import type { ProductRecord } from "./item-store.js";

/**
 * A product as a reply shows it: the price in the reader's language, the picture at an address that they can reach.
 * @param publicUrl where customers reach this server: a picture that it serves itself is left out without it
 */
export function productCard(
  { sku, name, price, currency, url, image }: ProductRecord,
  {
    language,
    publicUrl,
    reason,
  }: {
    readonly language: string;
    readonly publicUrl?: string | undefined;
    readonly reason?: string | undefined;
  },
): ProductCard {
  const imageUrl = image?.startsWith("/") ? publicUrl && `${publicUrl.replace(/\/$/, "")}${image}` : image;
  return {
    sku,
    name,
    priceText: new Intl.NumberFormat(language, { style: "currency", currency }).format(price),
    ...(imageUrl === undefined ? {} : { imageUrl }),
    ...(url === undefined || !isWebAddress(url) ? {} : { url }),
    ...(reason === undefined || reason === "" ? {} : { reason }),
  };
}
