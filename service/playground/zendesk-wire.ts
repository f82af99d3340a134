import { fullName, localeOf } from "./playground-customer.js";
import type { Ticket, TicketComment } from "./playground-state.js";
import type { Participant } from "./playground-store.js";

/** The stand-in's one account. */
export const ZENDESK_ACCOUNT_ID = 4_321_000;

/** The agent whose workspace the left pane shows. */
export const PLAYGROUND_AGENT = { id: "900000", name: "Alex Morgan" } as const;

/** What makes one envelope different from the next of its kind. */
export interface EventStamp {
  readonly id: string;
  readonly atMs: number;
}

function envelope(
  type: string,
  subject: string,
  version: string,
  stamp: EventStamp,
  parts: { readonly detail: unknown; readonly event: unknown },
): Record<string, unknown> {
  return {
    type: `zen:event-type:${type}`,
    account_id: ZENDESK_ACCOUNT_ID,
    id: stamp.id,
    time: new Date(stamp.atMs).toISOString(),
    zendesk_event_version: version,
    subject,
    detail: parts.detail,
    event: parts.event,
  };
}

/** `user.created` ("User events", developer.zendesk.com). */
export function userCreated({ customer, ids }: Participant, stamp: EventStamp): Record<string, unknown> {
  const atIso = new Date(stamp.atMs).toISOString();
  const detail = {
    created_at: atIso,
    updated_at: atIso,
    email: customer.email,
    external_id: "",
    default_group_id: "0",
    id: ids.zendeskUser,
    name: fullName(customer),
    locale: localeOf(customer),
    organization_id: "0",
    role: "end-user",
  };
  return envelope("user.created", `zen:user:${ids.zendeskUser}`, "2022-06-20", stamp, { detail, event: {} });
}

function ticketDetail({ ids }: Participant, ticket: Ticket, stamp: EventStamp, actorId: string) {
  const first = ticket.comments[0];
  return {
    actor_id: actorId,
    assignee_id: PLAYGROUND_AGENT.id,
    created_at: new Date(first?.atMs ?? stamp.atMs).toISOString(),
    updated_at: new Date(stamp.atMs).toISOString(),
    description: first?.text ?? "",
    external_id: ticket.externalId,
    id: ticket.id,
    is_public: true,
    organization_id: null,
    priority: "NORMAL",
    requester_id: ids.zendeskUser,
    status: ticket.status.toUpperCase(),
    subject: ticket.subject,
    submitter_id: ids.zendeskUser,
    tags: [],
    type: "QUESTION",
    via: { channel: "web" },
  };
}

/** `ticket.created` ("Ticket events", developer.zendesk.com). */
export function ticketCreated(
  participant: Participant,
  ticket: Ticket,
  stamp: EventStamp,
): Record<string, unknown> {
  const { ids } = participant;
  return envelope("ticket.created", `zen:ticket:${ticket.id}`, "2022-11-06", stamp, {
    detail: ticketDetail(participant, ticket, stamp, ids.zendeskUser),
    event: { meta: { sequence: { id: stamp.id, position: 1, total: 1 } } },
  });
}

/** `ticket.comment_added` ("Ticket events", developer.zendesk.com). */
export function commentAdded(
  participant: Participant,
  ticket: Ticket,
  comment: TicketComment,
  stamp: EventStamp,
): Record<string, unknown> {
  const { ids } = participant;
  const isStaff = comment.from === "agent";
  const authorId = isStaff ? PLAYGROUND_AGENT.id : ids.zendeskUser;
  return envelope("ticket.comment_added", `zen:ticket:${ticket.id}`, "2022-11-06", stamp, {
    detail: ticketDetail(participant, ticket, stamp, authorId),
    event: {
      comment: {
        id: comment.id,
        author: { id: authorId, is_staff: isStaff, name: comment.authorName },
        body: comment.text,
        is_public: true,
      },
      meta: { sequence: { id: stamp.id, position: 1, total: 1 } },
    },
  });
}

/** `ticket.status_changed` ("Ticket events", developer.zendesk.com). */
export function statusChanged(
  participant: Participant,
  ticket: Ticket,
  previous: Ticket["status"],
  stamp: EventStamp,
): Record<string, unknown> {
  return envelope("ticket.status_changed", `zen:ticket:${ticket.id}`, "2022-11-06", stamp, {
    detail: ticketDetail(participant, ticket, stamp, PLAYGROUND_AGENT.id),
    event: { current: ticket.status.toUpperCase(), previous: previous.toUpperCase() },
  });
}
