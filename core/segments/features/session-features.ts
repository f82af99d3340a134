import { type Channel, keepsText } from "../../channel.js";
import type { ConversationContext } from "../../conversations/conversation-context.js";
import type { Feature } from "./feature.js";

/** What features of a conversation are computed from: what was derived of it, and no word of it. */
export interface Session {
  readonly context: Pick<ConversationContext, "turns" | "recent" | "outOfScope">;
  readonly channel: Channel;
  /** `countUrgentWords` of the customer's messages in it. */
  readonly urgentWords: number;
  /** [0,23]: where the customer is. */
  readonly hour: number;
}

const BUCKETS = ["night", "morning", "afternoon", "evening"];
const HOURS_IN_BUCKET = 24 / BUCKETS.length;

const shared = {
  module: "interactions",
  attributes: [],
  purpose: "analytics",
  beforeSession: false,
  origin: ["conversation"],
} as const;

/** The features of a conversation as it goes on, in the order of a vector. */
export const SESSION_FEATURES: readonly Feature<Session>[] = [
  {
    ...shared,
    ...{ key: "turns", unit: "count", transform: "log1p" },
    ...{ name: "messages in the conversation", high: "long conversation", low: "short conversation" },
    value: ({ context }) => context.turns,
  },
  {
    ...shared,
    ...{ key: "urgent_words", unit: "count", transform: "log1p" },
    ...{ name: "urgent words", high: "in a hurry", low: "in no hurry" },
    value: (session) => toldByText(session, session.urgentWords),
  },
  {
    ...shared,
    ...{ key: "failed_steps", unit: "count", transform: "log1p" },
    ...{ name: "unanswered messages", high: "was not helped so far", low: "was helped so far" },
    value: (session) => {
      const { recent, outOfScope } = session.context;
      const failed = recent.filter(({ action }) => action === "unsure").length;
      return toldByText(session, Math.max(failed, outOfScope));
    },
  },
  {
    ...shared,
    ...{ key: "hour", unit: "category", transform: { oneHot: BUCKETS } },
    ...{ name: "time of day", high: "writes at some time", low: "writes at no time" },
    value: ({ hour }) => Math.floor(hour / HOURS_IN_BUCKET),
  },
];

/** The features of a conversation, in the order of `SESSION_FEATURES`; NaN for what its channel lets nobody know. */
export function sessionVector(session: Session): Float64Array {
  return Float64Array.from(SESSION_FEATURES, ({ value }) => value(session));
}

/** What was understood of a text that must not be kept is no feature of a person either. */
function toldByText({ channel }: Session, count: number): number {
  return keepsText(channel) ? count : Number.NaN;
}
