import type { TextRetention } from "../channel.js";
import type { ConversationContext, RememberedTurn } from "./conversation-context.js";
import { packContext } from "./stored-context.js";

const MAX_TURNS = 20;
const MAX_GOALS = 5;
const MAX_INPUTS = 3;
const MAX_INPUT_CHARS = 120;

/** Longest stored form of a context, in bytes of its JSON in UTF-8. */
export const MAX_CONTEXT_BYTES = 2_048;

/**
 * The context after one more turn: the last step of a turn, once everything else of the context is set.
 *
 * Keeps 20 turns, 5 goals, and of the customer's words the first 120 characters of each of the last 3 turns. Where
 * `retention` is `none` it keeps no words at all; slots of a customer's own words are left out by their flow.
 *
 * The stored form stays within `MAX_CONTEXT_BYTES`. What does not fit is let go of in this order, each from its
 * oldest: inputs, turns before this one, slots, preferences, goals, choices, the dialogue's state, this turn, the
 * topic. What is left then is short, as long as versions and ids of our own are.
 */
export function rememberTurn(
  context: ConversationContext,
  turn: RememberedTurn,
  retention: TextRetention,
): ConversationContext {
  const recent = [...context.recent, rounded(turn)].slice(-MAX_TURNS);
  const firstWithInput = retention === "none" ? recent.length : recent.length - MAX_INPUTS;
  return withinBytes({
    ...context,
    turns: context.turns + 1,
    recent: recent.map((one, n) => (n < firstWithInput ? withoutInput(one) : cut(one))),
    goals: context.goals.slice(-MAX_GOALS),
  });
}

function rounded({ confidence, ...turn }: RememberedTurn): RememberedTurn {
  return confidence === undefined ? turn : { confidence: Math.round(confidence * 100) / 100, ...turn };
}

function withoutInput({ input, ...turn }: RememberedTurn): RememberedTurn {
  return turn;
}

/** By characters, not by halves of them: an emoji stays whole. */
function cut({ input, ...turn }: RememberedTurn): RememberedTurn {
  if (input === undefined) return turn;
  const characters = [...input.slice(0, 2 * MAX_INPUT_CHARS)].slice(0, MAX_INPUT_CHARS);
  return { input: characters.join(""), ...turn };
}

/** One step of letting go: the context without one thing, or `undefined` if there is no such thing. */
type Step = (context: ConversationContext) => ConversationContext | undefined;

const STEPS: readonly Step[] = [
  function oldestInput(context) {
    const oldest = context.recent.findIndex(({ input }) => input !== undefined);
    if (oldest < 0) return undefined;
    return {
      ...context,
      recent: context.recent.map((turn, n) => (n === oldest ? withoutInput(turn) : turn)),
    };
  },
  ({ recent, ...context }) => (recent.length < 2 ? undefined : { ...context, recent: recent.slice(1) }),
  function oldestSlot({ slots, ...context }) {
    const [oldest, ...others] = Object.entries(slots).sort(
      ([, a], [, b]) => a.turn - b.turn || a.filledAtMs - b.filledAtMs,
    );
    return oldest && { ...context, slots: Object.fromEntries(others) };
  },
  ({ preferences: [oldest, ...preferences], ...context }) => oldest && { ...context, preferences },
  ({ goals: [oldest, ...goals], ...context }) => (oldest === undefined ? undefined : { ...context, goals }),
  ({ offered, ...context }) =>
    offered.length === 0 ? undefined : { ...context, offered: offered.slice(0, -1) },
  ({ dialogue, ...context }) => (dialogue === undefined ? undefined : context),
  ({ recent, ...context }) => (recent.length === 0 ? undefined : { ...context, recent: [] }),
  ({ topic, ...context }) => (topic === undefined ? undefined : context),
];

function withinBytes(context: ConversationContext): ConversationContext {
  if (bytesOf(context) <= MAX_CONTEXT_BYTES) return context;
  let kept = context;
  for (const without of STEPS) {
    while (bytesOf(kept) > MAX_CONTEXT_BYTES) {
      const less = without(kept);
      if (less === undefined) break;
      kept = less;
    }
  }
  return kept;
}

function bytesOf(context: ConversationContext): number {
  return Buffer.byteLength(JSON.stringify(packContext(context)));
}
