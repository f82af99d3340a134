import type { SlotValue } from "../slots/slot-value.js";
import type { CompiledFlow, Slots } from "./compile-flow.js";
import type { OpenFlow } from "./dialogue-state.js";
import type { Talk } from "./run-flow.js";
import { readChoiceKey } from "./said-text.js";

export function readAnswer(
  { slot }: { readonly slot: string },
  { flows, turn }: Talk,
): SlotValue | undefined {
  const declaration = flows.set.slots.get(slot) ?? { type: "yes_no" as const, choices: undefined };
  const pressed = turn.choice === undefined ? undefined : readChoiceKey(turn.choice);
  if (pressed !== undefined && pressed.slot !== slot) return undefined;
  const text = (pressed?.value ?? turn.text).toLowerCase();
  if (declaration.type === "yes_no")
    return /^(yes|ja)\b/.test(text) ? true : /^(no|nein)\b/.test(text) ? false : undefined;
  if (declaration.type === "choice")
    return declaration.choices?.find(
      ({ value, names }) =>
        value === text ||
        Object.values(names)
          .flat()
          .some((name) => text.includes(name.toLowerCase())),
    )?.value;
  if (declaration.type === "order") return text.match(/lf-\d+/)?.[0].toUpperCase();
  if (declaration.type === "text") return turn.text;
  return undefined;
}

export function readCorrection(
  { open, ask }: { open: OpenFlow; ask: { slot: string } },
  talk: Talk,
): { slot: string; value: SlotValue } | undefined {
  if (!/^no, /i.test(talk.turn.text)) return undefined;
  for (const slot of Object.keys(open.slots)) {
    if (slot === ask.slot) continue;
    const value = readAnswer({ slot }, talk);
    if (value !== undefined) return { slot, value };
  }
  return undefined;
}

export function openingSlots({ flow }: CompiledFlow, talk: Talk): Slots {
  return talk.turn.carried;
}
