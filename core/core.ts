import type { Channel } from "./channel.js";
import type { Handoffs } from "./conversations/handoffs.js";
import type { InboundMessage, Sender } from "./conversations/inbound-message.js";
import type { RefusedEvent } from "./events/parse-events.js";
import type { ProfileEvent } from "./events/profile-event.js";
import type { Privacy } from "./privacy/privacy.js";
import type { CustomerCard, Reply, Suggestion } from "./replies/reply.js";
import type { ReplyCare } from "./replies/reply-care.js";
import type { Segments } from "./segments/segments.js";
import type { TenantId } from "./tenant-id.js";

/** What an agent's open conversation asks for. */
export interface SuggestRequest {
  readonly tenantId: TenantId;
  readonly channel: Channel;
  readonly conversationId: string;
  readonly customer: Sender;
  /** The customer's latest message; at most 4,000 characters are read. */
  readonly text: string;
  /** How many suggestions at most, 1 to 20. Default 3. */
  readonly limit?: number;
  /**
   * Of the ticket and of the agent, under the names that Zendesk's macros have: `ticket.id`, `current_user.name`.
   * Names that templates don't know are left out.
   */
  readonly placeholders?: Readonly<Record<string, string>>;
}

export interface SuggestResult {
  readonly customer: CustomerCard;
  /** Best first; may be empty. */
  readonly suggestions: readonly Suggestion[];
  /** When there is nothing to suggest: a sentence that says why. */
  readonly note?: string;
}

/**
 * `accepted`: an agent took it over; `sent`: and sent it as it was; `edited`: and changed it first. `reopened`,
 * `satisfied`, `unsatisfied`: what came of the ticket that it was used in.
 */
export const FEEDBACK_KINDS = [
  "accepted",
  "sent",
  "edited",
  "rejected",
  "rated_up",
  "rated_down",
  "reopened",
  "satisfied",
  "unsatisfied",
] as const;

export type FeedbackKind = (typeof FEEDBACK_KINDS)[number];

export const REJECTION_REASONS = ["wrong_topic", "wrong_tone", "wrong_facts", "outdated", "other"] as const;

export type RejectionReason = (typeof REJECTION_REASONS)[number];

export interface Feedback {
  readonly tenantId: TenantId;
  readonly decisionId: string;
  readonly kind: FeedbackKind;
  readonly channel: Channel;
  /**
   * What was suggested and what was sent, each at most 20,000 characters: the core has stored neither, and keeps
   * only how far they are apart.
   */
  readonly edit?: { readonly suggested: string; readonly sent: string };
  /** Why it was rejected. */
  readonly reason?: RejectionReason;
}

/** What came of a conversation in which an agent used a reply. */
export interface ConversationOutcome {
  readonly tenantId: TenantId;
  readonly channel: Channel;
  readonly conversationId: string;
  readonly kind: Extract<FeedbackKind, "reopened" | "satisfied" | "unsatisfied">;
  /** When it came: replies that were used later are not to be judged by it. */
  readonly atMs: number;
}

/** A message of ours, by the platform's own ids. */
export interface SentMessage {
  readonly tenantId: TenantId;
  readonly channel: Channel;
  readonly conversationId: string;
  readonly messageId: string;
}

/**
 * The platform's delivery of one customer message. Claiming it before acknowledging makes a second
 * delivery harmless, and lets a restarted process find the messages that it never answered.
 */
export interface Delivery {
  readonly tenantId: TenantId;
  readonly channel: Channel;
  /** The platform's own id: Slack's `event_id`, Teams' activity id. */
  readonly deliveryId: string;
  /** What the adapter needs to write to that conversation again: ids only, no text. At most 4 KB as JSON. */
  readonly address: Readonly<Record<string, unknown>>;
}

export type IngestSource = "api" | "import" | "zendesk" | "slack" | "teams";

/** The core, as adapters and the service see it. Made by `openCore`. */
export interface Core {
  /**
   * Records events durably; resolves once they are on disk. Applied in the background, at once.
   * An event whose `messageId` was seen before is counted and changes nothing.
   * @throws RapportError `event_invalid` naming index and rule; then none of the batch is stored. `backlog_full`
   * from `api` and `zendesk`, which come again by themselves, when too much waits.
   */
  ingest(
    tenantId: TenantId,
    events: readonly ProfileEvent[] | readonly unknown[],
    source: IngestSource,
  ): Promise<{ readonly accepted: number; readonly duplicates: number }>;

  /**
   * The same for a sender who does not read answers: each event stands for itself. An invalid one is counted and
   * named, and the others are recorded.
   * @throws RapportError `backlog_full`: nothing was recorded, and the sender may come again
   */
  ingestEach(
    tenantId: TenantId,
    events: readonly unknown[],
    source: IngestSource,
  ): Promise<{
    readonly accepted: number;
    readonly duplicates: number;
    readonly refused: readonly RefusedEvent[];
  }>;

  /** Answers a customer. */
  respond(message: InboundMessage): Promise<Reply>;

  /** Offers an agent ranked replies. */
  suggest(request: SuggestRequest): Promise<SuggestResult>;

  /**
   * Stores what somebody thought of a decision, each kind once; the reply's counts change with it. Expected outcomes
   * are values.
   * @throws RapportError `request_malformed` if an edited text is too long
   */
  feedback(feedback: Feedback): Promise<{ readonly status: "stored" | "duplicate" | "unknown_decision" }>;

  /**
   * Counts what came of a conversation as feedback on the reply that was used in it last: accepted, sent or edited.
   * `unknown_decision`: none was. The same outcome again, as of a repeated delivery, is a duplicate.
   */
  outcome(
    outcome: ConversationOutcome,
  ): Promise<{ readonly status: "stored" | "duplicate" | "unknown_decision" }>;

  /** Notes which message brought a decision to the customer, for platforms whose feedback names the message only. */
  sent(message: SentMessage, decisionId: string): Promise<void>;

  /** The decision that a message brought; `undefined` if none is known, or not any more. */
  decisionOf(message: SentMessage): Promise<string | undefined>;

  /** Durably claims a delivery. `false` if it was claimed before: acknowledge it and do nothing. */
  claim(delivery: Delivery): Promise<boolean>;

  /** Marks a claimed delivery as answered. */
  settle(delivery: Pick<Delivery, "tenantId" | "channel" | "deliveryId">): Promise<void>;

  /** Deliveries that an earlier process claimed and never settled, oldest first, of the last hour. */
  interrupted(tenantId: TenantId, channel: Channel): Promise<readonly Delivery[]>;

  /** Conversations that people of the company take over, and what is passed on meanwhile. */
  readonly handoffs: Handoffs;

  /** Customers in groups. */
  readonly segments: Segments;

  /** What agents make of replies, on its way into the library. */
  readonly replies: ReplyCare;

  /** What persons, admins and laws may ask about a person. */
  readonly privacy: Privacy;

  /** True if the person of these has another identifier too; an adapter then need not ask the platform for more. */
  knows(tenantId: TenantId, sender: Sender): Promise<boolean>;
}
