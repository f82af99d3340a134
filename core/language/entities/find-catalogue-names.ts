import { COMMON_WORDS } from "../common-words.js";
import { type CatalogueIndex, type CatalogueName, stemOf } from "./catalogue-index.js";
import type { Entity } from "./entity.js";
import type { TextToken } from "./text-token.js";

/** A word of the text that is, or nearly is, a word of a name. */
interface WordMatch {
  readonly token: number;
  readonly stem: string;
  /** In (0,1]: 1 for the same stem, less for a typo or the end of a compound. */
  readonly likeness: number;
}

/** A name is meant if so much of its weight is there. */
const MIN_COVERAGE = 0.6;

/** A product's telling word alone, written as a name (`the Squall`). */
const MIN_NAMED_COVERAGE = 0.4;

/** How many other words may stand between a name's words. */
const MAX_GAP = 1;

/** A word with so many names tells none of them. */
const MAX_NAMES = 60;

/**
 * Products and categories of the catalogue that a text names: by SKU, by name in any order of its words with
 * typos and plurals, and categories also as the end of a German compound (`Regenjacke` for `Jacken`). Of several
 * products that a text fits equally the first stands.
 */
export function findCatalogueNames(
  text: string,
  tokens: readonly TextToken[],
  index: CatalogueIndex,
): Entity[] {
  const matches = tokens.flatMap((_, at) => wordMatches(tokens, at, index));
  const found = findSkus(text, tokens, index);
  const seen = new Map<CatalogueName, WordMatch[]>();
  for (const match of matches) {
    const names = index.names.get(match.stem) ?? [];
    if (names.length > MAX_NAMES) continue;
    for (const name of names) {
      const own = seen.get(name);
      if (own === undefined) seen.set(name, [match]);
      else own.push(match);
    }
  }
  for (const [name, own] of seen) {
    for (const group of neighbours(own)) {
      const entity = readGroup(text, tokens, index, name, group);
      if (entity !== undefined) found.push(entity);
    }
  }
  return found;
}

/** Longer words are no words; looking for their typos takes long. */
const MAX_WORD_CHARS = 40;

/** The stems of the catalogue that a word may be meant for, the likest only. */
function wordMatches(tokens: readonly TextToken[], at: number, index: CatalogueIndex): WordMatch[] {
  const folded = tokens[at]?.folded ?? "";
  const stem = stemOf(folded);
  if (index.names.has(stem)) return [{ token: at, stem, likeness: 1 }];
  if (stem.length < 5 || stem.length > MAX_WORD_CHARS || /\d/.test(stem) || COMMON_WORDS.has(folded))
    return [];
  const compound = compoundHead(stem, index);
  if (compound !== undefined) return [{ token: at, stem: compound, likeness: 0.8 }];
  let best: WordMatch | undefined;
  for (const [near, [, distance]] of index.names.fuzzyGet(stem, 2)) {
    if (!isTypo(stem, near, distance)) continue;
    const likeness = distance === 1 ? 0.85 : 0.75;
    if (best === undefined || likeness > best.likeness) best = { token: at, stem: near, likeness };
  }
  return best === undefined ? [] : [best];
}

/** The longest stem of a category that a word ends with. */
function compoundHead(stem: string, index: CatalogueIndex): string | undefined {
  for (let from = 3; from <= stem.length - 4; from++) {
    const head = stem.slice(from);
    const names = index.names.get(head);
    if (names?.some(({ type, stems }) => type === "category" && stems.length === 1)) return head;
  }
  return undefined;
}

/** Short words that differ in a letter are other words: `sent` is no tent, `shorts` are no shirts. */
function isTypo(stem: string, near: string, distance: number): boolean {
  if (stem[0] !== near[0]) return false;
  if (distance === 1) return stem.length === near.length ? stem.length >= 6 : stem.length >= 5;
  return isSwap(stem, near) || (distance === 2 && Math.min(stem.length, near.length) >= 8);
}

/** Two neighbouring letters in each other's place. */
function isSwap(stem: string, near: string): boolean {
  if (stem.length !== near.length) return false;
  const at = [...stem].findIndex((letter, index) => letter !== near[index]);
  return stem[at] === near[at + 1] && stem[at + 1] === near[at] && stem.slice(at + 2) === near.slice(at + 2);
}

/** Runs of matches that stand close together. */
function neighbours(matches: readonly WordMatch[]): readonly (readonly WordMatch[])[] {
  const groups: WordMatch[][] = [];
  for (const match of matches) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group !== undefined && last !== undefined && match.token - last.token <= MAX_GAP + 1)
      group.push(match);
    else groups.push([match]);
  }
  return groups;
}

function readGroup(
  text: string,
  tokens: readonly TextToken[],
  { weights }: CatalogueIndex,
  name: CatalogueName,
  group: readonly WordMatch[],
): Entity | undefined {
  const likeness = new Map<string, number>();
  for (const { stem, likeness: value } of group) likeness.set(stem, Math.max(value, likeness.get(stem) ?? 0));
  let covered = 0;
  for (const stem of name.stems) covered += (weights.get(stem) ?? 0) * (likeness.get(stem) ?? 0);
  if (group.every(({ stem }) => COMMON_WORDS.has(stem))) return undefined;
  const coverage = covered / name.weight;
  const [start, end] = [tokens[group[0]?.token ?? 0]?.start ?? 0, tokens[group.at(-1)?.token ?? 0]?.end ?? 0];
  const isName =
    /^\p{Lu}/u.test(text.slice(start, end)) && start > 0 && likeness.get(name.stems[0] ?? "") === 1;
  if (coverage < (name.type === "product" && isName ? MIN_NAMED_COVERAGE : MIN_COVERAGE)) return undefined;
  // Fewer of a category's words would be another thing: a bag is no sleeping bag.
  if (name.type === "category" && likeness.size < new Set(name.stems).size) return undefined;
  const confidence = Math.min(0.95, coverage);
  return { type: name.type, value: name.value, start, end, confidence };
}

/** SKUs, spelt as in the catalogue or without their hyphens. */
function findSkus(text: string, tokens: readonly TextToken[], { skus }: CatalogueIndex): Entity[] {
  const found: Entity[] = [];
  tokens.forEach((token, first) => {
    let compact = "";
    for (let last = first; last < Math.min(tokens.length, first + 6); last++) {
      const [next, previous] = [tokens[last], tokens[last - 1]];
      if (next === undefined || (last > first && !/^[-_/.]?$/.test(text.slice(previous?.end, next.start))))
        break;
      compact += next.folded;
      const sku = /\d/.test(compact) && compact.length >= 4 ? skus.get(compact) : undefined;
      if (sku === undefined) continue;
      found.push({ type: "product", value: sku, start: token.start, end: next.end, confidence: 0.98 });
    }
  });
  return found;
}
