import express from "express";
import { z } from "zod";
import { systemClock } from "../../core/index.js";
import { parseRequest } from "./message-request.js";
import { fullName, localeOf } from "./playground-customer.js";
import type { TicketComment } from "./playground-state.js";
import type { Participant, PlaygroundStore } from "./playground-store.js";
import { PLAYGROUND_AGENT } from "./zendesk-wire.js";

/** In whose name the server calls the API. */
const API_USER = { id: "900900", name: "Rapport" } as const;

const written = z.object({
  body: z.string().min(1).max(64_000),
  public: z.boolean(),
  author_id: z.int().optional(),
});

const newTicket = z.object({
  ticket: z.looseObject({
    external_id: z.string().max(255),
    subject: z.string().max(255),
    comment: written,
    requester_id: z.int().optional(),
    requester: z.looseObject({ name: z.string(), email: z.string().optional() }).optional(),
  }),
});

const changedTicket = z.object({
  ticket: z.looseObject({
    comment: written,
    status: z.enum(["open", "pending", "solved"]).optional(),
    metadata: z.record(z.string(), z.string()).optional(),
  }),
});

export interface ZendeskApiOptions {
  readonly store: PlaygroundStore;
  readonly email: string;
  readonly token: string;
  readonly nextCommentId: () => string;
}

/**
 * The Support API, as far as hand-offs and look-ups of users need it (developer.zendesk.com, "Tickets", "Users").
 * A ticket takes the place of its customer's in the pane. Unlike Zendesk, it sends no webhook of what is done here.
 */
export function createZendeskApi({ store, email, token, nextCommentId }: ZendeskApiOptions): express.Router {
  const router = express.Router();
  const expected = `Basic ${Buffer.from(`${email}/token:${token}`).toString("base64")}`;
  /** What comments were marked with, by their ids. */
  const marks = new Map<string, Readonly<Record<string, string>>>();
  let lastTicketId = 10_000;

  const owner = (ticketId: string | undefined) =>
    store.find(({ customer }) => store.view(customer.key).ticket.id === ticketId);
  const ticketOf = ({ customer }: Participant) => store.view(customer.key).ticket;
  const shown = (participant: Participant) => {
    const { id, subject, status, externalId } = ticketOf(participant);
    return {
      id: Number(id),
      subject,
      status,
      external_id: externalId,
      requester_id: Number(participant.ids.zendeskUser),
    };
  };

  function add(
    participant: Participant,
    { body, public: isPublic, author_id }: z.infer<typeof written>,
  ): string {
    const { customer, ids } = participant;
    const from = author_id === Number(ids.zendeskUser) ? "customer" : isPublic ? "agent" : "note";
    const authorName = from === "customer" ? fullName(customer) : API_USER.name;
    const comment: TicketComment = {
      id: nextCommentId(),
      from,
      authorName,
      text: body,
      atMs: systemClock.nowMs(),
    };
    store.apply({ kind: "ticket_comment", customer: customer.key, comment });
    return comment.id;
  }

  router.use((request, response, next) => {
    if (request.headers.authorization === expected) return next();
    response.status(401).json({ error: "Couldn't authenticate you" });
  });
  router.use(express.json({ limit: "256kb" }));
  // The server's client ends every path so; Zendesk takes both forms.
  router.use((request, _response, next) => {
    request.url = request.url.replace(/\.json(?=\?|$)/, "");
    next();
  });

  router.get("/tickets", (request, response) => {
    const found = store.find((each) => ticketOf(each).externalId === request.query.external_id);
    response.json({ tickets: found === undefined ? [] : [shown(found)] });
  });

  router.post("/tickets", (request, response) => {
    const { ticket } = parseRequest(newTicket, request.body);
    const participant = store.find(
      ({ customer, ids }) =>
        ids.zendeskUser === String(ticket.requester_id) ||
        customer.email === ticket.requester?.email ||
        fullName(customer) === ticket.requester?.name,
    );
    if (participant === undefined) {
      response.status(422).json({ error: "RecordInvalid", description: "no such requester here" });
      return;
    }
    const { external_id: externalId, subject, comment } = ticket;
    lastTicketId += 1;
    const customer = participant.customer.key;
    store.apply({ kind: "ticket_opened", customer, id: String(lastTicketId), externalId, subject });
    add(participant, comment);
    response.status(201).json({ ticket: shown(participant) });
  });

  router.param("ticket", (_request, response, next, ticketId: string) => {
    const participant = owner(ticketId);
    if (participant === undefined) {
      response.status(404).json({ error: "RecordNotFound" });
      return;
    }
    response.locals.participant = participant;
    next();
  });
  router.get("/tickets/:ticket", (_request, response) => {
    response.json({ ticket: shown(response.locals.participant) });
  });
  router.put("/tickets/:ticket", (request, response) => {
    const participant: Participant = response.locals.participant;
    const { comment, status, metadata } = parseRequest(changedTicket, request.body).ticket;
    marks.set(add(participant, comment), metadata ?? {});
    if (status !== undefined) {
      store.apply({ kind: "ticket_status", customer: participant.customer.key, status });
    }
    response.json({ ticket: shown(participant) });
  });
  router.get("/tickets/:ticket/audits", (_request, response) => {
    const { comments } = ticketOf(response.locals.participant);
    response.json({
      audits: comments.map(({ id }) => ({ id: Number(id), metadata: { custom: marks.get(id) ?? {} } })),
    });
  });
  router.get("/tickets/:ticket/comments", (_request, response) => {
    const participant: Participant = response.locals.participant;
    const authorOf = ({ from, authorName }: TicketComment) =>
      from === "customer"
        ? participant.ids.zendeskUser
        : authorName === API_USER.name
          ? API_USER.id
          : PLAYGROUND_AGENT.id;
    const comments = ticketOf(participant).comments.map((comment) => ({
      id: Number(comment.id),
      author_id: Number(authorOf(comment)),
      body: comment.text,
      public: comment.from !== "note",
    }));
    response.json({ comments: comments.reverse() });
  });

  const user = ({ customer, ids }: Participant) => ({
    id: Number(ids.zendeskUser),
    role: "end-user",
    name: fullName(customer),
    email: customer.email,
    verified: true,
    locale: localeOf(customer),
  });
  const staff = [PLAYGROUND_AGENT, API_USER].map(({ id, name }) => ({ id: Number(id), name, role: "agent" }));
  router.get("/users/show_many", (request, response) => {
    const ids = String(request.query.ids ?? "").split(",");
    const customers = ids.flatMap((id) => {
      const participant = store.find((each) => each.ids.zendeskUser === id);
      return participant === undefined ? [] : [user(participant)];
    });
    response.json({ users: [...customers, ...staff.filter(({ id }) => ids.includes(String(id)))] });
  });
  router.get("/users/:user{/:part}", (request, response) => {
    const participant = store.find(({ ids }) => ids.zendeskUser === request.params.user);
    if (participant === undefined) {
      response.status(404).json({ error: "RecordNotFound" });
    } else if (request.params.part === "identities") {
      const { email: value } = participant.customer;
      response.json({ identities: [{ type: "email", value, verified: true, verification_method: "full" }] });
    } else response.json({ user: user(participant) });
  });
  return router;
}
