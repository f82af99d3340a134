import { correctedSlots, type SlotCorrection } from "../slots/corrected-slots.js";
import { fillSlot, type SlotFilling, type SlotReading } from "../slots/fill-slot.js";
import { ordinalChoice } from "../slots/ordinal-choice.js";
import type { SlotDeclaration, SlotType } from "../slots/slot-declaration.js";
import type { SlotValue } from "../slots/slot-value.js";
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
  awaited: SlotDeclaration,
  { slots: declared }: FlowSet,
  turn: DialogueTurn,
): SlotCorrection | undefined {
  const others = inputSlots(flow)
    .filter((name) => slots[name] !== undefined && name !== awaited.name)
    .flatMap((name) => declared.get(name) ?? []);
  if (turn.choice !== undefined) {
    const name = readChoiceKey(turn.choice)?.slot;
    const slot = others.find((each) => each.name === name);
    const filling = slot === undefined ? ABSENT : readAnswer(slot, turn);
    return slot === undefined || filling.status !== "filled" ? undefined : { name: slot.name, filling };
  }
  if (awaited.type === "text" && turn.text.length > MAX_CORRECTION_CHARS) return undefined;
  // In the order in which they were filled, which stands for the turns.
  const inOrder = Object.entries(slots).map(([name, value], turnNumber) => [
    name,
    { value, filledAtMs: 0, turn: turnNumber },
  ]);
  const { text, entities } = turn;
  return correctedSlots(text, entities, Object.fromEntries(inOrder), others, readingFor(undefined, turn))[0];
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
 * What a flow knows when it starts: what the message tells, and what the conversation has carried over. An agreement
 * is to one question, and words are said once: neither is taken over.
 */
export function openingSlots(flow: Flow, set: FlowSet, turn: DialogueTurn): Slots {
  const told = slotsBesides(flow, {}, set, turn);
  const carried = inputSlots(flow).flatMap((name) => {
    const type = set.slots.get(name)?.type;
    const value = turn.carried[name];
    return value === undefined || type === "yes_no" || type === "text" ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(carried), ...told };
}

function readingFor(slot: SlotDeclaration | undefined, turn: DialogueTurn): SlotReading {
  const { language, today } = turn;
  const offered = slot && turn.offered[slot.type];
  return { language, today, ...(offered === undefined ? {} : { offered }) };
}
