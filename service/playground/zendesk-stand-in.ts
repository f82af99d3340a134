import { randomUUID } from "node:crypto";
import express from "express";
import { systemClock } from "../../core/index.js";
import { deliver, exchange } from "./deliver.js";
import { messageRequest, parseRequest } from "./message-request.js";
import { fullName } from "./playground-customer.js";
import type { TicketComment } from "./playground-state.js";
import type { Participant, PlaygroundStore } from "./playground-store.js";
import { resolveZafRequest, zafRequest } from "./zaf-proxy.js";
import { zendeskSignatureHeaders } from "./zendesk-signature.js";
import {
  commentAdded,
  PLAYGROUND_AGENT,
  ticketCreated,
  userCreated,
  ZENDESK_ACCOUNT_ID,
} from "./zendesk-wire.js";

/** The stand-in's webhook, as an admin would have made it. */
const WEBHOOK_ID = "01PLAYGROUNDWEBHOOK";

export interface ZendeskStandInOptions {
  readonly baseUrl: () => string;
  readonly store: PlaygroundStore;
  readonly webhookSecret: string;
  readonly appSharedSecret: string;
}

/**
 * Zendesk, as far as one ticket per customer and one sidebar app need it: signed webhooks and the proxy
 * behind `client.request`. Everything here is called by the playground's page only.
 */
export function createZendeskStandIn(options: ZendeskStandInOptions): express.Router {
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

  const comment = async (participant: Participant, from: TicketComment["from"], text: string) => {
    const { customer } = participant;
    const isFirst = store.view(customer.key).ticket.subject === "";
    lastCommentId += 1;
    const added: TicketComment = {
      id: String(lastCommentId),
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

  page.post("/proxy", async (request, response) => {
    const settings = { backendUrl: baseUrl(), sharedSecret: options.appSharedSecret };
    const asked = parseRequest(zafRequest, request.body);
    response.json(await exchange(await resolveZafRequest(asked, settings, systemClock.nowMs())));
  });

  return page;
}
