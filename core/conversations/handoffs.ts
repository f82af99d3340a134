import type { Channel } from "../channel.js";
import type { TenantId } from "../tenant-id.js";
import type { HandoffState, HandoffSummary, Relay } from "./handoff.js";

/** What happened to a ticket. Of a ticket that no hand-off made nothing follows. */
export type DeskEvent = {
  readonly tenantId: TenantId;
  readonly ticketId: string;
  /** The ticket's `external_id`, where it is told: it finds a hand-off whose ticket was not noted yet. */
  readonly externalId?: string | undefined;
} & (
  | {
      /** An agent's public reply. */
      readonly kind: "agent_replied";
      readonly commentId: string;
      readonly author?: string | undefined;
      /** Plain text, at most 20,000 characters are passed on. */
      readonly text: string;
    }
  /** Something was said, and the event does not tell what; or the ticket was solved or closed. */
  | { readonly kind: "commented" | "solved"; readonly eventId: string }
);

/** `passed_on`: it is durably on its way. `known`: it was before. `no_handoff`: nobody waits for it. */
export type DeskOutcome = "passed_on" | "known" | "no_handoff";

/** Where a conversation that became a ticket stands, as its agent may see it. */
export interface ConversationState extends HandoffSummary {
  readonly channel: Channel;
  readonly state: HandoffState;
  readonly sinceMs: number;
  /** Why the customer's own things are left out, if they are. */
  readonly withheld?: string;
}

/** The relays of one channel, as its adapter has them delivered. */
export interface RelayLine {
  /** Delivers what waits, also what an earlier process left. Resolves when nothing is due. */
  resume(): Promise<void>;
  /** Resolves when nothing is being delivered; what failed and waits for its next try is not waited for. */
  idle(): Promise<void>;
}

/** Conversations that people of the company take over, as adapters see them. */
export interface Handoffs {
  /**
   * Has `deliver` called for each relay to a channel: at least once, within a hand-off one after the other, at once
   * when something comes, and again with growing pauses when it fails. One line a channel and process. While
   * `zendesk` has one, customers can be handed off.
   * @param deliver resolves once the platform has it, with the ticket's id if it made one. A `RapportError` that is
   * not to be retried gives the relay up; any other error has it tried again, for half a day
   */
  serve(
    tenantId: TenantId,
    recipient: Channel,
    deliver: (relay: Relay) => Promise<{ readonly ticketId?: string } | undefined>,
  ): RelayLine;
  /** Puts what an agent did on its way to the customer. Resolves once it is on disk; the same again changes nothing. */
  fromDesk(event: DeskEvent): Promise<DeskOutcome>;
  /** What the sidebar shows; `undefined` for a ticket that no hand-off made, or of long ago. */
  conversationOf(tenantId: TenantId, ticketId: string): Promise<ConversationState | undefined>;
}
