import { z } from "zod";
import { plainSlackText } from "./plain-slack-text.js";
import type { SlackAccessEnded, SlackDelivery, SlackMessage } from "./slack-delivery.js";

/** A signed request, understood. `body` is the platform's own object, for bolt to dispatch on. */
export interface ParsedSlackRequest {
  readonly body: Readonly<Record<string, unknown>>;
  readonly delivery: SlackDelivery;
}

const id = z.string().min(1).max(64);
const messageTs = z.string().regex(/^\d{1,12}\.\d{1,9}$/);

const envelope = z.looseObject({
  type: z.literal("event_callback"),
  team_id: id,
  event_id: id,
  event_time: z.number().int().positive(),
  authorizations: z.array(z.looseObject({ user_id: id.nullish(), is_bot: z.boolean().nullish() })).nullish(),
  event: z.looseObject({ type: z.string() }),
});

const writtenMessage = z.looseObject({
  user: id,
  channel: id,
  ts: messageTs,
  thread_ts: messageTs.nullish(),
  user_team: id.nullish(),
  text: z.string().nullish(),
});

const homeOpened = z.looseObject({ user: id, tab: z.string().nullish() });

const tokensRevoked = z.looseObject({
  tokens: z.looseObject({ bot: z.array(z.string()).nullish(), oauth: z.array(z.string()).nullish() }),
});

const blockActions = z.looseObject({
  type: z.literal("block_actions"),
  trigger_id: z.string().min(1).max(200),
  team: z.looseObject({ id }).nullish(),
  user: z.looseObject({ id, team_id: id.nullish() }),
  channel: z.looseObject({ id }),
  message: z.looseObject({ ts: messageTs, thread_ts: messageTs.nullish() }),
  actions: z.array(z.looseObject({ action_id: z.string(), value: z.string().max(2000).nullish() })).min(1),
});

const choiceValue = z.object({ replyKey: z.string().min(1).max(200) });

const command = z.looseObject({ command: z.string().startsWith("/"), team_id: id, text: z.string() });

const jsonObject = z.record(z.string(), z.unknown());

/** Slack's ids of direct messages, and no others, begin with `D`. */
function isDirect(channel: string): boolean {
  return channel.startsWith("D");
}

/** A direct message is one conversation, however many threads it has. */
function conversationIdOf(team: string, channel: string, threadTs: string): string {
  return isDirect(channel) ? `${team}/${channel}` : `${team}/${channel}/${threadTs}`;
}

/** True for what the bot must not answer: bots (itself among them), edits, joins, uploads and other subtypes. */
function isNotWrittenToBot(
  event: Readonly<Record<string, unknown>>,
  botUsers: ReadonlySet<unknown>,
): boolean {
  return (
    (event.subtype !== undefined && event.subtype !== null) ||
    (event.bot_id !== undefined && event.bot_id !== null) ||
    (event.edited !== undefined && event.edited !== null) ||
    event.hidden === true ||
    event.user === "USLACKBOT" ||
    botUsers.has(event.user) ||
    (event.type === "message" && event.channel_type !== "im")
  );
}

function parseMessage(callback: z.infer<typeof envelope>): SlackMessage | { kind: "ignored" } {
  const { event, team_id: team } = callback;
  const bots = (callback.authorizations ?? []).filter((a) => a.is_bot === true).map((a) => a.user_id);
  if (isNotWrittenToBot(event, new Set(bots))) return { kind: "ignored" };
  const message = writtenMessage.parse(event);
  const written = plainSlackText(message.text ?? "");
  if (written === "" && event.type === "message") return { kind: "ignored" };
  // A direct message that names the bot comes as `message.im` already.
  if (event.type === "app_mention" && isDirect(message.channel)) return { kind: "ignored" };
  const threadTs = message.thread_ts ?? message.ts;
  return {
    kind: "message",
    deliveryId: callback.event_id,
    address: { team, channel: message.channel, threadTs },
    messageTs: message.ts,
    conversationId: conversationIdOf(team, message.channel, threadTs),
    isPrivate: isDirect(message.channel),
    person: { team: message.user_team ?? team, user: message.user },
    // Somebody who only calls the bot by its name wants to know what it can do.
    text: written === "" ? "help" : written,
    sentAtMs: callback.event_time * 1000,
  };
}

function accessEnded(
  { event_id, team_id }: z.infer<typeof envelope>,
  event: SlackAccessEnded["event"],
  endsBot: boolean,
): SlackAccessEnded {
  return { kind: "access_ended", deliveryId: event_id, event, team: team_id, endsBot };
}

function parseEvent(callback: z.infer<typeof envelope>): SlackDelivery {
  const { event } = callback;
  switch (event.type) {
    case "message":
    case "app_mention":
      return parseMessage(callback);
    case "app_home_opened": {
      const opened = homeOpened.parse(event);
      return opened.tab === "messages" ? { kind: "ignored" } : { kind: "home_opened", user: opened.user };
    }
    case "app_uninstalled":
      return accessEnded(callback, event.type, true);
    case "tokens_revoked": {
      const { tokens } = tokensRevoked.parse(event);
      return accessEnded(callback, event.type, (tokens.bot ?? []).length > 0);
    }
    default:
      return { kind: "ignored" };
  }
}

function parseAction(body: Readonly<Record<string, unknown>>): SlackDelivery {
  if (body.type !== "block_actions" || typeof body.message !== "object") return { kind: "ignored" };
  const pressed = blockActions.parse(body);
  const team = pressed.team?.id ?? pressed.user.team_id;
  const [action] = pressed.actions;
  if (team === null || team === undefined || !action?.value) return { kind: "ignored" };
  const threadTs = pressed.message.thread_ts ?? pressed.message.ts;
  const common = {
    address: { team, channel: pressed.channel.id, threadTs },
    person: { team: pressed.user.team_id ?? team, user: pressed.user.id },
  };
  if (/^choice:\d$/.test(action.action_id)) {
    return {
      kind: "choice",
      ...common,
      messageTs: pressed.message.ts,
      deliveryId: `action:${pressed.trigger_id}`,
      conversationId: conversationIdOf(team, pressed.channel.id, threadTs),
      isPrivate: isDirect(pressed.channel.id),
      replyKey: choiceValue.parse(JSON.parse(action.value)).replyKey,
    };
  }
  if (action.action_id === "rate:up" || action.action_id === "rate:down") {
    const rating = action.action_id === "rate:up" ? "rated_up" : "rated_down";
    return { kind: "rating", ...common, decisionId: action.value, rating };
  }
  return { kind: "ignored" };
}

function parseJson(body: Readonly<Record<string, unknown>>): SlackDelivery {
  if (body.type === "url_verification") {
    return { kind: "url_verification", challenge: z.string().max(512).parse(body.challenge) };
  }
  if (body.type === "event_callback") return parseEvent(envelope.parse(body));
  z.string().parse(body.type);
  return { kind: "ignored" };
}

function understand(body: Buffer, contentType: string): ParsedSlackRequest {
  const text = body.toString("utf8");
  if (contentType.startsWith("application/json")) {
    const json = jsonObject.parse(JSON.parse(text));
    return { body: json, delivery: parseJson(json) };
  }
  const form = new URLSearchParams(text);
  const payload = form.get("payload");
  if (payload !== null) {
    const json = jsonObject.parse(JSON.parse(payload));
    z.string().parse(json.type);
    return { body: json, delivery: parseAction(json) };
  }
  const fields = Object.fromEntries(form);
  const slash = command.parse(fields);
  return { body: fields, delivery: { kind: "command", text: slash.text.trim() } };
}

/**
 * Understands what Slack sends to `/slack/events`: Events API callbacks and `url_verification` as JSON,
 * `block_actions` in a form's `payload`, slash commands as a form.
 *
 * @param contentType the header's value; anything but JSON is read as a form, as Slack sends nothing else
 * @returns `undefined` for what Slack does not send: broken JSON, or a known type without its required fields
 */
export function parseSlackEvent(body: Buffer, contentType: string): ParsedSlackRequest | undefined {
  try {
    return understand(body, contentType);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return undefined;
    throw error;
  }
}
