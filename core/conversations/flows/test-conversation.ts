import type { CompiledFlows } from "./compile-flow.js";
import { advanceDialogue } from "./dialogue.js";
import type { DialogueOutput } from "./dialogue-output.js";
import type { DialogueState } from "./dialogue-state.js";
import type { DialogueResult, DialogueTurn, TurnIntent } from "./dialogue-turn.js";
import { renderSaid } from "./render-said.js";
import { demoFlows, turnOf, WORKING_PORTS } from "./test-customer.js";

export const DEMO = demoFlows();

export function intent(name: string, confidence = 0.9): TurnIntent {
  return { name, confidence };
}

/** The intent by which a return starts. */
export const RETURN = { intent: intent("return_start") };

/** Speaks with the flows and remembers the state, as JSON, as a conversation's context does. */
export function conversation(
  flows: CompiledFlows = DEMO,
  base: Partial<DialogueTurn> = {},
  ports = WORKING_PORTS,
) {
  let state: DialogueState | undefined;
  return {
    state: () => state,
    async say(text: string, more: Partial<DialogueTurn> = {}, by = flows): Promise<DialogueResult> {
      const result = await advanceDialogue(by, state, turnOf(text, { ...base, ...more }), ports);
      state = result.state === undefined ? undefined : JSON.parse(JSON.stringify(result.state));
      return result;
    },
  };
}

/** `flow/step` of all that is open, the one that talks last. */
export function placeOf(state: DialogueState | undefined): string {
  return (state?.open ?? []).map((open) => `${open.flow}/${open.step}`).join(" > ");
}

/** What the customer reads, line by line: replies by their key, hand-offs and ends by their name. */
export function lines({ outputs }: DialogueResult): readonly string[] {
  return outputs.map((output: DialogueOutput) => {
    if (output.kind === "handoff") return `[handoff ${output.reason}]`;
    if (output.kind === "end") return `[end ${output.outcome}]`;
    if (output.kind === "repeat") return "[repeat]";
    if (output.text.kind === "reply") return `[${output.text.key}]`;
    const setting = {
      fields: {},
      tenantName: "Larkfell",
      slots: DEMO.set.slots,
      productName: () => undefined,
    };
    return renderSaid(output.text, setting)?.text ?? "[nothing]";
  });
}

export const WHICH_ORDER =
  "Which order is it about? Its number begins with LF and is in your confirmation mail.";
export const WHY = "What is the reason: the size, a damage, not as expected, or no longer needed?";
export const SHALL_I = "Order LF-1001 (Kestrel 1) can go back. Shall I show you how?";
