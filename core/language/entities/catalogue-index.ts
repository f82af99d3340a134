import SearchableMap from "minisearch/SearchableMap";
import { COMMON_WORDS } from "../common-words.js";
import { compactCode } from "./code-spelling.js";
import { textTokens } from "./text-token.js";

/** What the index needs of a product. */
export interface CatalogueProduct {
  readonly sku: string;
  readonly name: string;
  readonly category: string;
}

/** What a name in the catalogue stands for, and its words' stems. */
export interface CatalogueName {
  readonly type: "product" | "category";
  /** SKU, or the category as it is spelt. */
  readonly value: string;
  readonly stems: readonly string[];
  /** Sum of its stems' weights. */
  readonly weight: number;
}

/** A catalogue that texts can be searched for: built once per version of the catalogue. */
export interface CatalogueIndex {
  /** Stem → the names that have it. */
  readonly names: SearchableMap<readonly CatalogueName[]>;
  /** Stem → how much it tells: rare ones more. */
  readonly weights: ReadonlyMap<string, number>;
  /** Compact SKU → SKU. */
  readonly skus: ReadonlyMap<string, string>;
}

/** What a common word (`in`, `the`) counts for in a name. */
const COMMON_WEIGHT = 0.2;

/**
 * Indexes a catalogue's names by the stems of their words. A category of several parts (`Boots & shoes`) goes by
 * each of them.
 * @param aliases category → what customers call such a thing, in all their languages
 */
export function catalogueIndex(
  products: readonly CatalogueProduct[],
  aliases: Readonly<Record<string, readonly string[]>> = {},
): CatalogueIndex {
  const written = new Map<string, Pick<CatalogueName, "type" | "value" | "stems">>();
  const add = (type: CatalogueName["type"], value: string, name: string) => {
    const stems = nameStems(name);
    // People write a sleepingbag as one word as well.
    const spellings = stems.length === 2 || stems.length === 3 ? [stems, [stems.join("")]] : [stems];
    for (const own of spellings) {
      if (own.length > 0) written.set(`${type} ${value} ${own.join(" ")}`, { type, value, stems: own });
    }
  };
  for (const { sku, name } of products) add("product", sku, name);
  for (const category of new Set(products.map((product) => product.category))) {
    for (const name of [
      ...category.split(/\s*(?:[&,/|]|\band\b|\bund\b)\s*/iu),
      ...(aliases[category] ?? []),
    ]) {
      add("category", category, name);
    }
  }
  const byStem = new Map<string, CatalogueName[]>();
  const weights = new Map<string, number>();
  for (const { stems } of written.values()) {
    for (const stem of new Set(stems)) weights.set(stem, (weights.get(stem) ?? 0) + 1);
  }
  for (const [stem, count] of weights) {
    const rarity = Math.log(1 + written.size / count);
    weights.set(stem, COMMON_WORDS.has(stem) ? COMMON_WEIGHT * rarity : rarity);
  }
  for (const name of written.values()) {
    const weight = name.stems.reduce((sum, stem) => sum + (weights.get(stem) ?? 0), 0);
    const weighted = { ...name, weight };
    for (const stem of new Set(name.stems)) byStem.set(stem, [...(byStem.get(stem) ?? []), weighted]);
  }
  return {
    names: SearchableMap.from([...byStem]),
    weights,
    skus: new Map(products.map(({ sku }) => [compactCode(sku), sku])),
  };
}

function nameStems(name: string): string[] {
  const stems = textTokens(name).map(({ folded }) => stemOf(folded));
  return stems.every((stem) => COMMON_WORDS.has(stem)) ? [] : stems;
}

/** A folded word without the endings of plural and case in English and German: `jackets`, `Jacken`, `batteries`. */
export function stemOf(folded: string): string {
  let stem = folded;
  if (stem.length > 3 && /[^s]s$/.test(stem)) stem = stem.slice(0, -1);
  if (stem.length > 4 && /[er]n$/.test(stem)) stem = stem.slice(0, -1);
  if (stem.length > 3 && stem.endsWith("e")) stem = stem.slice(0, -1);
  return stem.replace(/y$/, "i");
}
