import type { ConversationContext } from "./conversation-context.js";

/**
 * The slots that still hold in the turn that comes now.
 * @param maxAgeMs oldest that a slot may be, inclusive
 * @param maxTurns how many turns back a slot may have been filled, inclusive: 1 is the turn before
 */
export function carriedSlots(
  { turns, slots }: Pick<ConversationContext, "turns" | "slots">,
  nowMs: number,
  maxAgeMs: number,
  maxTurns: number,
): ConversationContext["slots"] {
  const carried = Object.entries(slots).filter(
    ([, { turn, atMs }]) => nowMs - atMs <= maxAgeMs && turns + 1 - turn <= maxTurns,
  );
  return Object.fromEntries(carried);
}
