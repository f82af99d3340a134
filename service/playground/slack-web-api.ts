import { withBlockIds } from "./block-kit.js";
import type { SlackMessage } from "./playground-state.js";
import type { Participant, PlaygroundStore } from "./playground-store.js";
import { SLACK_WORKSPACE, wireMessage, wireUser } from "./slack-wire.js";

export type SlackArguments = Readonly<Record<string, unknown>>;
export type SlackAnswer = Readonly<Record<string, unknown>> & { readonly ok: boolean };

/** What the methods work on. `nextTs` gives a fresh `ts`, `nowMs` is milliseconds since 1970. */
export interface SlackWebApiContext {
  readonly store: PlaygroundStore;
  readonly baseUrl: () => string;
  nextTs(): string;
  nowMs(): number;
}

type Method = (args: SlackArguments, context: SlackWebApiContext) => SlackAnswer;

function failed(error: string): SlackAnswer {
  return { ok: false, error };
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function inRoom(args: SlackArguments, { store }: SlackWebApiContext): Participant | undefined {
  return store.find(({ ids }) => args.channel === ids.slackRoom || args.channel === ids.slackUser);
}

function post(args: SlackArguments, context: SlackWebApiContext, ephemeral: boolean): SlackAnswer {
  const participant = inRoom(args, context);
  if (participant === undefined) return failed("channel_not_found");
  if (ephemeral && args.user !== participant.ids.slackUser) return failed("user_not_in_channel");
  const id = context.nextTs();
  const blocks = withBlockIds(args.blocks, id);
  if (text(args.text) === "" && blocks.length === 0) return failed("no_text");
  const message: SlackMessage = {
    id,
    from: "bot",
    text: text(args.text),
    blocks,
    threadId: text(args.thread_ts) || null,
    ephemeral,
    atMs: context.nowMs(),
  };
  context.store.apply({ kind: "slack_message", customer: participant.customer.key, message });
  const channel = participant.ids.slackRoom;
  return ephemeral
    ? { ok: true, message_ts: id }
    : { ok: true, channel, ts: id, message: wireMessage(message, participant) };
}

function messageOf(args: SlackArguments, context: SlackWebApiContext, participant: Participant) {
  return context.store.view(participant.customer.key).slack.find(({ id }) => id === args.ts);
}

function update(args: SlackArguments, context: SlackWebApiContext): SlackAnswer {
  const participant = inRoom(args, context);
  if (participant === undefined) return failed("channel_not_found");
  const known = messageOf(args, context, participant);
  if (known === undefined) return failed("message_not_found");
  if (known.from !== "bot") return failed("cant_update_message");
  const message: SlackMessage = {
    ...known,
    text: args.text === undefined ? known.text : text(args.text),
    blocks: args.blocks === undefined ? known.blocks : withBlockIds(args.blocks, known.id),
  };
  context.store.apply({ kind: "slack_message", customer: participant.customer.key, message });
  const channel = participant.ids.slackRoom;
  return { ok: true, channel, ts: known.id, text: message.text, message: wireMessage(message, participant) };
}

function remove(args: SlackArguments, context: SlackWebApiContext): SlackAnswer {
  const participant = inRoom(args, context);
  if (participant === undefined) return failed("channel_not_found");
  const known = messageOf(args, context, participant);
  if (known === undefined) return failed("message_not_found");
  if (known.from !== "bot") return failed("cant_delete_message");
  context.store.apply({ kind: "slack_removed", customer: participant.customer.key, id: known.id });
  return { ok: true, channel: participant.ids.slackRoom, ts: known.id };
}

function messages(args: SlackArguments, context: SlackWebApiContext, threadId: string | null): SlackAnswer {
  const participant = inRoom(args, context);
  if (participant === undefined) return failed("channel_not_found");
  const visible = context.store
    .view(participant.customer.key)
    .slack.filter((message) => !message.ephemeral)
    .filter((message) =>
      threadId === null
        ? message.threadId === null
        : message.id === threadId || message.threadId === threadId,
    )
    .map((message) => wireMessage(message, participant));
  if (threadId !== null && visible.length === 0) return failed("thread_not_found");
  return { ok: true, messages: threadId === null ? visible.reverse() : visible, has_more: false };
}

const METHODS: Readonly<Record<string, Method>> = {
  "api.test": () => ({ ok: true }),
  "auth.test": (_args, { baseUrl }) => ({
    ok: true,
    url: `${baseUrl()}/`,
    team: "Playground",
    user: "rapport",
    team_id: SLACK_WORKSPACE.team,
    user_id: SLACK_WORKSPACE.botUser,
    bot_id: SLACK_WORKSPACE.bot,
    is_enterprise_install: false,
  }),
  "chat.postMessage": (args, context) => post(args, context, false),
  "chat.postEphemeral": (args, context) => post(args, context, true),
  "chat.update": update,
  "chat.delete": remove,
  "chat.getPermalink": (args, context) => {
    if (inRoom(args, context) === undefined) return failed("channel_not_found");
    const { channel } = args;
    const number = text(args.message_ts).replace(".", "");
    return { ok: true, channel, permalink: `https://playground.slack.com/archives/${channel}/p${number}` };
  },
  "conversations.open": (args, { store }) => {
    const participant = store.find(({ ids }) => args.users === ids.slackUser);
    if (participant === undefined) return failed("user_not_found");
    return { ok: true, channel: { id: participant.ids.slackRoom } };
  },
  "conversations.info": (args, context) => {
    const participant = inRoom(args, context);
    if (participant === undefined) return failed("channel_not_found");
    const { slackRoom, slackUser } = participant.ids;
    return { ok: true, channel: { id: slackRoom, is_im: true, user: slackUser } };
  },
  "conversations.members": (args, context) => {
    const participant = inRoom(args, context);
    if (participant === undefined) return failed("channel_not_found");
    return { ok: true, members: [participant.ids.slackUser, SLACK_WORKSPACE.botUser] };
  },
  "conversations.history": (args, context) => messages(args, context, null),
  "conversations.replies": (args, context) => messages(args, context, text(args.ts)),
  "users.info": (args, { store }) => {
    const participant = store.find(({ ids }) => args.user === ids.slackUser);
    if (participant === undefined) return failed("user_not_found");
    const includeLocale = args.include_locale === true || args.include_locale === "true";
    return { ok: true, user: wireUser(participant, includeLocale) };
  },
  "views.publish": (args, { store, nowMs }) => {
    if (store.find(({ ids }) => args.user_id === ids.slackUser) === undefined)
      return failed("user_not_found");
    if (args.view === undefined) return failed("invalid_arguments");
    return { ok: true, view: { id: `V${nowMs()}`, type: "home", team_id: SLACK_WORKSPACE.team } };
  },
};

/** Answers one call of the Web API; `unknown_method` for those that the stand-in does not play. */
export function callSlackMethod(
  method: string,
  args: SlackArguments,
  context: SlackWebApiContext,
): SlackAnswer {
  const handle = Object.hasOwn(METHODS, method) ? METHODS[method] : undefined;
  return handle === undefined ? failed("unknown_method") : handle(args, context);
}
