import { correctedSlots, type SlotCorrection } from "../slots/corrected-slots.js";
import { fillSlot, type SlotFilling, type SlotReading } from "../slots/fill-slot.js";
import { ordinalChoice } from "../slots/ordinal-choice.js";
import { refersBack } from "../slots/refers-back.js";
import type { SlotDeclaration, SlotType } from "../slots/slot-declaration.js";
import { isSameSlotValue, type SlotValue } from "../slots/slot-value.js";
import { yesOrNo } from "../slots/yes-or-no.js";
import type { Slots } from "./compile-flow.js";
import type { DialogueTurn } from "./dialogue-turn.js";
import { type Flow, type FlowSet, inputSlots } from "./flow.js";
import { readChoiceKey } from "./said-text.js";

const ABSENT: SlotFilling = { status: "absent" };

/** What a message or a pressed button says to the question for a slot. */
export function readAnswer(slot: SlotDeclaration, turn: DialogueTurn): SlotFilling {
  if (turn.choice === undefined) return fillSlot(slot, turn.text, turn.entities, readingFor(slot, turn));
  const pressed = readChoiceKey(turn.choice);
  const value = pressed?.slot === slot.name ? pressedValue(slot, pressed.value) : undefined;
  return value === undefined ? ABSENT : { status: "filled", value };
}

function pressedValue({ type, choices = [] }: SlotDeclaration, given: string): SlotValue | undefined {
  if (type === "yes_no") return given === "yes" ? true : given === "no" ? false : undefined;
  return choices.find(({ value }) => value === given)?.value;
}

/** Yes or no to a question of the product's own, in words or by its button. */
export function readYesOrNo(slot: string, { choice, text }: DialogueTurn): boolean | undefined {
  if (choice === undefined) return yesOrNo(text);
  const pressed = readChoiceKey(choice);
  return pressed?.slot === slot ? pressed.value === "yes" : undefined;
}

/** A longer text is what happened, not a correction of what was said before. */
const MAX_CORRECTION_CHARS = 60;

/**
 * Which of an open flow's slots a message takes back, and for what: in words, or by a button of an earlier question.
 * What an action found is not the customer's to correct.
 */
export function readCorrection(
  flow: Flow,
  slots: Slots,
  awaited: SlotDeclaration | undefined,
  { slots: declared }: FlowSet,
  turn: DialogueTurn,
): SlotCorrection | undefined {
  const others = inputSlots(flow)
    .filter((name) => slots[name] !== undefined && name !== awaited?.name)
    .flatMap((name) => declared.get(name) ?? []);
  if (turn.choice !== undefined) {
    const name = readChoiceKey(turn.choice)?.slot;
    const slot = others.find((each) => each.name === name);
    const filling = slot === undefined ? ABSENT : readAnswer(slot, turn);
    return slot === undefined || filling.status !== "filled" ? undefined : { name: slot.name, filling };
  }
  if (awaited?.type === "text" && turn.text.length > MAX_CORRECTION_CHARS) return undefined;
  // In the order in which they were filled, which stands for the turns.
  const inOrder = Object.entries(slots).map(([name, value], turnNumber) => [
    name,
    { value, filledAtMs: 0, turn: turnNumber },
  ]);
  const { text, entities } = turn;
  return correctedSlots(text, entities, Object.fromEntries(inOrder), others, readingFor(undefined, turn))[0];
}

/**
 * Another value of a slot that is filled, named where yes or no was asked: `LF-1002` says that it is not about LF-1001.
 * It needs no word of correction, for it answers nothing else.
 */
export function readOtherValue(
  flow: Flow,
  slots: Slots,
  set: FlowSet,
  turn: DialogueTurn,
): SlotCorrection | undefined {
  if (turn.text.length > MAX_CORRECTION_CHARS) return undefined;
  const others = Object.entries(slotsBesides(flow, {}, set, turn)).filter(([name, value]) => {
    const held = slots[name];
    return held !== undefined && !isSameSlotValue(held, value);
  });
  const [name, value] = others.at(-1) ?? [];
  return name === undefined || value === undefined
    ? undefined
    : { name, filling: { status: "filled", value } };
}

/** Types whose values are told apart from all else that a message may hold, so that they are taken unasked. */
const PLAIN_TYPES: readonly SlotType[] = [
  "order",
  "product",
  "category",
  "pattern",
  "choice",
  "email",
  "phone",
  "country",
];

/** What a message tells besides of a flow's slots: "I want to return LF-1001, it's too small". One of each type. */
export function slotsBesides(
  flow: Flow,
  filled: Slots,
  { slots: declared }: FlowSet,
  turn: DialogueTurn,
): Slots {
  if (turn.choice !== undefined) return {};
  const besides: Record<string, SlotValue> = {};
  const taken = new Set<SlotType>();
  for (const name of inputSlots(flow)) {
    const slot = declared.get(name);
    if (slot === undefined || filled[name] !== undefined || !PLAIN_TYPES.includes(slot.type)) continue;
    const isChoice = slot.type === "choice";
    if (isChoice && ordinalChoice(turn.text, slot.choices?.length ?? 0) !== undefined) continue;
    if (!isChoice && taken.has(slot.type)) continue;
    const filling = readAnswer(slot, turn);
    if (filling.status !== "filled") continue;
    besides[name] = filling.value;
    taken.add(slot.type);
  }
  return besides;
}

/**
 * What a flow knows when it starts: what the message tells, and what the conversation has carried over, as far as the
 * message doesn't take it back. An agreement is to one question, and words are said once: neither is taken over. An
 * order is where the message speaks of it: somebody who wants "something" sent back may mean another.
 */
export function openingSlots(flow: Flow, set: FlowSet, turn: DialogueTurn): Slots {
  const told = slotsBesides(flow, {}, set, turn);
  const kept = Object.entries(keptSlots(flow, turn.carried, set));
  const isMeant = (name: string) => set.slots.get(name)?.type !== "order" || refersBack(turn.text);
  const before = Object.fromEntries(kept.filter(([name]) => isMeant(name)));
  const correction = readCorrection(flow, before, undefined, set, turn);
  if (correction === undefined) return { ...before, ...told };
  const { [correction.name]: _wrong, ...right } = before;
  const { filling } = correction;
  const corrected = filling.status === "filled" ? { [correction.name]: filling.value } : {};
  return { ...right, ...told, ...corrected };
}

/** What a flow takes over of what was known: not what was agreed to or told in words, nor what an action found. */
export function keptSlots(flow: Flow, slots: Slots, { slots: declared }: FlowSet): Slots {
  const isKept = (name: string) => {
    const type = declared.get(name)?.type;
    return type !== "yes_no" && type !== "text";
  };
  return Object.fromEntries(
    inputSlots(flow).flatMap((name) => {
      const value = slots[name];
      return value === undefined || !isKept(name) ? [] : [[name, value] as const];
    }),
  );
}

function readingFor(slot: SlotDeclaration | undefined, turn: DialogueTurn): SlotReading {
  const { language, today } = turn;
  const offered = slot && turn.offered[slot.type];
  return { language, today, ...(offered === undefined ? {} : { offered }) };
}
