import { z } from "zod";
import type { DeskEvent } from "../../core/index.js";
import { isOpeningComment } from "./render-handoff.js";
import type { ZendeskDelivery } from "./zendesk-delivery.js";

/** What a delivery tells of a ticket that somebody waits for. */
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
export type ParsedDeskEvent = DistributiveOmit<DeskEvent, "tenantId">;

const id = z.union([z.string().regex(/^\d{1,20}$/), z.int().positive().transform(String)]);
const status = z.string().nullish();

const commentAdded = z.looseObject({
  type: z.literal("zen:event-type:ticket.comment_added"),
  id: z.string(),
  detail: z.looseObject({ id, external_id: z.string().nullish() }),
  event: z.looseObject({
    comment: z.looseObject({
      id,
      body: z.string().nullish(),
      is_public: z.boolean(),
      author: z.looseObject({ is_staff: z.boolean(), name: z.string().max(256).nullish() }),
    }),
  }),
});

const statusChanged = z.looseObject({
  type: z.literal("zen:event-type:ticket.status_changed"),
  id: z.string(),
  detail: z.looseObject({ id, external_id: z.string().nullish() }),
  event: z.looseObject({ current: status }),
});

const triggered = z.looseObject({
  rapport: z.literal(1),
  event: z.enum(["comment_added", "status_changed", "ticket_solved"]),
  ticket: z.looseObject({ id, status }),
});

/** After these nobody answers in the ticket any more. */
const isOver = (current: string | null | undefined) => /^(solved|closed)$/i.test(current?.trim() ?? "");

/**
 * What a verified delivery means for whoever was handed off: an agent's public reply, something said that the body
 * does not hold, or the ticket's end. `undefined` for everything else: private notes, the customer's own comments,
 * and the comment that we opened the ticket with.
 */
export function parseDeskEvent({ body, invocationId }: ZendeskDelivery): ParsedDeskEvent | undefined {
  const json = parseJson(body);
  const comment = commentAdded.safeParse(json).data;
  if (comment !== undefined) {
    const { is_public, author, body: text, id: commentId } = comment.event.comment;
    if (!is_public || !author.is_staff || isOpeningComment(text ?? "")) return undefined;
    const about = aboutOf(comment.detail);
    if (!text) return { ...about, kind: "commented", eventId: comment.id };
    return { ...about, kind: "agent_replied", commentId, text, author: author.name ?? undefined };
  }
  const changed = statusChanged.safeParse(json).data;
  if (changed !== undefined) {
    if (!isOver(changed.event.current)) return undefined;
    return { ...aboutOf(changed.detail), kind: "solved", eventId: changed.id };
  }
  const trigger = triggered.safeParse(json).data;
  if (trigger === undefined) return undefined;
  const about = { ticketId: trigger.ticket.id, eventId: invocationId };
  if (trigger.event === "ticket_solved" || isOver(trigger.ticket.status)) return { ...about, kind: "solved" };
  return trigger.event === "comment_added" ? { ...about, kind: "commented" } : undefined;
}

function aboutOf(detail: { readonly id: string; readonly external_id?: string | null | undefined }) {
  return { ticketId: detail.id, externalId: detail.external_id ?? undefined };
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}
