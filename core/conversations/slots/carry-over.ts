import type { SlotDeclaration } from "./slot-declaration.js";
import type { FilledSlots } from "./slot-value.js";

/** After a coffee people still speak of the same order, the next day of another. */
const DEFAULT_MAX_AGE_MS = 60 * 60_000;
const DEFAULT_MAX_TURNS = 20;

/**
 * The slots that are still good at a turn: those declared, and no older than the declaration's `maxAgeMs` (default
 * an hour) and `maxTurns` (default 20). A slot without a declaration is dropped.
 */
export function carryOver(
  slots: FilledSlots,
  declarations: readonly Pick<SlotDeclaration, "name" | "maxAgeMs" | "maxTurns">[],
  nowMs: number,
  turn: number,
): FilledSlots {
  return Object.fromEntries(
    declarations.flatMap(({ name, maxAgeMs = DEFAULT_MAX_AGE_MS, maxTurns = DEFAULT_MAX_TURNS }) => {
      const slot = Object.hasOwn(slots, name) ? slots[name] : undefined;
      if (slot === undefined || nowMs - slot.filledAtMs > maxAgeMs || turn - slot.turn > maxTurns) return [];
      return [[name, slot]];
    }),
  );
}
