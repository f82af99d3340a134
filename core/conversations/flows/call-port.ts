import type { OwnOrder } from "../../profiles/own-orders.js";
import { BUILTIN_ACTIONS } from "./builtin-actions.js";
import type { DialoguePorts } from "./dialogue-turn.js";

/** Posts a flow's call to the tenant's endpoint and returns the members of its answer; rejects if that fails. */
export type PostAction = (
  url: string,
  body: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
) => Promise<Readonly<Record<string, unknown>>>;

/**
 * Carries out a flow's actions: the built-in ones over the customer's own orders, the others by a POST of
 * `{ action, key, slots }`.
 */
export function createCallPort(
  about: { readonly orders: readonly OwnOrder[]; readonly nowMs: number },
  post: PostAction,
): DialoguePorts["call"] {
  return async ({ name, action, slots, key }, signal) => {
    if ("url" in action) return post(action.url, { action: name, key, slots }, signal);
    const result = BUILTIN_ACTIONS[action.builtin]?.run(slots, about);
    if (result === undefined) throw new Error(`the action ${name} can't be done with these slots`);
    return result;
  };
}
