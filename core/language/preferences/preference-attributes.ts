import { type AttributeLexicon, createLexicon } from "./attribute-lexicon.js";
import {
  ANIMAL_MATERIALS,
  ATTRIBUTE_VOCABULARY,
  type AttributeRole,
  type VocabularyEntry,
} from "./attribute-vocabulary.js";
import { wordsOf } from "./normalize-text.js";

/** Of a product, what says which attributes it has. */
export interface DescribedProduct {
  readonly sku: string;
  readonly name: string;
  readonly category: string;
  readonly price: number;
  readonly description: string;
  readonly tags: readonly string[];
}

/** The attributes that a catalogue's products have, and what people call them. */
export interface PreferenceAttributes {
  readonly lexicon: AttributeLexicon;
  /** By attribute, the SKUs that have it. An attribute that no product has is not among them. */
  readonly products: ReadonlyMap<string, ReadonlySet<string>>;
  readonly roles: ReadonlyMap<string, AttributeRole>;
}

/** A first word that begins the names of so many products is a series: `Kestrel 1`, `Kestrel 2`. */
const SERIES_SIZE = 2;

/**
 * The attributes of a catalogue: the vocabulary's, as far as a product shows them by word or tag, with what they
 * imply (merino is wool); the tags that the vocabulary does not know, by their own names; series; `vegan` for what
 * names no animal's material; `cheap` and `premium` for the lowest and the highest third of a category's prices.
 */
export function preferenceAttributes(products: readonly DescribedProduct[]): PreferenceAttributes {
  const vocabulary = createLexicon(ATTRIBUTE_VOCABULARY);
  const carriers = new Map<string, Set<string>>();
  const carry = (object: string, sku: string) => {
    const skus = carriers.get(object) ?? new Set();
    carriers.set(object, skus.add(sku));
  };
  const own = new Map<string, VocabularyEntry>();
  const learn = (object: string, role: VocabularyEntry["role"]) => {
    own.set(object, { object, role, en: [object], de: [object] });
  };
  const series = seriesOf(products);
  const prices = new Map<string, number[]>();
  for (const { category, price } of products) prices.set(category, [...(prices.get(category) ?? []), price]);
  for (const product of products) {
    const { sku, name, category, tags, description } = product;
    const label = [name, ...tags, category].join(" . ");
    const shown = [
      ...attributesIn(label, vocabulary),
      ...attributesIn(description, vocabulary).filter(({ role }) => role === "material"),
    ];
    for (const { object, implies = [] } of shown) for (const each of [object, ...implies]) carry(each, sku);
    for (const tag of tags) {
      const object = tag.toLowerCase();
      if (attributesIn(tag, vocabulary).length > 0 || !/^(?!care$)\p{L}{3}/u.test(object)) continue;
      // What the vocabulary does not know may be anything: it counts where nothing else is named.
      learn(object, "type");
      carry(object, sku);
    }
    const first = firstWord(name);
    if (series.has(first) && attributesIn(first, vocabulary).length === 0) {
      learn(first, "look");
      carry(first, sku);
    }
    const band = priceBand(product.price, prices.get(category) ?? []);
    if (band !== undefined) carry(band, sku);
  }
  for (const { sku } of products) {
    if (!ANIMAL_MATERIALS.some((material) => carriers.get(material)?.has(sku))) carry("vegan", sku);
  }
  const known = [...ATTRIBUTE_VOCABULARY, ...own.values()].filter(({ object }) => carriers.has(object));
  const roles = new Map(known.map(({ object, role }) => [object, role]));
  return { lexicon: createLexicon(known), products: carriers, roles };
}

function attributesIn(text: string, lexicon: AttributeLexicon): readonly VocabularyEntry[] {
  const words = wordsOf(text);
  return words.flatMap((_word, index) => lexicon.at(words, index)?.entry ?? []);
}

function firstWord(name: string): string {
  return name.toLowerCase().split(/\s/)[0] ?? "";
}

function seriesOf(products: readonly DescribedProduct[]): ReadonlySet<string> {
  const sizes = new Map<string, number>();
  for (const { name } of products) sizes.set(firstWord(name), (sizes.get(firstWord(name)) ?? 0) + 1);
  return new Set(
    [...sizes].filter(([first, size]) => size >= SERIES_SIZE && first.length > 3).map(([first]) => first),
  );
}

/** Whether a price is in the lowest or the highest third of its category's; of fewer than three there are none. */
function priceBand(price: number, prices: readonly number[]): "cheap" | "premium" | undefined {
  if (prices.length < 3) return undefined;
  const share = (is: (each: number) => boolean) => prices.filter(is).length / prices.length;
  if (share((each) => each > price) >= 2 / 3) return "cheap";
  return share((each) => each < price) >= 2 / 3 ? "premium" : undefined;
}
