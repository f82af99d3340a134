import { randomUUID } from "node:crypto";
import express from "express";
import { z } from "zod";
import { systemClock } from "../../core/index.js";
import { deliver, exchange } from "./deliver.js";
import { messageRequest, parseRequest } from "./message-request.js";
import { fullName } from "./playground-customer.js";
import type { TicketComment } from "./playground-state.js";
import type { Participant, PlaygroundStore } from "./playground-store.js";
import { resolveZafRequest, zafRequest } from "./zaf-proxy.js";
import { createZendeskApi } from "./zendesk-api.js";
import { zendeskSignatureHeaders } from "./zendesk-signature.js";
import {
  commentAdded,
  PLAYGROUND_AGENT,
  statusChanged,
  ticketCreated,
  userCreated,
  ZENDESK_ACCOUNT_ID,
} from "./zendesk-wire.js";

const solveRequest = z.object({ customer: z.string().min(1).max(256) });

/** The stand-in's webhook, as an admin would have made it. */
const WEBHOOK_ID = "01PLAYGROUNDWEBHOOK";

export interface ZendeskStandInOptions {
  readonly baseUrl: () => string;
  readonly store: PlaygroundStore;
  readonly webhookSecret: string;
  readonly appSharedSecret: string;
  readonly apiEmail: string;
  readonly apiToken: string;
}

/** Zendesk, as far as one ticket per customer and one sidebar app need it. */
export interface ZendeskStandIn {
  /** What the server calls: the Support API. Guarded by token, not by origin. */
  readonly platform: express.Router;
  /** What the playground's page calls: signed webhooks, and the proxy behind `client.request`. */
  readonly page: express.Router;
}

export function createZendeskStandIn(options: ZendeskStandInOptions): ZendeskStandIn {
  const { store, baseUrl } = options;
  let lastCommentId = systemClock.nowMs();
  /** Customers whose Zendesk user this process has announced. */
  const announced = new Set<string>();

  const send = async (event: Readonly<Record<string, unknown>>): Promise<void> => {
    const body = JSON.stringify(event);
    await deliver({
      url: `${baseUrl()}/zendesk/webhooks`,
      method: "POST",
      headers: {
        "content-type": "application/json; charset=utf-8",
        "user-agent": "Zendesk Webhook",
        "x-zendesk-account-id": String(ZENDESK_ACCOUNT_ID),
        "x-zendesk-webhook-id": WEBHOOK_ID,
        "x-zendesk-webhook-invocation-id": randomUUID(),
        ...zendeskSignatureHeaders(options.webhookSecret, body, systemClock.nowMs()),
      },
      body,
    });
  };

  const stamp = () => ({ id: randomUUID(), atMs: systemClock.nowMs() });

  const nextCommentId = () => {
    lastCommentId += 1;
    return String(lastCommentId);
  };

  const comment = async (participant: Participant, from: "customer" | "agent", text: string) => {
    const { customer } = participant;
    const isFirst = store.view(customer.key).ticket.subject === "";
    const added: TicketComment = {
      id: nextCommentId(),
      from,
      authorName: from === "agent" ? PLAYGROUND_AGENT.name : fullName(customer),
      text,
      atMs: systemClock.nowMs(),
    };
    store.apply({ kind: "ticket_comment", customer: customer.key, comment: added });
    const { ticket } = store.view(customer.key);
    if (!announced.has(customer.key)) {
      await send(userCreated(participant, stamp()));
      announced.add(customer.key);
    }
    await send(
      isFirst
        ? ticketCreated(participant, ticket, stamp())
        : commentAdded(participant, ticket, added, stamp()),
    );
  };

  const page = express.Router();

  page.post("/messages", async (request, response) => {
    const { customer, text } = parseRequest(messageRequest, request.body);
    await comment(store.participant(customer), "customer", text);
    response.json({});
  });

  page.post("/replies", async (request, response) => {
    const { customer, text } = parseRequest(messageRequest, request.body);
    await comment(store.participant(customer), "agent", text);
    response.json({});
  });

  page.post("/solve", async (request, response) => {
    const { customer } = parseRequest(solveRequest, request.body);
    const participant = store.participant(customer);
    const { status: previous } = store.view(customer).ticket;
    store.apply({ kind: "ticket_status", customer, status: "solved" });
    await send(statusChanged(participant, store.view(customer).ticket, previous, stamp()));
    response.json({});
  });

  page.post("/proxy", async (request, response) => {
    const settings = { backendUrl: baseUrl(), sharedSecret: options.appSharedSecret };
    const asked = parseRequest(zafRequest, request.body);
    response.json(await exchange(await resolveZafRequest(asked, settings, systemClock.nowMs())));
  });

  const { apiEmail: email, apiToken: token } = options;
  const platform = express.Router();
  platform.use("/api/v2", createZendeskApi({ store, email, token, nextCommentId }));
  return { platform, page };
}
