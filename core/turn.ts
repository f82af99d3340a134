import { type Channel, keepsText, TEXT_RETENTION } from "./channel.js";
import { consentQuestion } from "./conversations/consent-question.js";
import type { ConversationContext } from "./conversations/conversation-context.js";
import { answeredByPeople, type HandoffStop, handOffTurn } from "./conversations/handoff-turn.js";
import type { InboundMessage, Sender } from "./conversations/inbound-message.js";
import { learnPreferences } from "./conversations/learn-preferences.js";
import { nextContext } from "./conversations/next-context.js";
import { pickedChoice } from "./conversations/picked-choice.js";
import { answerPrivacyRequest, type PrivacyDesk, privacyTopic } from "./conversations/privacy-turn.js";
import { readMessage } from "./conversations/read-message.js";
import { type FlowStop, turnDialogue } from "./conversations/turn-dialogue.js";
import { turnIntent } from "./conversations/turn-intent.js";
import type { ProfileEvent } from "./events/profile-event.js";
import type { LibrarySnapshot } from "./imports/library-snapshot.js";
import type { EntityPattern } from "./language/entities/entity-pattern.js";
import type { TextModel } from "./language/text-model.js";
import type { TurnStop } from "./metrics.js";
import type { ConsentText } from "./privacy/consent-text.js";
import { decide, type RankingSetting } from "./replies/decide.js";
import type { Decision, KnownCustomer } from "./replies/decision.js";
import type { Reply, Suggestion } from "./replies/reply.js";
import type { ReplySettings } from "./replies/reply-settings.js";
import { type Rewriting, rewriteAnswer } from "./replies/rewrite/rewrite-answer.js";
import { sayTurn } from "./replies/say-turn.js";
import { type Tone, wantedTone } from "./replies/tone.js";
import type { Session } from "./segments/features/session-features.js";
import type { PlacedPerson } from "./segments/place-person.js";
import { sessionOf } from "./segments/session-of.js";

/** What the road's stops reach: stores of one tenant, opened by `open-core.ts`. */
export interface TurnStops {
  /** 1 identify, 2 consent: who this is, and what may be read of them. */
  identify(sender: Sender): Promise<KnownCustomer>;
  /** 3 record: what was acknowledged about them before now is applied, as far as a customer can wait. */
  settleEvents(sender: Sender): Promise<void>;
  /** 3 record: what they say about themselves; applied before their next turn. */
  learn(events: readonly ProfileEvent[]): Promise<void>;
  /** 4 understand: what is remembered of the conversation. */
  recall(conversationId: string): Promise<ConversationContext>;
  /** 4 understand, 6 decide: what texts mean, and what can be said. */
  library(): Promise<LibrarySnapshot>;
  /** 4 understand: what the model's encoder makes of a text; `undefined` if it has none. */
  embed(model: TextModel, text: string): Promise<Float32Array | undefined>;
  /** 4 understand: the tenant's own kinds of entities. */
  readonly patterns: readonly EntityPattern[];
  /** 5 segment: where the customer stands. `revision` is the library's. */
  segment(customer: KnownCustomer, revision: number, session: Session | undefined): Promise<PlacedPerson>;
  /** 6 decide: how replies are ranked besides by what they say. */
  ranking(settings: ReplySettings): Promise<RankingSetting>;
  /** 6 decide: the tenant's flows; `undefined` if it has none. */
  readonly flows: FlowStop | undefined;
  /** 6 decide: below this probability of the best reply people are brought in at once; in [0,1]. */
  readonly handoffBelow: number;
  /**
   * 7 write: the decisions with their receipts and with what they rest on, so that feedback finds them and they can be
   * explained; the reading goes to the audit, what is to be remembered of the conversation is kept, and whom it moved
   * to another segment is moved.
   */
  conclude(
    decisions: readonly Pick<Suggestion, "decisionId" | "replyKey" | "receipt">[],
    decision: Pick<Decision, "customer" | "inputs">,
    conversationId: string,
    context?: ConversationContext,
    moved?: SegmentMove,
  ): Promise<void>;
  /** What customers may ask about themselves. */
  desk(sender: Sender): PrivacyDesk;
  /** People of the company who can take over; `undefined` if nobody can be asked. */
  readonly handoff: HandoffStop | undefined;
  /** Whether this person was erased, and so is not asked anything. */
  isErased(sender: Sender): Promise<boolean>;
  /** Called when a stop of the road is behind the turn. */
  passed(stop: TurnStop): void;
  nowMs(): number;
  readonly consentText: ConsentText;
  readonly tenantName: string;
  /** The tone that the tenant writes in, to who asked for none. */
  readonly tone: Tone | undefined;
  /** Where customers reach this server, if that is known. */
  readonly publicUrl: string | undefined;
  /** 7 write: what rewords a bot's answer; `undefined` if nothing does. */
  readonly rewriting: Rewriting | undefined;
}

/** Who was moved to another segment, by what. */
export interface SegmentMove extends Pick<Decision, "segment" | "segmentBefore"> {
  readonly sender: Sender;
  readonly cause: string;
}

/** A message that is to be decided on. */
export interface TurnQuestion {
  readonly sender: Sender;
  readonly text: string;
  /** The key of the reply that the customer chose. */
  readonly choice?: string | undefined;
  readonly context: ConversationContext;
  /** The conversation at hand, as far as it says how somebody is served; not where an agent only looks. */
  readonly session?: Session | undefined;
  /** So many replies at most. */
  readonly limit: number;
  /** Where the reply is read. */
  readonly channel: Channel;
  /** Of the ticket and the agent, as Zendesk's macros name them. */
  readonly placeholders?: Readonly<Record<string, string>> | undefined;
}

/** Steps 1 to 6 up to the ranked texts: the same for a bot's answer and for an agent's suggestions. */
export async function decideTurn(
  stops: TurnStops,
  { sender, text, choice, context, session, limit, channel, placeholders }: TurnQuestion,
): Promise<Decision> {
  await stops.settleEvents(sender);
  stops.passed("settle");
  const customer = await stops.identify(sender);
  stops.passed("identify");
  const { serviceView } = customer;
  const library = await stops.library();
  const { "preferences.language": preferred, "demographics.country": country } = serviceView.fields;
  const reading = readMessage(text, {
    context,
    library,
    patterns: stops.patterns,
    customer: {
      orders: serviceView.orders,
      askedLanguage: serviceView.askedLanguage,
      preferredLanguage: preferred === undefined ? undefined : String(preferred),
      country: country === undefined ? undefined : String(country),
    },
    embedding: library.model && (await stops.embed(library.model, text)),
    locale: sender.locale,
    nowMs: stops.nowMs(),
  });
  stops.passed("understand");
  const { segment, segmentBefore, segmentFields } = await stops.segment(customer, library.revision, session);
  const { language } = reading;
  const intent = turnIntent(reading, library.replies, choice);
  const undecided = {
    customer,
    ...{ segment, segmentBefore, segmentFields },
    ...{ language, reading, intent, library },
    writing: {
      channel,
      tone: wantedTone(serviceView.fields, stops.tone),
      placeholders,
      publicUrl: stops.publicUrl,
    },
  };
  const after = context.recent.at(-1)?.replyKey;
  const ranking = await stops.ranking(library.replySettings);
  const preferences = [...customer.view.preferences, ...context.preferences];
  const intents = stops.flows?.compiled.set.intents ?? {};
  const isFlowOnly = (label: string) =>
    Object.hasOwn(intents, label) && !library.replies.has(label) && !library.shelf.answering.has(label);
  const asked = { text, choice, after, limit, preferences, isFlowOnly, nowMs: stops.nowMs(), ...ranking };
  const { suggestions, inputs } = decide(undecided, asked);
  stops.passed("decide");
  return { suggestions, inputs, ...undecided };
}

/** Answers a customer: the whole road once. */
export async function answerTurn(stops: TurnStops, message: InboundMessage): Promise<Reply> {
  const { sender, conversationId, isPrivate, text } = message;
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
  const byPeople = await answeredByPeople(stops, message);
  if (byPeople !== undefined) return byPeople;
  const context = await stops.recall(conversationId);
  const choice = message.choice ?? pickedChoice(text, context.offered);
  const session = sessionOf(message, context, stops.nowMs());
  const question = { sender, text, choice, context, session, limit: 3, channel: message.channel };
  const decision = await decideTurn(stops, question);
  const { customer, segment, segmentBefore } = decision;
  const nowMs = stops.nowMs();
  const learnt = learnPreferences(decision, { message, nowMs });
  await stops.learn(learnt.events);
  const dialogue = await turnDialogue(stops.flows, {
    text,
    choice,
    context,
    decision,
    preferences: [...customer.view.preferences, ...context.preferences, ...learnt.stated],
    keepsWords: keepsText(message.channel),
    nowMs,
  });
  stops.passed("converse");
  const said = sayTurn({
    message,
    choice,
    context,
    decision,
    dialogue,
    tenantName,
    flows: stops.flows?.compiled,
    isLearnt: learnt.events.length > 0,
  });
  const handedOff = await handOffTurn(stops, { message, context, decision, dialogue, said });
  const reply = handedOff ?? (await rewriteAnswer(stops.rewriting, said, decision, tenantName));
  const consent = { personalization: customer.view.consent, ...customer.asked };
  const erased = customer.profileId === undefined && (await stops.isErased(sender));
  const ask = consentQuestion({
    reply,
    consent,
    context,
    waits: reply.kind === "flow" && dialogue?.outputs.every(({ kind }) => kind !== "say") === true,
    erased,
    isPrivate,
    consentText,
  });
  const askedVersion = ask === undefined ? context.askedVersion : consentText.version;
  await stops.conclude(
    [
      { decisionId: reply.decisionId, replyKey: reply.receipt.source.key, receipt: reply.receipt },
      ...reply.suggestions.slice(1),
    ],
    decision,
    conversationId,
    nextContext(context, {
      text,
      decision,
      dialogue,
      reply,
      preferences: learnt.kept,
      askedVersion,
      retention: TEXT_RETENTION[message.channel],
      nowMs,
    }),
    {
      sender,
      segment,
      segmentBefore,
      cause: `message ${context.turns + 1} in this conversation: ${segment.because}`,
    },
  );
  stops.passed("write");
  return ask === undefined ? reply : { ...reply, ask };
}
