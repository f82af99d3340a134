import type { z } from "zod";
import type { Core, Sender, TenantId } from "../../core/index.js";
import { type HttpRequest, type HttpResponse, jsonResponse, type Route } from "../channel-adapter.js";
import {
  feedbackRequestSchema,
  type ProposeResponse,
  proposeRequestSchema,
  type SuggestionsRequest,
  suggestionsRequestSchema,
  undoRequestSchema,
  watchRequestSchema,
} from "./app-messages.js";
import { renderConversation } from "./render-conversation.js";
import { renderZendeskSuggestions } from "./render-zendesk-suggestions.js";
import { ticketConversation } from "./ticket-conversation.js";
import type { AppAction, AppTokenVerifier } from "./verify-zendesk-app-token.js";
import { zendeskUserId } from "./zendesk-customer-event.js";

/** Feedback can bring two texts of 20,000 characters. */
const MAX_BODY_BYTES = 256 * 1024;
/** A browser has few connections to one host, and an agent goes from ticket to ticket: none is held for long. */
const WATCH_MS = 5_000;

/** The sidebar app's backend. Calls come from Zendesk's proxy, not from a browser, so there is no CORS. */
export function appRoutes(options: {
  readonly core: Core;
  readonly tenantId: TenantId;
  readonly subdomain: string;
  readonly verify: AppTokenVerifier;
}): readonly Route[] {
  const { core, tenantId, subdomain, verify } = options;

  function appRoute<T>(
    action: AppAction,
    summary: string,
    schema: z.ZodType<T>,
    answer: (body: T) => Promise<HttpResponse>,
  ): Route {
    return {
      method: "POST",
      path: `/zendesk/app/${action}`,
      summary,
      maxBodyBytes: MAX_BODY_BYTES,
      async handle(request) {
        if (!(await verify(request.headers.authorization, action))) {
          return jsonResponse(401, { error: "request_unauthorized" });
        }
        const body = schema.safeParse(parseJson(request));
        return body.success ? answer(body.data) : jsonResponse(400, { error: "request_malformed" });
      },
    };
  }

  return [
    appRoute(
      "suggestions",
      "the sidebar app: customer card, ranked replies, and where a handed-off conversation stands",
      suggestionsRequestSchema,
      async (body) => {
        const result = await core.suggest({
          tenantId,
          channel: "zendesk",
          conversationId: ticketConversation(body.ticketId),
          customer: senderOf(subdomain, body.requester),
          text: body.text,
          placeholders: { ...body.placeholders, ...ticketPlaceholders(subdomain, body.ticketId) },
        });
        const conversation = await core.handoffs.conversationOf(tenantId, body.ticketId);
        return jsonResponse(200, {
          ...renderZendeskSuggestions(result),
          ...(conversation === undefined ? {} : { conversation: renderConversation(conversation) }),
        });
      },
    ),
    appRoute(
      "watch",
      "the sidebar app: waits until the customer's segment is another one",
      watchRequestSchema,
      async ({ requester, segment }) => {
        const changed = await core.segments.watch(senderOf(subdomain, requester), segment, WATCH_MS);
        return jsonResponse(200, { changed });
      },
    ),
    appRoute(
      "undo",
      "the sidebar app: takes a change of segment back",
      undoRequestSchema,
      async ({ shiftId, agentId }) => {
        const outcome = await core.segments.undo(shiftId, `agent:${zendeskUserId(subdomain, agentId)}`);
        return jsonResponse(outcome === "unknown" ? 404 : 200, { outcome });
      },
    ),
    appRoute(
      "feedback",
      "the sidebar app: what an agent did with a reply",
      feedbackRequestSchema,
      async ({ decisionId, kind, edit, reason }) => {
        const { status } = await core.feedback({
          tenantId,
          decisionId,
          kind,
          channel: "zendesk",
          ...(edit && { edit }),
          ...(reason && { reason }),
        });
        return jsonResponse(status === "unknown_decision" ? 404 : 200, { status });
      },
    ),
    appRoute(
      "propose",
      "the sidebar app: an edited reply, proposed for the library",
      proposeRequestSchema,
      async ({ agentId, ...proposed }) => {
        const agent = `agent:${zendeskUserId(subdomain, agentId)}`;
        const result = await core.replies.propose({ ...proposed, agent });
        const answer: ProposeResponse = {
          status: result.status,
          ...(result.status === "refused" ? { problem: result.problem } : {}),
        };
        return jsonResponse(result.status === "unknown_decision" ? 404 : 200, answer);
      },
    ),
  ];
}

function senderOf(subdomain: string, requester: SuggestionsRequest["requester"]): Sender {
  const { id, email, emailVerified, name, locale } = requester;
  return {
    identifiers: [
      { type: "zendesk_user_id", value: zendeskUserId(subdomain, id) },
      ...(email ? [{ type: "email" as const, value: email, verified: emailVerified }] : []),
    ],
    ...(name ? { name } : {}),
    ...(locale ? { locale } : {}),
  };
}

/** What macros print of the ticket, where its requester finds it. */
function ticketPlaceholders(subdomain: string, ticketId: string): Readonly<Record<string, string>> {
  const url = `${subdomain}.zendesk.com/hc/requests/${ticketId}`;
  return { "ticket.id": ticketId, "ticket.url": url, "ticket.link": `https://${url}` };
}

function parseJson(request: HttpRequest): unknown {
  try {
    return JSON.parse(request.body.toString("utf8"));
  } catch {
    return undefined;
  }
}
