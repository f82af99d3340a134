/** A product as a reply shows it. */
export interface ProductCard {
  readonly sku: string;
  readonly name: string;
  /** In the reply's language: `€289.00`. */
  readonly priceText: string;
  /** An absolute address. */
  readonly imageUrl?: string;
  readonly url?: string;
  /** Why it is recommended, without a full stop: `because you prefer recycled`. */
  readonly reason?: string;
}

/** A help article to read on in. */
export interface ArticleLink {
  readonly title: string;
  /** An absolute address. */
  readonly url: string;
}

/** True for what a browser opens; other addresses could make it run something. */
export function isWebAddress(url: string): boolean {
  return /^https?:\/\/[^\s/]/i.test(url);
}

/** A product on one line, for where there are no cards: `Kestrel 1, €289.00, because you prefer green: https://…`. */
export function cardLine({ name, priceText, reason, url }: ProductCard): string {
  const described = [name, priceText, reason].filter((part) => part !== undefined).join(", ");
  return url === undefined ? described : `${described}: ${url}`;
}

/** How a product's line begins in a list. */
export const BULLET = "• ";

/**
 * A reply's text without the lines that its cards say: what stands above the cards where they are drawn. The text
 * itself is complete, for notifications and wherever cards can't be drawn.
 * @returns the whole text if nothing else is in it
 */
export function textAboveCards({
  text,
  products = [],
}: {
  readonly text: string;
  readonly products?: readonly ProductCard[];
}): string {
  const drawn = new Set(
    products.flatMap((card) => [
      `${BULLET}${cardLine(card)}`,
      ...[cardLine(card), `${card.name}, ${card.priceText}`, card.url],
    ]),
  );
  const rest = text
    .split("\n")
    .filter((line) => !drawn.has(line))
    .join("\n")
    .trim();
  return rest === "" ? text : rest;
}
