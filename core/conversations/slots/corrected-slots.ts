import type { Entity } from "../../language/entities/entity.js";
import { fillSlot, type SlotFilling, type SlotReading } from "./fill-slot.js";
import type { SlotDeclaration } from "./slot-declaration.js";
import { type FilledSlots, isSameSlotValue, type SlotValue } from "./slot-value.js";

/** A filled slot that the customer takes back. */
export interface SlotCorrection {
  readonly name: string;
  /** The new value; `invalid` and `absent`: the old one is wrong, and the slot is to be asked for again. */
  readonly filling: SlotFilling;
}

/** Words by which people take something back. */
const CUE = new RegExp(
  `(?:^\\s*no|(?<!\\p{L})(?:${[
    "meant|i mean|nope|sorry|actually|correction|instead|rather|wait|wrong|change (?:it|that|this)|make (?:it|that)|the other|oops",
    "meinte|ich meine|nein|sondern|statt|stattdessen|doch|lieber|eigentlich|falsch|korrektur|quatsch|moment|ander[nes]{1,2}|entschuldigung",
  ].join("|")}))(?!\\p{L})`,
  "iu",
);

/** `not`, and what may stand between it and the value: not so in `not received A-1001`. */
const REJECTION =
  /(?<!\p{L})(?:not|nicht|kein(?:e[rnms]?)?|instead of|rather than|anstatt|statt|anstelle von)\s+(?:(?:the|an?|in|to|on|for|from|of|want|need|mean|order|die|de[rnm]|das|eine?n?|nach|am|im|für|aus|will|möchte|bestellung)\s+){0,3}/giu;

/** The value as far as it is no entity: a word or two, up to the one that is meant instead. */
const REJECTED_WORDS = /^[\p{L}\p{N}]+(?:\s(?!(?:but|sondern|rather|lieber)(?!\p{L}))[\p{L}\p{N}]+)?/u;

const OTHER =
  /(?<!\p{L})(?:the other|another|der andere|die andere|das andere|den anderen|die anderen|eine andere|einen anderen|ein anderes)(?!\p{L})/iu;

/** Words for what a slot holds, for `the other order`. */
const NOUNS: Partial<Record<SlotDeclaration["type"], RegExp>> = {
  order: /order|bestellung|one|auftrag/i,
  product: /product|produkt|artikel|item|one/i,
  choice: /one|option|choice/i,
};

/**
 * Which filled slots a message corrects, and to what: `I meant blue`, `no, the other order`, `nicht A-1001, sondern
 * A-1002`, `sorry, 2 not 3`. A message without a word of correction corrects nothing.
 *
 * What is rejected (`not A`) names the slot that is meant; otherwise each slot may take a new value of its type, and
 * of several slots of one type the one that was filled last.
 * @param entities of `findEntities` for the same text
 * @returns in the order of the declarations; none of a text or yes-or-no slot, for which any sentence would do
 */
export function correctedSlots(
  text: string,
  entities: readonly Entity[],
  filled: FilledSlots,
  declarations: readonly SlotDeclaration[],
  reading: SlotReading,
): readonly SlotCorrection[] {
  const isCued = CUE.test(text);
  const rejected = rejectedSpans(text, entities);
  if (!isCued && rejected.length === 0) return [];
  const isRejected = ({ start, end }: Entity) =>
    rejected.some((span) => start >= span.start && end <= span.end);
  const kept = entities.filter((entity) => !isRejected(entity));
  const keptText = blanked(text, rejected);
  const taken = { text: onlyWithin(text, rejected), entities: entities.filter(isRejected) };
  const candidates = declarations.flatMap((declaration) => {
    const slot = Object.hasOwn(filled, declaration.name) ? filled[declaration.name] : undefined;
    if (slot === undefined || declaration.type === "text" || declaration.type === "yes_no") return [];
    const named = fillSlot(declaration, taken.text, taken.entities, reading);
    const isTaken = named.status === "filled" && isSameSlotValue(named.value, slot.value);
    const filling = correction(declaration, keptText, kept, slot.value, reading);
    const isChange =
      filling.status === "invalid" ||
      (filling.status === "filled" && !isSameSlotValue(filling.value, slot.value));
    return (isCued && isChange) || isTaken
      ? [{ declaration, slot, filling: isChange ? filling : ABSENT, isTaken }]
      : [];
  });
  const others = OTHER.test(keptText) ? otherValues(keptText, filled, declarations, reading) : [];
  const meant = candidates.some(({ isTaken }) => isTaken)
    ? candidates.filter(({ isTaken }) => isTaken)
    : candidates;
  const latest = meant.filter(
    (one) =>
      !meant.some(
        (two) =>
          two.declaration.type === one.declaration.type &&
          (two.slot.turn > one.slot.turn ||
            (two.slot.turn === one.slot.turn && meant.indexOf(two) > meant.indexOf(one))),
      ),
  );
  const corrections = latest.map(({ declaration, filling }) => ({ name: declaration.name, filling }));
  return corrections.length > 0 ? corrections : others;
}

const ABSENT: SlotFilling = { status: "absent" };

function correction(
  declaration: SlotDeclaration,
  text: string,
  entities: readonly Entity[],
  current: SlotValue,
  reading: SlotReading,
): SlotFilling {
  const filling = fillSlot(declaration, text, entities, reading);
  if (filling.status !== "invalid" || filling.reason !== "not_one") return filling;
  // "A-1001, sorry, A-1002": of two the one that is new.
  const fresh = entities.filter(({ value }) => !isSameSlotValue(value, current));
  return fresh.length < entities.length ? fillSlot(declaration, text, fresh, reading) : filling;
}

/** `the other order`: of two that were offered, the one that wasn't taken; of more it must be asked. */
function otherValues(
  text: string,
  filled: FilledSlots,
  declarations: readonly SlotDeclaration[],
  { offered = [] }: SlotReading,
): readonly SlotCorrection[] {
  const named = declarations.filter(
    ({ type, name }) => Object.hasOwn(filled, name) && NOUNS[type]?.test(text),
  );
  const [declaration] = named.sort((a, b) => (filled[b.name]?.turn ?? 0) - (filled[a.name]?.turn ?? 0));
  const current = declaration === undefined ? undefined : filled[declaration.name]?.value;
  if (declaration === undefined || current === undefined) return [];
  const isOffered = offered.some(({ value }) => isSameSlotValue(value, current));
  const [other, ...more] = offered.filter(({ value }) => !isSameSlotValue(value, current));
  const filling: SlotFilling =
    isOffered && other !== undefined && more.length === 0 ? { status: "filled", value: other.value } : ABSENT;
  return [{ name: declaration.name, filling }];
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function rejectedSpans(text: string, entities: readonly Entity[]): readonly Span[] {
  return Array.from(text.matchAll(REJECTION)).flatMap(({ 0: match, index }) => {
    const from = index + match.length;
    const words = REJECTED_WORDS.exec(text.slice(from))?.[0] ?? "";
    const end = entities.find(({ start }) => start === from)?.end ?? from + words.length;
    return end === from ? [] : [{ start: index, end }];
  });
}

function blanked(text: string, spans: readonly Span[]): string {
  return spans.reduce(
    (kept, { start, end }) => kept.slice(0, start) + " ".repeat(end - start) + kept.slice(end),
    text,
  );
}

function onlyWithin(text: string, spans: readonly Span[]): string {
  return Array.from({ length: text.length }, (_, at) =>
    spans.some(({ start, end }) => at >= start && at < end) ? text[at] : " ",
  ).join("");
}
