import type { CatalogueIndex } from "../entities/catalogue-index.js";
import type { EntityType } from "../entities/entity.js";
import { findEntities } from "../entities/find-entities.js";
import type { TextExample } from "../text-example.js";
import { MADE_WEIGHT } from "./augmentation.js";

/** What is exchanged: it fills a place in a sentence and says nothing of what is asked for. */
const SWAPPED: ReadonlySet<EntityType> = new Set(["order_number", "date", "date_range", "money", "product"]);

export interface SlotReading {
  /** Whose products are found; without one none are. */
  readonly catalogue?: CatalogueIndex | undefined;
  /** The language that a text is written in (BCP 47). */
  readonly languageOf: (text: string) => string;
  /** When the examples are read: decides nothing but which day `Monday` is, which is not looked at. */
  readonly nowMs: number;
}

/** Texts between two turns of the event loop. */
const TEXTS_PER_TURN = 20;

/** A stretch of a text that can be exchanged: where it is, its kind within its language. */
interface Slot {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Exchanges order numbers, days, amounts and products of the catalogue for others of the same kind and language out
 * of the other examples, as they were written there.
 * @returns one more for each text that names something which others name differently
 */
export async function swapSlots(
  examples: readonly TextExample[],
  random: () => number,
  { catalogue, languageOf, nowMs }: SlotReading,
): Promise<readonly TextExample[]> {
  const known = new Set(examples.map(({ text }) => text));
  const spelt = new Map<string, Set<string>>();
  const read: { readonly example: TextExample; readonly slots: readonly Slot[] }[] = [];
  for (const [at, example] of examples.entries()) {
    if (at % TEXTS_PER_TURN === 0) await new Promise(setImmediate);
    const language = languageOf(example.text);
    const reading = { language, nowMs, catalogue, patterns: [], ownOrders: [] };
    const slots = findEntities(example.text, reading)
      .filter(({ type }) => SWAPPED.has(type))
      .map(({ type, start, end }) => ({ kind: `${language} ${type}`, start, end }));
    for (const { kind, start, end } of slots) {
      const own = spelt.get(kind) ?? new Set<string>();
      spelt.set(kind, own.add(example.text.slice(start, end)));
    }
    read.push({ example, slots });
  }
  const spellings = new Map([...spelt].map(([kind, own]) => [kind, [...own]] as const));
  return read.flatMap(({ example, slots }) => {
    if (slots.length === 0) return [];
    const text = withOthers(example.text, slots, spellings, random);
    if (known.has(text)) return [];
    known.add(text);
    return [{ ...example, text, weight: MADE_WEIGHT * example.weight }];
  });
}

function withOthers(
  text: string,
  slots: readonly Slot[],
  spellings: ReadonlyMap<string, readonly string[]>,
  random: () => number,
): string {
  let written = "";
  let from = 0;
  for (const { kind, start, end } of slots) {
    const own = text.slice(start, end);
    const others = (spellings.get(kind) ?? []).filter((other) => other !== own);
    written += text.slice(from, start) + (others[Math.floor(random() * others.length)] ?? own);
    from = end;
  }
  return written + text.slice(from);
}
