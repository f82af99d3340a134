import { randomUUID } from "node:crypto";
import express from "express";
import { z } from "zod";
import { RapportError, systemClock } from "../../core/index.js";
import { findElement } from "./block-kit.js";
import { deliver } from "./deliver.js";
import { messageRequest, parseRequest } from "./message-request.js";
import type { SlackMessage } from "./playground-state.js";
import type { Participant, PlaygroundStore } from "./playground-store.js";
import { slackSignatureHeaders } from "./slack-signature.js";
import { callSlackMethod, type SlackWebApiContext } from "./slack-web-api.js";
import { blockActions, messageEnvelope } from "./slack-wire.js";

const pressRequest = z.object({
  customer: z.string().min(1).max(256),
  messageId: z.string().max(32),
  blockId: z.string().max(255),
  actionId: z.string().max(255),
  value: z.string().max(2_000).optional(),
});

const responseBody = z.looseObject({
  text: z.string().max(40_000).optional(),
  blocks: z.array(z.unknown()).max(50).optional(),
  replace_original: z.boolean().optional(),
  delete_original: z.boolean().optional(),
  response_type: z.string().optional(),
});

/** As many presses can still be answered through their `response_url`. */
const MAX_RESPONSE_URLS = 100;

export interface SlackStandInOptions {
  readonly baseUrl: () => string;
  readonly store: PlaygroundStore;
  readonly signingSecret: string;
  readonly botToken: string;
}

/** Slack, as far as one workspace of direct messages with the bot needs it. */
export interface SlackStandIn {
  /** What the bot calls: the Web API and response URLs. Guarded by token, not by origin. */
  readonly platform: express.Router;
  /** What the playground's page calls: to write and to press, as the customer. */
  readonly page: express.Router;
}

/** Form bodies carry structured arguments as JSON text. */
function decodeForm(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const decoded: Record<string, unknown> = { ...body };
  for (const name of ["blocks", "view", "metadata"]) {
    const value = decoded[name];
    if (typeof value !== "string") continue;
    try {
      decoded[name] = JSON.parse(value);
    } catch {
      delete decoded[name];
    }
  }
  return decoded;
}

export function createSlackStandIn(options: SlackStandInOptions): SlackStandIn {
  const { store, baseUrl } = options;
  let lastMicros = 0;
  const context: SlackWebApiContext = {
    store,
    baseUrl,
    nowMs: () => systemClock.nowMs(),
    nextTs: () => {
      lastMicros = Math.max(lastMicros + 1, systemClock.nowMs() * 1000);
      const digits = String(lastMicros);
      return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
    },
  };
  const responses = new Map<string, { participant: Participant; messageId: string }>();

  const send = (contentType: string, body: string) =>
    deliver({
      url: `${baseUrl()}/slack/events`,
      method: "POST",
      headers: {
        "content-type": contentType,
        "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        ...slackSignatureHeaders(options.signingSecret, body, systemClock.nowMs()),
      },
      body,
    });

  const responseUrl = (participant: Participant, messageId: string): string => {
    const key = randomUUID();
    responses.set(key, { participant, messageId });
    for (const oldest of responses.keys()) {
      if (responses.size <= MAX_RESPONSE_URLS) break;
      responses.delete(oldest);
    }
    return `${baseUrl()}/playground/slack/response/${key}`;
  };

  const platform = express.Router();
  platform.use(express.json({ limit: "64kb" }), express.urlencoded({ extended: false, limit: "64kb" }));

  platform.all("/api/:method", (request, response) => {
    const authorization = request.headers.authorization;
    if (authorization === undefined) {
      response.json({ ok: false, error: "not_authed" });
    } else if (authorization !== `Bearer ${options.botToken}`) {
      response.json({ ok: false, error: "invalid_auth" });
    } else {
      const body: unknown = request.body;
      const posted = typeof body === "object" && body !== null ? { ...body } : {};
      response.json(
        callSlackMethod(request.params.method, decodeForm({ ...request.query, ...posted }), context),
      );
    }
  });

  platform.post("/response/:key", (request, response) => {
    const known = responses.get(request.params.key);
    if (known === undefined) {
      response.status(404).json({ ok: false, error: "expired_url" });
      return;
    }
    const body = parseRequest(responseBody, request.body);
    const { participant, messageId } = known;
    const original = store.view(participant.customer.key).slack.find(({ id }) => id === messageId);
    const args = { ...body, channel: participant.ids.slackRoom, user: participant.ids.slackUser };
    if (body.delete_original === true) {
      callSlackMethod("chat.delete", { ...args, ts: messageId }, context);
    } else if (body.replace_original === true) {
      callSlackMethod("chat.update", { ...args, ts: messageId }, context);
    } else {
      const method = body.response_type === "in_channel" ? "chat.postMessage" : "chat.postEphemeral";
      callSlackMethod(method, { ...args, thread_ts: original?.threadId ?? undefined }, context);
    }
    response.json({ ok: true });
  });

  const page = express.Router();

  page.post("/messages", async (request, response) => {
    const { customer, text } = parseRequest(messageRequest, request.body);
    const participant = store.participant(customer);
    const message: SlackMessage = {
      id: context.nextTs(),
      from: "user",
      text,
      blocks: [],
      threadId: null,
      ephemeral: false,
      atMs: systemClock.nowMs(),
    };
    store.apply({ kind: "slack_message", customer, message });
    const eventId = `Ev${randomUUID().replaceAll("-", "").toUpperCase()}`;
    await send("application/json", JSON.stringify(messageEnvelope(participant, message, eventId)));
    response.json({ id: message.id });
  });

  page.post("/actions", async (request, response) => {
    const press = parseRequest(pressRequest, request.body);
    const participant = store.participant(press.customer);
    const message = store.view(press.customer).slack.find(({ id }) => id === press.messageId);
    const pressed = message?.from === "bot" ? findElement(message.blocks, press) : undefined;
    if (message === undefined || pressed === undefined) {
      throw new RapportError("not_found", "playground: no such button in that message");
    }
    const payload = blockActions(participant, message, pressed, {
      actionTs: context.nextTs(),
      triggerId: randomUUID(),
      responseUrl: responseUrl(participant, message.id),
    });
    const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    await send("application/x-www-form-urlencoded", body);
    response.json({});
  });

  return { platform, page };
}
