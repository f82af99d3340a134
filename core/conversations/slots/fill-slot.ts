import type { Entity, EntityType } from "../../language/entities/entity.js";
import { numberWord, writtenNumber } from "../../language/entities/number-words.js";
import { foldText, textTokens } from "../../language/entities/text-token.js";
import { primaryTag } from "../../language/primary-tag.js";
import { ordinalChoice } from "./ordinal-choice.js";
import type { SlotDeclaration, SlotType } from "./slot-declaration.js";
import { isSameSlotValue, type SlotValue } from "./slot-value.js";
import { type SlotProblem, validateSlot } from "./validate-slot.js";
import { yesOrNo } from "./yes-or-no.js";

/** Something that the customer was shown, to pick from by its place or its name. */
export interface OfferedValue {
  readonly value: SlotValue;
  /** What it was called, and may be called. */
  readonly names: readonly string[];
}

/** What an answer is read with. */
export interface SlotReading {
  /** BCP 47. */
  readonly language: string;
  /** What was shown last, in its order; for a `choice` by default its choices. */
  readonly offered?: readonly OfferedValue[] | undefined;
  /** Today where the customer is: `2026-04-15`. */
  readonly today: string;
}

/** What a message does to a slot. */
export type SlotFilling =
  | { readonly status: "filled"; readonly value: SlotValue }
  | { readonly status: "invalid"; readonly reason: SlotProblem }
  | { readonly status: "absent" };

/** Which entities fill which slots. */
const ENTITY_TYPES: Partial<Record<SlotType, readonly EntityType[]>> = {
  order: ["order_number"],
  date: ["date"],
  date_range: ["date_range", "date"],
  money: ["money"],
  quantity: ["quantity"],
  number: ["quantity"],
  email: ["email"],
  phone: ["phone"],
  product: ["product"],
  category: ["category"],
  country: ["country"],
  pattern: ["pattern"],
};

const MAX_WORDS_CHARS = 1_000;

/**
 * Fills a slot from a message: with an entity of its type, or with what was offered, picked by place (`the second
 * one`) or by name, or, for numbers, yes and no, choices and texts, with the words themselves.
 * @param entities of `findEntities` for the same text
 */
export function fillSlot(
  declaration: SlotDeclaration,
  text: string,
  entities: readonly Entity[],
  reading: SlotReading,
): SlotFilling {
  const values = distinct(namedValues(declaration, text, entities, reading));
  const [value, ...others] = values;
  if (value === undefined) return { status: "absent" };
  if (others.length > 0) return { status: "invalid", reason: "not_one" };
  const problem = validateSlot(declaration, value, entities, reading.today);
  return problem === undefined ? { status: "filled", value } : { status: "invalid", reason: problem };
}

/** The values that a message names for a slot: what it names outright before what it picks. */
function namedValues(
  declaration: SlotDeclaration,
  text: string,
  entities: readonly Entity[],
  reading: SlotReading,
): readonly SlotValue[] {
  const { type } = declaration;
  if (type === "yes_no") {
    const answer = yesOrNo(text);
    return answer === undefined ? [] : [answer];
  }
  if (type === "text") {
    const words = text.trim().replace(/\s+/g, " ").slice(0, MAX_WORDS_CHARS);
    return words === "" ? [] : [words];
  }
  const named = entities.filter((entity) => isOfSlot(entity, declaration)).map(entityValue(type));
  if (named.length > 0) return named;
  const offered = reading.offered ?? offeredChoices(declaration, reading.language);
  const called = offered.filter(({ names }) => names.some((name) => isCalled(text, name)));
  if (called.length > 0) return longestCalled(called, text);
  if (type === "number" || type === "quantity") return plainNumbers(text, entities);
  return (ordinalChoice(text, offered.length) ?? []).flatMap((place) => offered[place]?.value ?? []);
}

function isOfSlot(entity: Entity, { type, pattern }: SlotDeclaration): boolean {
  if (entity.type === "pattern") return type === "pattern" && entity.name === pattern;
  return ENTITY_TYPES[type]?.includes(entity.type) ?? false;
}

/** A single day is a range of one day. */
function entityValue(type: SlotType): (entity: Entity) => SlotValue {
  return (entity) => {
    if (type !== "date_range" || entity.type !== "date") return entity.value;
    const day = entity.value.slice(0, 10);
    return { from: day, to: day };
  };
}

/** The choices in the message's language and in all others: people mix them. */
function offeredChoices({ choices = [] }: SlotDeclaration, language: string): readonly OfferedValue[] {
  const primary = primaryTag(language);
  return choices.map(({ value, names }) => ({
    value,
    names: [...(names[language] ?? names[primary] ?? []), ...Object.values(names).flat(), value],
  }));
}

/** Whether a text has a name's words side by side; a longer word may begin with a single long one (`blaue`). */
function isCalled(text: string, name: string): boolean {
  const wanted = textTokens(name).map(({ folded }) => folded);
  const words = textTokens(text).map(({ folded }) => folded);
  const isWord = (word: string | undefined, want: string) =>
    word === want ||
    (want.length >= 3 &&
      word !== undefined &&
      word.startsWith(want) &&
      /^e?[snmr]?$/.test(word.slice(want.length)));
  return (
    wanted.length > 0 &&
    words.some((_, at) => wanted.every((want, offset) => isWord(words[at + offset], want)))
  );
}

/** `dark blue` is not blue as well. */
function longestCalled(called: readonly OfferedValue[], text: string): readonly SlotValue[] {
  const lengthOf = ({ names }: OfferedValue) =>
    Math.max(...names.filter((name) => isCalled(text, name)).map((name) => name.length));
  const isWithin = (one: OfferedValue, other: OfferedValue) =>
    one !== other &&
    lengthOf(one) < lengthOf(other) &&
    one.names.some(
      (name) =>
        isCalled(text, name) && other.names.some((long) => isCalled(text, long) && isCalled(long, name)),
    );
  return called.filter((one) => !called.some((other) => isWithin(one, other))).map(({ value }) => value);
}

/** Numbers that are no part of an entity: `2`, `two`, `2,5`. */
function plainNumbers(text: string, entities: readonly Entity[]): readonly number[] {
  const isFree = (start: number, end: number) =>
    entities.every((entity) => end <= entity.start || start >= entity.end);
  const written = Array.from(text.matchAll(/(?<![\p{L}\p{N}.,-])-?\d+(?:[.,]\d+)*(?![\p{L}\p{N}])/gu))
    .filter(({ 0: match, index }) => isFree(index, index + match.length))
    .flatMap(({ 0: match }) => {
      const number = writtenNumber(match.replace("-", ""));
      return number === undefined ? [] : [match.startsWith("-") ? -number : number];
    });
  if (written.length > 0) return written;
  return textTokens(text)
    .filter(({ folded, start, end }) => isFree(start, end) && !/^eine?[rnm]?$|^one$/.test(folded))
    .flatMap(({ folded }) => numberWord(folded) ?? [])
    .concat(
      /^\W*(?:just |only |nur )?(?:one|eine?[rsn]?)\W*(?:please|bitte)?\W*$/.test(foldText(text)) ? [1] : [],
    );
}

function distinct(values: readonly SlotValue[]): readonly SlotValue[] {
  return values.filter((value, at) => values.findIndex((other) => isSameSlotValue(value, other)) === at);
}
