import { ownLanguage } from "../own-language.js";
import type { SlotDeclaration } from "../slots/slot-declaration.js";
import type { CompiledFlows, Slots } from "./compile-flow.js";
import type { DialogueChoice, DialogueOutput, SaidText } from "./dialogue-output.js";
import { DIALOGUE_SAYINGS } from "./dialogue-sayings.js";
import type { DialogueTurn } from "./dialogue-turn.js";
import type { FlowStep } from "./flow.js";
import { type FlowText, textCandidates } from "./flow-text.js";

interface Audience {
  readonly flows: CompiledFlows;
  readonly turn: Pick<DialogueTurn, "language" | "facts">;
}

/** The file's language for a reader: exactly theirs, else its main language, else the file's first. */
export function fileLanguage({ set }: CompiledFlows, language: string): string {
  const wanted = language.toLowerCase();
  const match = (to: string) => set.languages.find((each) => each.toLowerCase() === to);
  return match(wanted) ?? match(wanted.split("-")[0] ?? "") ?? set.languages[0] ?? "en";
}

/** A text of a flow for one customer. */
export function saidText(text: FlowText, slots: Slots, { flows, turn }: Audience): SaidText {
  if (text.kind === "reply") return text;
  const locale = fileLanguage(flows, turn.language);
  const candidates = textCandidates(text, turn.facts.segments, locale);
  const printed = Object.entries(slots).filter(([name]) =>
    candidates.some(({ template }) => template.includes(`slots.${name}`)),
  );
  return { kind: "templates", candidates, slots: Object.fromEntries(printed) };
}

/** What a button of a question sends: its slot and the value. */
export function choiceKey(slot: string, value: string): string {
  return `flow:${slot}:${value}`;
}

/** The slot and value of a pressed button; `undefined` for a button that is no flow's. */
export function readChoiceKey(key: string): { readonly slot: string; readonly value: string } | undefined {
  const [, slot, value] = key.match(/^flow:([a-z0-9_]+):([a-z0-9_-]+)$/) ?? [];
  return slot === undefined || value === undefined ? undefined : { slot, value };
}

/** The question of a step, with a button for each answer that there is. */
export function askOutput(
  step: Extract<FlowStep, { verb: "ask" }>,
  slots: Slots,
  audience: Audience,
  isAgain: boolean,
): DialogueOutput {
  const { flows, turn } = audience;
  return {
    kind: "ask",
    slot: step.slot,
    text: saidText(isAgain ? step.again : step.prompt, slots, audience),
    choices: slotChoices(flows.set.slots.get(step.slot), fileLanguage(flows, turn.language)),
  };
}

function slotChoices(slot: SlotDeclaration | undefined, language: string): readonly DialogueChoice[] {
  if (slot?.type === "yes_no") return yesOrNo(slot.name, language);
  return (slot?.choices ?? []).map(({ value, names }) => ({
    key: choiceKey(slot?.name ?? "", value),
    title: names[language]?.[0] ?? value,
  }));
}

/** Buttons for a question that is answered with yes or no. */
export function yesOrNo(slot: string, language: string): readonly DialogueChoice[] {
  const { yes, no } = DIALOGUE_SAYINGS[ownLanguage(language)];
  return [
    { key: choiceKey(slot, "yes"), title: yes },
    { key: choiceKey(slot, "no"), title: no },
  ];
}
