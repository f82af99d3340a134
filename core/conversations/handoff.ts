import type { Channel } from "../channel.js";
import type { Identifier } from "../profiles/identity/identifier.js";

/** Why a person of the company was asked for. */
export const HANDOFF_REASONS = ["asked", "unsure", "out_of_scope", "flow"] as const;

export type HandoffReason = (typeof HANDOFF_REASONS)[number];

/**
 * `asked`: no ticket is known yet. `open`: an agent answers in its ticket, and the bot does not. `solved`: the bot
 * answers again. `failed`: the desk refused it, or could not be reached for half a day; the bot answers again.
 */
export type HandoffState = "asked" | "open" | "solved" | "failed";

/** What an agent is told of a conversation: nothing that the customer wrote. */
export interface HandoffSummary {
  readonly reason: HandoffReason;
  /** Why the flow ends with a person, as its file says: `late return`. */
  readonly flowReason?: string;
  /** What it was about, as a title of ours: of a flow, a reply or an intent. */
  readonly topic?: string;
  /** What the customer was asked for and gave, by slot. */
  readonly slots: Readonly<Record<string, string>>;
  /** The flow that handed over, or where it stood: `return: waiting for order_number`. */
  readonly flow?: string;
  /** The segment's name. Only what `personalization` allows. */
  readonly segment?: string;
  /** Opens the conversation in the platform, for those who may see it there. */
  readonly link?: string;
}

/** Whom the ticket is for. */
export interface HandoffRequester {
  readonly name?: string;
  /** Only an address that somebody vouched for. */
  readonly email?: string;
  /** `<subdomain>/<id>`. */
  readonly zendeskUserId?: string;
}

/** One conversation that people of the company were asked to take over. */
export interface Handoff {
  readonly handoffId: string;
  readonly channel: Channel;
  readonly state: HandoffState;
  readonly ticketId: string | undefined;
  readonly createdAtMs: number;
  readonly document: HandoffDocument;
}

/** What is sealed of a hand-off. */
export interface HandoffDocument {
  /** What the channel's adapter needs to write there again: ids only. */
  readonly address: Readonly<Record<string, unknown>>;
  /** BCP 47: what the product itself says there is said in it. */
  readonly locale: string;
  readonly summary: HandoffSummary;
  /** Who wrote, as the platform vouches for them: their consent is looked up by it. */
  readonly identifiers: readonly Identifier[];
}

/** What a relay carries, sealed until it was passed on. */
export type RelayPayload =
  /** To the desk: make the ticket. `lastInputs` only where the channel's text may be kept. */
  | { readonly kind: "open"; readonly requester: HandoffRequester; readonly lastInputs: readonly string[] }
  /** To the desk: what agents only should read. */
  | { readonly kind: "summary" }
  /** To the desk: the customer wrote again; `text` only where the channel's text may be kept. */
  | { readonly kind: "customer_wrote"; readonly text?: string; readonly link?: string }
  /** To the desk: the customer goes on with the bot. */
  | { readonly kind: "bot_resumed" }
  /** To the desk: a reply did not reach the customer, by the code of what went wrong. */
  | { readonly kind: "undelivered"; readonly code: string }
  /** To the desk: read the ticket's public comments, for one may have come without its text, or after its end. */
  | { readonly kind: "look"; readonly solved: boolean }
  /** To the customer: an agent's public reply. */
  | { readonly kind: "agent_replied"; readonly author?: string; readonly text: string }
  /** To the customer: people are done, or could not be reached. */
  | { readonly kind: "solved" | "unreachable"; readonly text: string };

export type RelayKind = RelayPayload["kind"];

/** One thing to pass on: at least once, and in order within its hand-off and recipient. */
export type Relay = RelayPayload & {
  /** The same whenever it is tried: an idempotency key. */
  readonly relayId: string;
  readonly handoffId: string;
  /** 1 for the first time; above that it may have arrived already. */
  readonly attempt: number;
  /** The customer's channel. */
  readonly channel: Channel;
  readonly address: Readonly<Record<string, unknown>>;
  readonly locale: string;
  readonly summary: HandoffSummary;
  readonly ticketId: string | undefined;
};

/** The ticket's `external_id`: one ticket for one hand-off, whatever breaks in between. */
export function handoffExternalId(handoffId: string): string {
  return `rapport-handoff-${handoffId}`;
}

/** The hand-off of a ticket's `external_id`; `undefined` if it is not ours. */
export function handoffIdOf(externalId: string): string | undefined {
  return /^rapport-handoff-([0-9a-f-]{36})$/.exec(externalId)?.[1];
}
