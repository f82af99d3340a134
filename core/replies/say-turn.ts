import { randomUUID } from "node:crypto";
import type { ConversationContext } from "../conversations/conversation-context.js";
import type { CompiledFlows } from "../conversations/flows/compile-flow.js";
import type { DialogueResult } from "../conversations/flows/dialogue-turn.js";
import { universalRequest } from "../conversations/flows/universal-phrases.js";
import { greetingReply, isGreeting } from "../conversations/greeting.js";
import type { InboundMessage } from "../conversations/inbound-message.js";
import { isThanks, thanksReply } from "../conversations/thanks.js";
import { shownSku } from "../conversations/turn-dialogue.js";
import { customerReason } from "./customer-reason.js";
import type { Decision } from "./decision.js";
import { flowReply } from "./flow-reply.js";
import { notedReply, notedText } from "./noted-reply.js";
import { productReply } from "./product-reply.js";
import type { Reply, Suggestion } from "./reply.js";
import { suggestReplies } from "./suggest-replies.js";
import { unsureReply } from "./unsure-reply.js";

/** All that a reply is made from. */
export interface TurnSpeech {
  readonly message: InboundMessage;
  readonly choice: string | undefined;
  readonly context: ConversationContext;
  readonly decision: Decision;
  readonly dialogue: DialogueResult | undefined;
  readonly flows: CompiledFlows | undefined;
  /** Whether what the message says of preferences was added to the profile. */
  readonly isLearnt: boolean;
  readonly tenantName: string;
}

/** Below this score a choice has nothing to do with what was asked. */
const MIN_CHOICE_SCORE = 0.01;

/**
 * What the customer reads: a flow's words, a reply of the library, both, or a question back. What the message says
 * besides of how its writer wants to be served stands above.
 */
export function sayTurn(speech: TurnSpeech): Reply {
  const said = sayRest(speech);
  const { reading } = speech.decision;
  const isBeside =
    !reading.statesOnlyPreferences && reading.preferences.some(({ kind }) => kind !== "product");
  return isBeside
    ? { ...said, text: `${notedText(speech.decision, speech.isLearnt)}\n\n${said.text}` }
    : said;
}

function sayRest(speech: TurnSpeech): Reply {
  const { dialogue, context, decision } = speech;
  if (dialogue === undefined) {
    return universalRequest(speech.message.text) === "repeat" ? repeat(speech) : answer(speech);
  }
  if (dialogue.outputs.some(({ kind }) => kind === "repeat")) return repeat(speech);
  const flow = dialogue.state?.open.at(-1)?.flow ?? context.dialogue?.open.at(-1)?.flow ?? flowOf(dialogue);
  const inFlow = flowReply(dialogue.outputs, {
    decision,
    flow: flow ?? "flow",
    setting: {
      tenantName: speech.tenantName,
      slots: speech.flows?.set.slots ?? new Map(),
      productName: (sku) => decision.library.products.get(sku)?.name,
    },
  });
  if (dialogue.handled) return inFlow ?? unsureReply(decision, speech.tenantName);
  const answered = answer(speech);
  if (inFlow === undefined) return answered;
  const products = [...(answered.products ?? []), ...(inFlow.products ?? [])];
  return {
    ...answered,
    text: `${answered.text}\n\n${inFlow.text}`,
    choices: inFlow.choices,
    ...(products.length === 0 ? {} : { products }),
  };
}

function flowOf({ outputs }: DialogueResult): string | undefined {
  const named = outputs.findLast((output) => output.kind === "end" || output.kind === "handoff");
  return named?.flow;
}

function answer({ message, choice, decision, tenantName, context, isLearnt }: TurnSpeech): Reply {
  const isOpen = context.dialogue !== undefined;
  const sku = choice === undefined ? undefined : shownSku(choice);
  const picked = sku === undefined ? undefined : decision.library.products.get(sku);
  if (picked !== undefined) return productReply(picked, decision);
  if (choice === undefined && !isOpen && isGreeting(message.text)) return greetingReply(decision, tenantName);
  if (choice === undefined && !isOpen && isThanks(message.text)) return thanksReply(decision, tenantName);
  if (choice === undefined && decision.reading.statesOnlyPreferences) return notedReply(decision, isLearnt);
  return bestReply(decision, decision.suggestions, choice) ?? unsureReply(decision, tenantName);
}

/** The last reply once more, for the customer as they are now. */
function repeat({ context, decision, tenantName }: TurnSpeech): Reply {
  const choice = context.recent.at(-1)?.replyKey;
  if (choice === undefined || !decision.library.replies.has(choice)) return unsureReply(decision, tenantName);
  const { inputs, customer, library } = decision;
  const fields = customer.view.fields;
  const again = suggestReplies({ ...inputs, choice, limit: 1, fields }, library.replies);
  return bestReply(decision, again.map(unranked), choice) ?? unsureReply(decision, tenantName);
}

/** It was decided before: nothing ranked it now. */
function unranked(suggestion: Suggestion): Suggestion {
  const { place, propensity, scores, rankingVersion, rankingTier, ...receipt } = suggestion.receipt;
  return {
    ...suggestion,
    decisionId: randomUUID(),
    receipt: { ...receipt, reasons: ["The customer asked to hear it again."] },
  };
}

/** @returns `undefined` if nothing that can be said is good enough */
function bestReply(
  { reading }: Decision,
  suggestions: readonly Suggestion[],
  choice: string | undefined,
): Reply | undefined {
  const [best, ...others] = suggestions.filter(({ text }) => text !== null);
  if (best === undefined || best.text === null) return undefined;
  if (best.replyKey !== choice && !reading.inScope) return undefined;
  return {
    decisionId: best.decisionId,
    kind: "answer",
    text: best.text,
    locale: best.locale,
    customerReason: customerReason(best.receipt, best.locale),
    choices: others
      .filter(({ score }) => score >= MIN_CHOICE_SCORE)
      .slice(0, 2)
      .map(({ replyKey, title }) => ({ replyKey, title })),
    ...(best.products === undefined ? {} : { products: best.products }),
    ...(best.articles === undefined ? {} : { articles: best.articles }),
    suggestions: [best, ...others],
    receipt: best.receipt,
  };
}
