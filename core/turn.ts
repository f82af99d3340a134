import { TEXT_RETENTION } from "./channel.js";
import { consentQuestion } from "./conversations/consent-question.js";
import type { ConversationContext } from "./conversations/conversation-context.js";
import { greetingReply, isGreeting } from "./conversations/greeting.js";
import type { InboundMessage, Sender } from "./conversations/inbound-message.js";
import { answerPrivacyRequest, type PrivacyDesk, privacyTopic } from "./conversations/privacy-turn.js";
import { rememberTurn } from "./conversations/remember-turn.js";
import type { TextModel } from "./language/text-model.js";
import type { ConsentText } from "./privacy/consent-text.js";
import { customerReason } from "./replies/customer-reason.js";
import { decide } from "./replies/decide.js";
import type { Decision, KnownCustomer } from "./replies/decision.js";
import type { Reply, Suggestion } from "./replies/reply.js";
import type { ReplyRecord } from "./replies/reply-record.js";
import { unsureReply } from "./replies/unsure-reply.js";
import { assignSegment, unknownSegment } from "./segments/segment-rules.js";

/** What the road's stops reach: stores of one tenant, opened by `open-core.ts`. */
export interface TurnStops {
  /** 1 identify, 2 consent: who this is, and what may be read of them. */
  identify(sender: Sender): Promise<KnownCustomer>;
  /** 3 record: what was acknowledged about them before now is applied, as far as a customer can wait. */
  settleEvents(sender: Sender): Promise<void>;
  /** 4 understand: what is remembered of the conversation, and what texts mean. */
  recall(conversationId: string): Promise<ConversationContext>;
  remember(conversationId: string, context: ConversationContext, customer: KnownCustomer): Promise<void>;
  textModel(): Promise<TextModel | undefined>;
  /** What the model's encoder makes of a text; `undefined` if it has none. */
  embed(model: TextModel, text: string): Promise<Float32Array | undefined>;
  /** 6 decide: what can be said. */
  replies(): Promise<ReadonlyMap<string, ReplyRecord>>;
  /** 7 write: the decision with its receipt, so that feedback finds it; the reading goes to the audit. */
  recordDecisions(
    decisions: readonly Pick<Suggestion, "decisionId" | "replyKey" | "receipt">[],
    customer: KnownCustomer,
    conversationId: string,
  ): Promise<void>;
  /** What customers may ask about themselves. */
  desk(sender: Sender): PrivacyDesk;
  /** Whether this person was erased, and so is not asked anything. */
  isErased(sender: Sender): Promise<boolean>;
  readonly consentText: ConsentText;
  readonly tenantName: string;
}

/** Below this score an answer would be a guess: the customer is asked instead. */
const MIN_ANSWER_SCORE = 0.2;

/** Below this score a choice has nothing to do with what was asked. */
const MIN_CHOICE_SCORE = 0.01;

/** Steps 1 to 7 up to the ranked texts: the same for a bot's answer and for an agent's suggestions. */
export async function decideTurn(
  stops: TurnStops,
  sender: Sender,
  text: string,
  options: { readonly choice?: string | undefined; readonly limit: number },
): Promise<Decision> {
  await stops.settleEvents(sender);
  const customer = await stops.identify(sender);
  const { view, serviceView } = customer;
  const segment = view.consent.allowed
    ? assignSegment(view.fields)
    : unknownSegment(
        customer.profileId === undefined ? "we don't know this customer yet" : view.consent.basis,
      );
  const language = String(serviceView.fields["preferences.language"] ?? sender.locale ?? "en");
  const [model, replies] = [await stops.textModel(), await stops.replies()];
  const embedding = model && (await stops.embed(model, text));
  const suggestions = decide({
    text,
    embedding,
    choice: options.choice,
    view,
    segment,
    language,
    replies,
    model,
    tenantName: stops.tenantName,
    limit: options.limit,
  });
  return { customer, segment, language, suggestions, replies };
}

/** Answers a customer: the whole road once. */
export async function answerTurn(stops: TurnStops, message: InboundMessage): Promise<Reply> {
  const { sender, conversationId, isPrivate } = message;
  const { consentText, tenantName } = stops;
  const topic = privacyTopic(message);
  if (topic !== undefined) {
    await stops.settleEvents(sender);
    const { view, serviceView } = await stops.identify(sender);
    const preferredLanguage = serviceView.fields["preferences.language"];
    return answerPrivacyRequest(topic, message, stops.desk(sender), {
      ...(preferredLanguage === undefined ? {} : { preferredLanguage: String(preferredLanguage) }),
      consent: view.consent,
      consentText,
      tenantName,
    });
  }
  const context = await stops.recall(conversationId);
  const decision = await decideTurn(stops, sender, message.text, { choice: message.choice, limit: 3 });
  const reply = say(message, decision, tenantName);
  const { customer } = decision;
  await stops.recordDecisions(
    [{ ...reply, replyKey: reply.receipt.source.key }, ...reply.suggestions.slice(1)],
    customer,
    conversationId,
  );
  const consent = { personalization: customer.view.consent, ...customer.asked };
  const erased = customer.profileId === undefined && (await stops.isErased(sender));
  const ask = consentQuestion({ reply, consent, context, erased, isPrivate, consentText });
  const askedVersion = ask === undefined ? context.askedVersion : consentText.version;
  await stops.remember(
    conversationId,
    rememberTurn(
      {
        ...context,
        offered: reply.choices.map(({ replyKey }) => replyKey),
        ...(askedVersion === undefined ? {} : { askedVersion }),
      },
      { action: reply.kind, replyKey: reply.receipt.source.key, input: message.text },
      TEXT_RETENTION[message.channel],
    ),
    customer,
  );
  return ask === undefined ? reply : { ...reply, ask };
}

function say(message: InboundMessage, decision: Decision, tenantName: string): Reply {
  if (message.choice === undefined && isGreeting(message.text)) return greetingReply(decision, tenantName);
  const [best, ...others] = decision.suggestions.filter(({ text }) => text !== null);
  if (best === undefined || best.text === null || best.score < MIN_ANSWER_SCORE) {
    return unsureReply(decision, tenantName);
  }
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
    suggestions: [best, ...others],
    receipt: best.receipt,
  };
}
