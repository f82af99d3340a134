import type { ConversationOutcome, ProfileEvent } from "../../core/index.js";
import { ticketConversation } from "./ticket-conversation.js";

type TicketOutcome = Omit<ConversationOutcome, "tenantId" | "channel">;

/** What events say about the replies that were used in their tickets: re-opened, or rated by the customer. */
export function outcomesOf(events: readonly ProfileEvent[]): readonly TicketOutcome[] {
  return events.flatMap((event) => {
    const ticketId = event.type === "track" ? event.properties?.ticket_id : undefined;
    if (event.type !== "track" || typeof ticketId !== "string") return [];
    const about = { conversationId: ticketConversation(ticketId), atMs: Date.parse(event.timestamp) };
    return [
      ...(event.event === "Ticket Reopened" ? [{ ...about, kind: "reopened" as const }] : []),
      ...(event.properties?.satisfaction === "good" ? [{ ...about, kind: "satisfied" as const }] : []),
      ...(event.properties?.satisfaction === "bad" ? [{ ...about, kind: "unsatisfied" as const }] : []),
    ];
  });
}
