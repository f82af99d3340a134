import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { z } from "zod";
import type { HttpRequest } from "../channel-adapter.js";
import { signZendeskWebhook } from "./verify-zendesk-webhook.js";

/** A comment of a ticket, in the order in which it was added. */
export interface StandInComment {
  readonly id: number;
  readonly author_id: number;
  readonly body: string;
  readonly public: boolean;
  readonly metadata: unknown;
}

export interface StandInTicket {
  readonly id: number;
  readonly external_id: string | null;
  readonly subject: string;
  readonly requester_id: number;
  readonly tags: readonly string[];
  status: string;
  readonly comments: StandInComment[];
}

/** What happens to a request: `answer` it, `hold` it without doing anything, or do it and never answer (`swallow`). */
type Conduct = "answer" | "hold" | "swallow";

/** A Support API for tests, on a free port of the loopback interface: tickets with comments, and signed webhooks. */
export interface ZendeskStandIn {
  readonly apiUrl: string;
  readonly email: string;
  readonly token: string;
  readonly tickets: readonly StandInTicket[];
  /** Every request with its body, as it came. */
  readonly requests: readonly string[];
  /** The names and addresses that requesters were made with. */
  readonly requesters: readonly unknown[];
  /** Tags by user; of whom there are none, there is no user. */
  readonly userTags: Map<string, readonly string[]>;
  /** What the account has written down, in pages as they are asked for. */
  readonly macros: unknown[];
  readonly articles: unknown[];
  /** How requests that change something are treated from now on. */
  conduct: Conduct;
  /** Refuses every request from now on with this status; `undefined`: none. */
  refusal: number | undefined;
  /** An agent adds a public reply. @returns the webhook's body */
  reply(ticketId: number, body: string): string;
  /** An agent solves a ticket. @returns the webhook's body */
  solve(ticketId: number): string;
  close(): Promise<void>;
}

const AGENT = { id: 900_001, role: "agent", name: "Alex Morgan" };
const API_USER = { id: 900_002, role: "admin", name: "Rapport" };
const ACCOUNT_ID = 4_321_000;

const created = z.object({
  ticket: z.object({
    external_id: z.string(),
    subject: z.string(),
    tags: z.array(z.string()),
    requester: z.object({ name: z.string() }).loose().optional(),
    requester_id: z.int().optional(),
    comment: z.object({ body: z.string().min(1), public: z.boolean() }),
  }),
});
const updated = z.object({
  ticket: z.object({
    status: z.string().optional(),
    metadata: z.record(z.string(), z.unknown()).optional(),
    comment: z.object({ body: z.string().min(1), public: z.boolean(), author_id: z.int().optional() }),
  }),
});

const setTags = z.object({ tags: z.array(z.string()) });

/** Starts the stand-in. It answers as Zendesk's OpenAPI document says, for the few calls that hand-offs make. */
export async function startZendeskStandIn(): Promise<ZendeskStandIn> {
  const tickets: StandInTicket[] = [];
  const requests: string[] = [];
  const requesters: unknown[] = [];
  const byKey = new Map<string, StandInTicket>();
  const userTags = new Map<string, readonly string[]>();
  const macros: unknown[] = [];
  const articles: unknown[] = [];
  let lastId = 1_000;
  const token = "stand-in-token";
  const email = "bot@desk.example";
  const authorization = `Basic ${Buffer.from(`${email}/token:${token}`).toString("base64")}`;

  const find = (id: string | number) => tickets.find((ticket) => ticket.id === Number(id));
  const shown = ({ comments: _comments, ...ticket }: StandInTicket) => ticket;

  function create(body: string, key: string | undefined): StandInTicket {
    const known = key === undefined ? undefined : byKey.get(key);
    if (known !== undefined) return known;
    const { ticket } = created.parse(JSON.parse(body));
    if (ticket.requester !== undefined) requesters.push(ticket.requester);
    const made: StandInTicket = {
      id: ++lastId,
      external_id: ticket.external_id,
      subject: ticket.subject,
      requester_id: ticket.requester_id ?? ++lastId,
      tags: ticket.tags,
      status: "new",
      // "The submitter always becomes the author of the first comment on the ticket."
      comments: [{ ...ticket.comment, id: ++lastId, author_id: API_USER.id, metadata: {} }],
    };
    tickets.push(made);
    if (key !== undefined) byKey.set(key, made);
    return made;
  }

  function update(ticket: StandInTicket, body: string): void {
    const { status, metadata, comment } = updated.parse(JSON.parse(body)).ticket;
    const { author_id = API_USER.id } = comment;
    ticket.comments.push({ ...comment, id: ++lastId, author_id, metadata: { custom: metadata ?? {} } });
    ticket.status = status ?? ticket.status;
  }

  /** What the request changes, and then its answer. */
  function handle(request: IncomingMessage, body: string): readonly [status: number, body: unknown] {
    const url = new URL(request.url ?? "/", "http://stand-in");
    const path = url.pathname.replace("/api/v2/", "").replace(/\.json$/, "");
    if (request.headers.authorization !== authorization) return [401, { error: "Couldn't authenticate you" }];
    if (request.method === "POST" && path === "tickets") {
      const key = request.headers["idempotency-key"];
      return [201, { ticket: shown(create(body, typeof key === "string" ? key : undefined)) }];
    }
    if (path === "tickets") {
      const wanted = url.searchParams.get("external_id");
      return [200, { tickets: tickets.filter((each) => each.external_id === wanted).map(shown), count: 1 }];
    }
    if (path === "users/show_many") {
      const ids = (url.searchParams.get("ids") ?? "").split(",").map(Number);
      const customers = tickets.map(({ requester_id }) => ({
        id: requester_id,
        role: "end-user",
        name: "Somebody",
      }));
      return [200, { users: [AGENT, API_USER, ...customers].filter((user) => ids.includes(user.id)) }];
    }
    if (path === "macros") return [200, { macros: paged(macros, url), ...pageAfter(macros, url) }];
    if (path === "help_center/articles") {
      return [200, { articles: paged(articles, url), ...pageAfter(articles, url) }];
    }
    const [, userId] = /^users\/(\d+)\/tags$/.exec(path) ?? [];
    if (userId !== undefined) {
      if (!userTags.has(userId)) return [404, { error: "RecordNotFound" }];
      if (request.method === "POST") userTags.set(userId, setTags.parse(JSON.parse(body)).tags);
      return [request.method === "POST" ? 201 : 200, { tags: userTags.get(userId) }];
    }
    const [, id = "", part] = /^tickets\/(\d+)(?:\/(comments|audits))?$/.exec(path) ?? [];
    const ticket = find(id);
    if (ticket === undefined) return [404, { error: "RecordNotFound" }];
    if (request.method === "PUT") {
      if (ticket.status === "closed") return [422, { error: "RecordInvalid" }];
      update(ticket, body);
      return [200, { ticket: shown(ticket), audit: {} }];
    }
    if (part === "comments") {
      return [
        200,
        { comments: [...ticket.comments].reverse(), next_page: null, count: ticket.comments.length },
      ];
    }
    if (part === "audits") {
      return [200, { audits: ticket.comments.map(({ id: audit, metadata }) => ({ id: audit, metadata })) }];
    }
    return [200, { ticket: shown(ticket) }];
  }

  const server = createServer((request, response) => {
    text(request)
      .then((body) => {
        requests.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)} ${body}`);
        const changes = request.method !== "GET";
        if (changes && standIn.conduct === "hold") return;
        const [status, answer] =
          standIn.refusal === undefined ? handle(request, body) : ([standIn.refusal, {}] as const);
        if (changes && standIn.conduct === "swallow") return;
        response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
        response.end(JSON.stringify(answer));
      })
      .catch(() => response.writeHead(422).end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  /** One of Zendesk's own events ("Ticket events"): ids as strings, enums in upper case. */
  function event(type: string, ticketId: number, happened: unknown): string {
    const ticket = find(ticketId);
    return JSON.stringify({
      type: `zen:event-type:ticket.${type}`,
      account_id: ACCOUNT_ID,
      id: randomUUID(),
      time: new Date().toISOString(),
      zendesk_event_version: "2022-11-06",
      subject: `zen:ticket:${ticketId}`,
      detail: {
        id: String(ticketId),
        external_id: ticket?.external_id ?? null,
        requester_id: String(ticket?.requester_id ?? 0),
        status: ticket?.status.toUpperCase(),
        subject: ticket?.subject,
      },
      event: happened,
    });
  }

  const standIn: ZendeskStandIn = {
    apiUrl: `http://127.0.0.1:${port}/api/v2`,
    email,
    token,
    tickets,
    requests,
    userTags,
    macros,
    articles,
    requesters,
    conduct: "answer",
    refusal: undefined,
    reply(ticketId, body) {
      const comment = { id: ++lastId, author_id: AGENT.id, body, public: true, metadata: {} };
      find(ticketId)?.comments.push(comment);
      return event("comment_added", ticketId, {
        comment: {
          id: String(comment.id),
          author: { id: String(AGENT.id), is_staff: true, name: AGENT.name },
          body,
          is_public: true,
        },
      });
    },
    solve(ticketId) {
      const ticket = find(ticketId);
      const previous = ticket?.status.toUpperCase();
      if (ticket !== undefined) ticket.status = "solved";
      return event("status_changed", ticketId, { current: "SOLVED", previous });
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections();
        server.close((error) => (error ? reject(error) : resolve()));
      }),
  };
  return standIn;
}

/** Where a page begins and ends, by its cursor ("Cursor pagination"). */
function rangeOf(url: URL): readonly [start: number, end: number] {
  const start = Number(url.searchParams.get("page[after]") ?? 0);
  return [start, start + Number(url.searchParams.get("page[size]") ?? 100)];
}

function paged(all: readonly unknown[], url: URL): readonly unknown[] {
  return all.slice(...rangeOf(url));
}

function pageAfter(all: readonly unknown[], url: URL) {
  const [, end] = rangeOf(url);
  const hasMore = end < all.length;
  const next = new URL(url);
  next.searchParams.set("page[after]", String(end));
  return {
    meta: { has_more: hasMore, after_cursor: hasMore ? String(end) : null },
    // Another host's: nobody may go there with the token.
    links: { next: hasMore ? next.href : null },
  };
}

/** A webhook's request, signed with `secret` at `atMs`. */
export function signedZendeskWebhook(secret: string, body: string, atMs: number): HttpRequest {
  const timestamp = new Date(atMs).toISOString();
  return {
    method: "POST",
    path: "/zendesk/webhooks",
    query: new URLSearchParams(),
    headers: {
      "content-type": "application/json",
      "x-zendesk-webhook-signature": signZendeskWebhook(secret, timestamp, body),
      "x-zendesk-webhook-signature-timestamp": timestamp,
    },
    body: Buffer.from(body),
  };
}
