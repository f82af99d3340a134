import { z } from "zod";
import { RapportError } from "../../core/index.js";
import { connectZendesk, found, type ZendeskApiSettings, type ZendeskPatience } from "./connect-zendesk.js";

/** Whom a new ticket is for: a user that Zendesk has, or what it is to make one of. */
export type TicketRequester =
  | { readonly id: string }
  | { readonly name: string; readonly email?: string; readonly locale?: string };

export interface NewTicket {
  /** One ticket is made for it, however often it is asked for within two hours ("Idempotency"). */
  readonly externalId: string;
  readonly subject: string;
  /** The first comment, public. */
  readonly body: string;
  readonly requester: TicketRequester;
  readonly tags: readonly string[];
}

/** A comment that we add; `mark` is kept with it, in the audit's metadata. */
export interface NewComment {
  readonly ticketId: string;
  readonly mark: string;
  readonly body: string;
  /** `note`: for agents only. `requester`: public, in the requester's name. */
  readonly as: "note" | "requester";
  /** Opens the ticket again, so that somebody looks at it. */
  readonly opens: boolean;
}

/** What an agent wrote for the customer. */
export interface AgentComment {
  readonly id: string;
  readonly author?: string;
  readonly text: string;
}

/**
 * Tickets in the Support API. Everything throws a `RapportError`: `vendor_unavailable` for what may pass,
 * `not_found` and `vendor_refused` for what won't.
 */
export interface ZendeskTickets {
  /** Looks for a ticket by our own number ("List Tickets", `external_id`). */
  find(externalId: string): Promise<string | undefined>;
  /** @returns the ticket's id ("Create Ticket") */
  create(ticket: NewTicket): Promise<string>;
  /** "Update Ticket" with a comment. */
  comment(comment: NewComment): Promise<void>;
  /** Whether a comment with this mark is among the ticket's latest 100 changes ("List Audits for a Ticket"). */
  hasMark(ticketId: string, mark: string): Promise<boolean>;
  /** The company's own people's public ones of the latest 100 comments, oldest first ("List Comments", "Show Many Users"). */
  agentComments(ticketId: string): Promise<readonly AgentComment[]>;
}

const id = z.union([z.int(), z.string()]).transform(String);
const ticketAnswer = z.object({ result: z.object({ id, requester_id: id.nullish() }) });
const ticketsAnswer = z.object({ result: z.array(z.object({ id })) });
const auditsAnswer = z.object({ result: z.array(z.looseObject({ metadata: z.looseObject({}).nullish() })) });
const markOf = z.object({ custom: z.object({ rapport_relay: z.string() }) });
const commentsAnswer = z.object({
  result: z.array(
    z.looseObject({
      id,
      author_id: id,
      public: z.boolean(),
      plain_body: z.string().nullish(),
      body: z.string().nullish(),
    }),
  ),
});
const usersAnswer = z.object({
  result: z.array(z.looseObject({ id, role: z.string().nullish(), name: z.string().nullish() })),
});

/** Whoever calls tries again: two attempts at once would add a comment twice. */
const ONCE: ZendeskPatience = { retries: 0 };

/** Opens what hand-offs need of tickets. */
export function createZendeskTickets(settings: ZendeskApiSettings): ZendeskTickets {
  const client = connectZendesk(settings, ONCE);

  async function read<T>(call: Promise<unknown>, schema: z.ZodType<T>): Promise<T> {
    const answer = await found(call);
    if (answer === undefined) throw new RapportError("not_found", "zendesk has no such ticket");
    const parsed = schema.safeParse(answer);
    if (!parsed.success) throw new RapportError("vendor_refused", "zendesk answered something else");
    return parsed.data;
  }

  return {
    async find(externalId) {
      const path = ["tickets", { external_id: externalId }];
      const { result } = await read(client.tickets.get(path), ticketsAnswer);
      return result[0]?.id;
    },

    async create({ externalId, subject, body, requester, tags }) {
      const keyed = connectZendesk(settings, ONCE, { "Idempotency-Key": externalId });
      const ticket = {
        external_id: externalId,
        subject,
        comment: { body, public: true },
        tags: [...tags],
        ...("id" in requester ? { requester_id: Number(requester.id) } : { requester }),
      };
      const { result } = await read(keyed.tickets.post(["tickets"], { ticket }), ticketAnswer);
      return result.id;
    },

    async comment({ ticketId, mark, body, as, opens }) {
      const isPublic = as === "requester";
      const { result } = isPublic
        ? await read(client.tickets.get(["tickets", ticketId]), ticketAnswer)
        : { result: undefined };
      const author = result?.requester_id ? { author_id: Number(result.requester_id) } : {};
      const ticket = {
        comment: { body, public: isPublic, ...author },
        metadata: { rapport_relay: mark },
        ...(opens ? { status: "open" } : {}),
      };
      await read(client.tickets.put(["tickets", ticketId], { ticket }), z.unknown());
    },

    async hasMark(ticketId, mark) {
      const path = ["tickets", ticketId, "audits", { sort_order: "desc" }];
      const { result } = await read(client.tickets.get(path), auditsAnswer);
      return result.some(({ metadata }) => markOf.safeParse(metadata).data?.custom.rapport_relay === mark);
    },

    async agentComments(ticketId) {
      const path = ["tickets", ticketId, "comments", { sort_order: "desc" }];
      const { result } = await read(client.tickets.get(path), commentsAnswer);
      const comments = result.filter((comment) => comment.public);
      if (comments.length === 0) return [];
      const ids = [...new Set(comments.map(({ author_id }) => author_id))].join();
      // `include=users` would do, but the package drops what it includes.
      const users = await read(client.users.get(["users", "show_many", { ids }]), usersAnswer);
      const staff = new Map(
        users.result
          .filter(({ role }) => role === "agent" || role === "admin")
          .map((user) => [user.id, user]),
      );
      return comments
        .filter(({ author_id }) => staff.has(author_id))
        .map(({ id: commentId, author_id, plain_body, body }) => {
          const author = staff.get(author_id)?.name;
          return { id: commentId, text: body ?? plain_body ?? "", ...(author ? { author } : {}) };
        })
        .reverse();
    },
  };
}
