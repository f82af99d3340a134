import type { TextRetention } from "../channel.js";
import {
  type DatedPreference,
  statementKey,
  withoutWithdrawn,
} from "../language/preferences/standing-preferences.js";
import type { Decision } from "../replies/decision.js";
import type { Reply } from "../replies/reply.js";
import type { ConversationContext } from "./conversation-context.js";
import type { DialogueResult } from "./flows/dialogue-turn.js";
import { rememberTurn } from "./remember-turn.js";
import { type FilledSlots, isSameSlotValue } from "./slots/slot-value.js";

/** What a turn came to. */
export interface FinishedTurn {
  readonly text: string;
  readonly decision: Decision;
  readonly dialogue: DialogueResult | undefined;
  readonly reply: Reply;
  /** What was said of preferences and stays in this conversation. */
  readonly preferences: readonly DatedPreference[];
  readonly askedVersion: string | undefined;
  readonly retention: TextRetention;
  readonly nowMs: number;
}

/** What is remembered of the conversation after a turn. */
export function nextContext(context: ConversationContext, turn: FinishedTurn): ConversationContext {
  const { decision, dialogue, reply, retention, nowMs } = turn;
  const { intent } = decision;
  const { dialogue: _before, ...rest } = context;
  const asked = dialogue?.outputs.findLast((output) => output.kind === "ask");
  const shown =
    dialogue?.outputs.flatMap((output) => (output.kind === "recommend" ? output.items : [])) ?? [];
  const open = dialogue?.state?.open ?? [];
  return rememberTurn(
    {
      ...rest,
      ...(intent === undefined ? {} : { topic: intent.name }),
      language: decision.language,
      offered: shown.length > 0 ? shown.map(({ key }) => key) : reply.choices.map(({ replyKey }) => replyKey),
      // Where people took over nothing is gone on with.
      slots: reply.kind === "handoff" ? {} : slotsAfter(context, dialogue, nowMs),
      goals: open.map(({ flow }) => flow),
      ...(dialogue?.state === undefined ? {} : { dialogue: dialogue.state }),
      preferences: preferencesAfter(context.preferences, turn.preferences),
      outOfScope: reply.kind === "unsure" ? context.outOfScope + 1 : 0,
      ...(turn.askedVersion === undefined ? {} : { askedVersion: turn.askedVersion }),
    },
    {
      ...(intent === undefined ? {} : { intent: intent.name, confidence: intent.confidence }),
      action: asked?.slot === undefined ? reply.kind : `ask:${asked.slot}`,
      replyKey: reply.receipt.source.key,
      input: turn.text,
    },
    retention,
  );
}

/** A slot that was said again keeps the turn that filled it. */
function slotsAfter(
  { slots, turns }: ConversationContext,
  dialogue: DialogueResult | undefined,
  nowMs: number,
): FilledSlots {
  const gathered = Object.entries(dialogue?.slots ?? {}).map(([name, value]) => {
    const before = Object.hasOwn(slots, name) ? slots[name] : undefined;
    const isSame = before !== undefined && isSameSlotValue(before.value, value);
    return [name, isSame ? before : { value, filledAtMs: nowMs, turn: turns + 1 }];
  });
  return { ...slots, ...Object.fromEntries(gathered) };
}

/**
 * What is said again in the same way is remembered once, as of now, and what is withdrawn no more. What stands of it
 * all, `standingPreferences` tells.
 */
function preferencesAfter(
  before: readonly DatedPreference[],
  now: readonly DatedPreference[],
): readonly DatedPreference[] {
  const again = new Set(now.map(statementKey));
  return withoutWithdrawn([...before.filter((old) => !again.has(statementKey(old))), ...now]);
}
