import { randomUUID } from "node:crypto";
import express from "express";
import { z } from "zod";
import { systemClock } from "../../core/index.js";
import { type Delivered, deliver } from "./deliver.js";
import { messageRequest, parseRequest } from "./message-request.js";
import type { Participant, PlaygroundStore } from "./playground-store.js";
import { createTeamsAuthority } from "./teams-authority.js";
import { botActivity, customerActivity, shownActivity, wireMember } from "./teams-wire.js";

const pressRequest = z.object({
  customer: z.string().min(1).max(256),
  messageId: z.string().max(64),
  /** `Action.Submit` sends `data` as a message's value; `Action.Execute` invokes `adaptiveCard/action`. */
  type: z.enum(["Action.Submit", "Action.Execute"]),
  verb: z.string().max(256).optional(),
  data: z.unknown().optional(),
});

const feedbackRequest = z.object({
  customer: z.string().min(1).max(256),
  messageId: z.string().max(64),
  reaction: z.enum(["like", "dislike"]),
});

const invokeAnswer = z.looseObject({ type: z.string(), value: z.unknown() });

export interface TeamsStandInOptions {
  readonly baseUrl: () => string;
  readonly store: PlaygroundStore;
  readonly appId: string;
}

/** Teams, as far as personal chats with one bot need it. */
export interface TeamsStandIn {
  /** What the bot calls: keys, tokens and the connector at `serviceUrl`. Guarded by token, not by origin. */
  readonly platform: express.Router;
  /** What the playground's page calls: to write, press and rate, as the customer. */
  readonly page: express.Router;
}

export function createTeamsStandIn(options: TeamsStandInOptions): TeamsStandIn {
  const { store } = options;
  const serviceUrl = () => `${options.baseUrl()}/playground/teams/`;
  const authority = createTeamsAuthority({
    publicUrl: () => `${options.baseUrl()}/playground/teams`,
    appId: options.appId,
    nowMs: () => systemClock.nowMs(),
  });

  const send = async (
    participant: Participant,
    activity: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly id: string; readonly answer: Delivered }> => {
    const id = randomUUID();
    const base = customerActivity(participant, {
      id,
      serviceUrl: serviceUrl(),
      appId: options.appId,
      atMs: systemClock.nowMs(),
    });
    const answer = await deliver({
      url: `${options.baseUrl()}/api/messages`,
      method: "POST",
      headers: {
        "content-type": "application/json; charset=utf-8",
        authorization: await authority.authorize(serviceUrl()),
      },
      body: JSON.stringify({ ...base, ...activity }),
    });
    return { id, answer };
  };

  const platform = express.Router();
  platform.use(authority.router);

  const connector = express.Router();
  connector.use((request, response, next) => {
    if (authority.accepts(request.headers.authorization)) return next();
    response.status(401).json({ error: { code: "Unauthorized", message: "no token of this tenant" } });
  });
  connector.use(express.json({ limit: "64kb" }));
  connector.param("conversation", (_request, response, next, conversation: string) => {
    const participant = store.find(({ ids }) => ids.teamsConversation === conversation);
    if (participant === undefined) {
      response.status(404).json({ error: { code: "ConversationNotFound", message: "no such conversation" } });
      return;
    }
    response.locals.participant = participant;
    next();
  });

  const receive: express.RequestHandler = (request, response) => {
    const participant: Participant = response.locals.participant;
    const customer = participant.customer.key;
    const activity = parseRequest(botActivity, request.body);
    const id = request.method === "PUT" ? String(request.params.activity) : randomUUID();
    if (activity.type === "typing") store.apply({ kind: "teams_typing", customer });
    if (activity.type === "message") {
      const message = shownActivity(activity, id, systemClock.nowMs());
      store.apply({ kind: "teams_message", customer, message });
    }
    response.status(request.method === "PUT" ? 200 : 201).json({ id });
  };
  connector.post("/:conversation/activities", receive);
  connector.post("/:conversation/activities/:activity", receive);
  connector.put("/:conversation/activities/:activity", receive);
  connector.delete("/:conversation/activities/:activity", (request, response) => {
    const participant: Participant = response.locals.participant;
    const { activity: id } = request.params;
    store.apply({ kind: "teams_removed", customer: participant.customer.key, id });
    response.status(200).json({});
  });
  connector.get("/:conversation/members", (_request, response) => {
    response.json([wireMember(response.locals.participant)]);
  });
  connector.get("/:conversation/members/:member", (request, response) => {
    const participant: Participant = response.locals.participant;
    const { teamsUser, teamsAadObject } = participant.ids;
    if (request.params.member !== teamsUser && request.params.member !== teamsAadObject) {
      response
        .status(404)
        .json({ error: { code: "MemberNotFoundInConversation", message: "no such member" } });
      return;
    }
    response.json(wireMember(participant));
  });
  platform.use("/v3/conversations", connector);

  const page = express.Router();

  page.post("/messages", async (request, response) => {
    const { customer, text } = parseRequest(messageRequest, request.body);
    const participant = store.participant(customer);
    const atMs = systemClock.nowMs();
    store.apply({
      kind: "teams_message",
      customer,
      message: { id: randomUUID(), from: "user", text, cards: [], aiGenerated: false, feedback: false, atMs },
    });
    await send(participant, { type: "message", textFormat: "plain", text });
    response.json({});
  });

  page.post("/actions", async (request, response) => {
    const { customer, messageId, type, verb, data } = parseRequest(pressRequest, request.body);
    const participant = store.participant(customer);
    if (type === "Action.Submit") {
      await send(participant, { type: "message", value: data ?? {}, replyToId: messageId });
      response.json({});
      return;
    }
    const { answer } = await send(participant, {
      type: "invoke",
      name: "adaptiveCard/action",
      replyToId: messageId,
      value: { action: { type, verb, data }, trigger: "manual" },
    });
    const answered = answer.body === "" ? undefined : invokeAnswer.safeParse(JSON.parse(answer.body)).data;
    const shown = store.view(customer).teams.find(({ id }) => id === messageId);
    if (answered?.type === "application/vnd.microsoft.card.adaptive" && shown !== undefined) {
      store.apply({ kind: "teams_message", customer, message: { ...shown, cards: [answered.value] } });
    }
    response.json({});
  });

  page.post("/feedback", async (request, response) => {
    const { customer, messageId, reaction } = parseRequest(feedbackRequest, request.body);
    await send(store.participant(customer), {
      type: "invoke",
      name: "message/submitAction",
      replyToId: messageId,
      value: {
        actionName: "feedback",
        actionValue: { reaction, feedback: JSON.stringify({ feedbackText: "" }) },
      },
    });
    response.json({});
  });

  return { platform, page };
}
