import { type Core, handoffExternalId, RapportError, type Relay, type TenantId } from "../../core/index.js";
import { isOpeningComment, renderSummary, renderTicket, renderWroteNote } from "./render-handoff.js";
import type { NewComment, ZendeskTickets } from "./zendesk-tickets.js";

/**
 * Passes on to Zendesk what happens in a conversation that was handed off. What may have arrived before is looked
 * for first, so that a ticket is not made twice and no comment added twice.
 */
export function createZendeskRelays(options: {
  readonly core: Core;
  readonly tenantId: TenantId;
  readonly subdomain: string;
  readonly tickets: ZendeskTickets;
}): (relay: Relay) => Promise<{ readonly ticketId?: string } | undefined> {
  const { core, tenantId, subdomain, tickets } = options;

  async function open(relay: Extract<Relay, { readonly kind: "open" }>) {
    const known = relay.attempt > 1 ? await tickets.find(handoffExternalId(relay.handoffId)) : undefined;
    return { ticketId: known ?? (await tickets.create(renderTicket(relay, subdomain))) };
  }

  async function comment(relay: Relay, ticketId: string, added: Omit<NewComment, "ticketId" | "mark">) {
    const mark = relay.relayId;
    if (relay.attempt > 1 && (await tickets.hasMark(ticketId, mark))) return undefined;
    await tickets.comment({ ...added, ticketId, mark });
    return undefined;
  }

  /** What agents said and no webhook told, or not yet. */
  async function look(ticketId: string) {
    for (const { id, author, text } of await tickets.agentComments(ticketId)) {
      if (isOpeningComment(text)) continue;
      const said = { commentId: id, text, author };
      await core.handoffs.fromDesk({ tenantId, ticketId, kind: "agent_replied", ...said });
    }
    return undefined;
  }

  return async (relay) => {
    if (relay.kind === "open") return open(relay);
    const { ticketId } = relay;
    if (ticketId === undefined) throw new RapportError("not_found", "the hand-off has no ticket");
    const note = (body: string, opens = false) => comment(relay, ticketId, { body, as: "note", opens });
    switch (relay.kind) {
      case "summary":
        return note(renderSummary(relay));
      case "customer_wrote": {
        const { text, link } = relay;
        if (text === undefined) return note(renderWroteNote(relay, link), true);
        return comment(relay, ticketId, { body: text, as: "requester", opens: true });
      }
      case "bot_resumed":
        return note("The customer goes on with the assistant. Replies here do not reach them any more.");
      case "undelivered":
        return note(`A reply did not reach the customer (${relay.code}). Please try another way.`, true);
      case "look":
        return look(ticketId);
      case "agent_replied":
      case "solved":
      case "unreachable":
        throw new RapportError("not_found", "this goes to the customer, not to Zendesk");
    }
  };
}
