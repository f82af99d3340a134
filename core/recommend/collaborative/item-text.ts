import { transliterate } from "../../language/preferences/normalize-text.js";

/** What is known of an item without anybody's having used it. */
export interface ItemDescription {
  /** Its name, category, description. Empty if there is none. */
  readonly text: string;
  /** In the catalogue's currency. */
  readonly price?: number;
}

/** Vectors of length 1 (or 0, of nothing), as compressed rows: row `i` is the `i`-th item's. */
export interface TextVectors {
  readonly starts: Int32Array;
  readonly tokens: Int32Array;
  readonly weights: Float32Array;
  /** How many different tokens there are. */
  readonly width: number;
}

/** A price band is as wide as a doubling of the price. */
const BAND = 2;

/**
 * TF-IDF vectors of items: words, pairs of words that follow each other, and the price's band. A token that only one
 * item has says nothing of another and is left out.
 */
export function textVectors(items: readonly ItemDescription[]): TextVectors {
  const counts = items.map((item) => countsOf(tokensOf(item)));
  const holders = new Map<string, number>();
  for (const own of counts) for (const token of own.keys()) holders.set(token, (holders.get(token) ?? 0) + 1);
  const places = new Map<string, number>();
  for (const [token, count] of holders) if (count > 1) places.set(token, places.size);
  const starts = new Int32Array(items.length + 1);
  const tokens: number[] = [];
  const weights: number[] = [];
  for (const [at, own] of counts.entries()) {
    const row: (readonly [number, number])[] = [];
    for (const [token, count] of own) {
      const place = places.get(token);
      if (place === undefined) continue;
      row.push([
        place,
        (1 + Math.log(count)) * Math.log((1 + items.length) / (1 + (holders.get(token) ?? 0))),
      ]);
    }
    const length = Math.sqrt(row.reduce((sum, [, weight]) => sum + weight * weight, 0));
    for (const [place, weight] of row) {
      tokens.push(place);
      weights.push(length > 0 ? weight / length : 0);
    }
    starts[at + 1] = tokens.length;
  }
  return {
    starts,
    tokens: Int32Array.from(tokens),
    weights: Float32Array.from(weights),
    width: places.size,
  };
}

function tokensOf({ text, price }: ItemDescription): readonly string[] {
  const words = transliterate(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  const pairs = words.slice(1).map((word, at) => `${words[at]} ${word}`);
  const band =
    price !== undefined && price > 0 ? [`price ${Math.floor(Math.log(price) / Math.log(BAND))}`] : [];
  return [...words, ...pairs, ...band];
}

function countsOf(tokens: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  return counts;
}
