import type { CatalogueIndex } from "../language/entities/catalogue-index.js";
import type { EntityPattern } from "../language/entities/entity-pattern.js";
import { findEntities } from "../language/entities/find-entities.js";
import { outsideTags } from "./text-to-template.js";

/** What is known of the customer whom a text was written for. */
export interface TextSubject {
  /** As they are called, in full or in part. */
  readonly names: readonly string[];
  /** Their own order numbers. */
  readonly orders: readonly string[];
  /** ISO 3166, of telephone numbers without a country code. */
  readonly region: string | undefined;
}

/** What a text is read with. */
export interface LeftoverReading {
  /** BCP 47. */
  readonly language: string;
  /** The library's own text: what stands in it is nobody's. */
  readonly known: string;
  readonly catalogue: CatalogueIndex | undefined;
  /** The tenant's own, of which that of order numbers is used. */
  readonly patterns: readonly EntityPattern[];
  readonly nowMs: number;
}

/** Something in a text that is about one person. */
export interface Leftover {
  readonly kind: "email" | "phone" | "order_number" | "name";
  /** As it stands in the text. */
  readonly words: string;
}

/** No more is read at once: the readers of entities give up in long texts. */
const WINDOW_CHARS = 1_500;
/** Longer than what is looked for. */
const OVERLAP_CHARS = 100;

const KINDS = new Set<string>(["email", "phone", "order_number"]);

/**
 * What is left of one customer in a template that everybody is to be sent: addresses, numbers to call, order numbers,
 * and the customer's name. What the library's text says already, such as the number of the company's own desk, is
 * left out. Numbers to call without a country code are read as of the customer's country, the United States and Great
 * Britain, or Germany, Austria and Switzerland in German texts.
 * @returns each once, in no order; empty if there is nothing
 */
export function personalLeftovers(
  template: string,
  subject: TextSubject,
  reading: LeftoverReading,
): readonly Leftover[] {
  const words = withoutTags(template).normalize("NFC");
  const known = withoutTags(reading.known).normalize("NFC");
  const found = new Map<string, Leftover>();
  const regions = regionsOf(subject.region, reading.language);
  for (const window of windows(words)) {
    for (const region of regions) {
      const entities = findEntities(window, { ...reading, region, ownOrders: subject.orders });
      for (const { type, start, end } of entities) {
        const each = window.slice(start, end).trim();
        if (KINDS.has(type) && !known.includes(each)) {
          found.set(each, { kind: type as Leftover["kind"], words: each });
        }
      }
    }
  }
  for (const name of namesIn(words, subject.names)) {
    if (!namesIn(known, [name]).includes(name)) found.set(name, { kind: "name", words: name });
  }
  return [...found.values()];
}

const KIND_WORDS: Readonly<Record<Leftover["kind"], string>> = {
  email: "an e-mail address",
  phone: "a telephone number",
  order_number: "an order number",
  name: "the customer's name",
};

/** A sentence that says what to take out. */
export function leftoverSentence(leftovers: readonly Leftover[]): string {
  const parts = leftovers.map(({ kind, words }) => `“${words}” (${KIND_WORDS[kind]})`);
  const last = parts.pop() ?? "";
  const list = parts.length === 0 ? last : `${parts.join(", ")} and ${last}`;
  return `Take out ${list}: other customers would read it.`;
}

/** Tags as gaps of the same kind as other words: what stands before and behind them is not one word. */
function withoutTags(template: string): string {
  const gaps: string[] = [];
  outsideTags(template, (words) => {
    gaps.push(words);
    return words;
  });
  return gaps.join(" … ");
}

/** Words of names as they are written, with a capital letter, or all in capitals. */
function namesIn(text: string, names: readonly string[]): readonly string[] {
  const forms = new Set(
    names
      .flatMap((name) => telling(name.normalize("NFC").split(/[^\p{L}\p{M}'’-]+/u)))
      .filter((word) => [...word].length >= 2)
      .flatMap((word) => [word, word.charAt(0).toUpperCase() + word.slice(1), word.toUpperCase()]),
  );
  // A form of several parts stands with all of them, and each part of it for itself.
  return [...new Set(text.match(/[\p{L}\p{M}'’-]+/gu) ?? [])].filter(
    (word) => forms.has(word) || word.split(/['’-]/).some((part) => forms.has(part)),
  );
}

/** The small words of a name (*van der Berg*) are words like others. */
function telling(parts: readonly string[]): readonly string[] {
  const capital = parts.filter((part) => /^\p{Lu}/u.test(part));
  return capital.length === 0 ? parts : capital;
}

function* windows(text: string): Iterable<string> {
  for (let start = 0; start < text.length; start += WINDOW_CHARS) {
    yield text.slice(Math.max(0, start - OVERLAP_CHARS), start + WINDOW_CHARS);
  }
}

function regionsOf(own: string | undefined, language: string): readonly string[] {
  const usual = language.toLowerCase().startsWith("de") ? ["DE", "AT", "CH"] : ["US", "GB"];
  return [...new Set([...(own === undefined ? [] : [own]), ...usual])];
}
