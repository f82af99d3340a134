/** A product as its writer sees it: name, price in euros, description, tags. */
export type ShelfRow = readonly [name: string, priceEur: number, description: string, tags: string];

/** The products of one category. */
export interface Shelf {
  readonly category: string;
  /** First part of each sku. */
  readonly prefix: string;
  /** What a customer calls such a thing in a message. */
  readonly noun: readonly string[];
  readonly rows: readonly ShelfRow[];
}
