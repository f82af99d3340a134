import type { AskedLanguage } from "../consent/read-profile.js";
import type { LibrarySnapshot } from "../imports/library-snapshot.js";
import { contextFeatures } from "../language/context-features.js";
import { detectLanguage } from "../language/detect-language.js";
import type { Entity } from "../language/entities/entity.js";
import type { EntityPattern } from "../language/entities/entity-pattern.js";
import { findEntities } from "../language/entities/find-entities.js";
import { readPreferences, statesOnlyPreferences } from "../language/preferences/find-preferences.js";
import type { PreferenceMention } from "../language/preferences/preference-mention.js";
import type { DatedPreference } from "../language/preferences/standing-preferences.js";
import { withoutServiceWishes } from "../language/preferences/without-service-wishes.js";
import { type LabelProbability, probableLabels } from "../language/probable-labels.js";
import { classifyVector, encodeText, isInScope, type SparseVector } from "../language/text-model.js";
import type { OwnOrder } from "../profiles/own-orders.js";
import type { ConversationContext } from "./conversation-context.js";
import { isEllipsis } from "./slots/ellipsis.js";

/** What a message says, read in its conversation. */
export interface MessageReading {
  /** BCP 47: what it is written in, or what the customer asked to be answered in. */
  readonly language: string;
  /**
   * Reply keys and intents by calibrated probability, most probable first, at most 50; none before the first training.
   */
  readonly labels: readonly LabelProbability[];
  /** The message as the text model sees it; `undefined` before the first training. */
  readonly vector: SparseVector | undefined;
  /** False: it is about nothing that the tenant has an answer to. */
  readonly inScope: boolean;
  /** The message without what only says how its writer wants to be served: what the rest was read from. */
  readonly asked: string;
  /** Of `asked`. */
  readonly entities: readonly Entity[];
  /** Stated, and withdrawn. */
  readonly preferences: readonly PreferenceMention[];
  /** Whether it says nothing else: it asks for nothing. */
  readonly statesOnlyPreferences: boolean;
}

/** What a message is read with. */
export interface ReadingSetup {
  readonly context: ConversationContext;
  readonly library: LibrarySnapshot;
  /** The tenant's own kinds of entities. */
  readonly patterns: readonly EntityPattern[];
  /** What is known of the customer, as far as serving them allows. */
  readonly customer: {
    readonly orders: readonly OwnOrder[];
    /** What they asked to be answered in, once and for all. */
    readonly askedLanguage?: AskedLanguage | undefined;
    readonly preferredLanguage?: string | undefined;
    readonly country?: string | undefined;
  };
  /** What the model's encoder makes of the text. */
  readonly embedding: Float32Array | undefined;
  /** BCP 47, as the platform says it of the sender. */
  readonly locale: string | undefined;
  readonly nowMs: number;
}

const MAX_TEXT_CHARS = 4_000;

/**
 * Reads one message: language, what it is about, what it names, what it says of the writer's preferences. A remark
 * that only names something ("and to Germany?") is about what the conversation was about.
 */
export function readMessage(text: string, setup: ReadingSetup): MessageReading {
  const { context, library, patterns, customer, nowMs } = setup;
  const source = text.slice(0, MAX_TEXT_CHARS);
  const preferences = readPreferences(source, library.goods.attributes);
  const language =
    askedLanguage(preferences, context.preferences, customer.askedLanguage) ??
    detectLanguage(source, {
      prior: context.language ?? customer.preferredLanguage ?? setup.locale,
      candidates: library.languages,
    }).language;
  const asked = preferences.some(({ kind }) => kind !== "product")
    ? withoutServiceWishes(source, library.goods.attributes)
    : source;
  const entities = findEntities(asked, {
    language,
    nowMs,
    catalogue: library.names,
    patterns,
    ownOrders: customer.orders.map(({ id }) => id),
    region: customer.country,
  });
  const about = classify(asked, library.model, featuresOf(context, asked), setup.embedding);
  const topic = isEllipsis(asked, entities) ? topicOf(context) : undefined;
  return {
    language,
    ...about,
    ...(about.inScope ? {} : topic),
    asked,
    entities,
    preferences,
    statesOnlyPreferences: preferences.length > 0 && statesOnlyPreferences(source, library.goods.attributes),
  };
}

function classify(
  text: string,
  model: LibrarySnapshot["model"],
  features: readonly string[] | undefined,
  embedding: Float32Array | undefined,
): Pick<MessageReading, "labels" | "inScope" | "vector"> {
  if (model === undefined) return { labels: [], inScope: false, vector: undefined };
  const vector = encodeText(model, text, features, embedding);
  const probabilities = classifyVector(model, vector);
  const labels = probableLabels(model.labels, probabilities);
  return { labels, inScope: isInScope(model, probabilities), vector };
}

/** What the turns before say; nothing at the beginning of a conversation, as of a ticket's first message. */
function featuresOf(context: ConversationContext, text: string): readonly string[] | undefined {
  if (context.recent.length === 0) return undefined;
  const open = context.dialogue?.open.at(-1);
  return contextFeatures({ ...context, expects: open && `${open.flow}.${open.step}` }, text);
}

/** What the conversation was about last, as sure as it was then. */
function topicOf({
  topic,
  recent,
}: ConversationContext): Pick<MessageReading, "labels" | "inScope"> | undefined {
  if (topic === undefined) return undefined;
  const probability = recent.findLast(({ intent }) => intent === topic)?.confidence ?? 0;
  return { labels: [{ label: topic, probability }], inScope: true };
}

/** What somebody asked to be answered in last: in this message, before in the conversation, or anywhere else. */
function askedLanguage(
  now: readonly PreferenceMention[],
  before: readonly DatedPreference[],
  elsewhere: AskedLanguage | undefined,
): string | undefined {
  const isAsked = ({ kind, polarity }: PreferenceMention) => kind === "language" && polarity === "likes";
  const asked = now.findLast(isAsked);
  if (asked !== undefined) return asked.object;
  const here = before.findLast(isAsked);
  const isNewer = here !== undefined && here.atMs >= (elsewhere?.atMs ?? Number.NEGATIVE_INFINITY);
  return isNewer ? here.object : elsewhere?.language;
}
