import { fullName, localeOf } from "./playground-customer.js";
import type { SlackMessage } from "./playground-state.js";
import type { Participant } from "./playground-store.js";

/** The stand-in's one workspace, with the bot installed in it. */
export const SLACK_WORKSPACE = {
  team: "T0RAPPORT",
  app: "A0RAPPORT",
  botUser: "U0RAPPORT",
  bot: "B0RAPPORT",
} as const;

/** A message as the Web API and interaction payloads show it. */
export function wireMessage(message: SlackMessage, { ids }: Participant): Record<string, unknown> {
  return {
    type: "message",
    team: SLACK_WORKSPACE.team,
    user: message.from === "bot" ? SLACK_WORKSPACE.botUser : ids.slackUser,
    ...(message.from === "bot" ? { bot_id: SLACK_WORKSPACE.bot, app_id: SLACK_WORKSPACE.app } : {}),
    ts: message.id,
    text: message.text,
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.threadId === null ? {} : { thread_ts: message.threadId }),
  };
}

/** `users.info`'s answer ("users.info method", docs.slack.dev); the locale only where it was asked for. */
export function wireUser(participant: Participant, includeLocale: boolean): Record<string, unknown> {
  const { customer, ids } = participant;
  const name = fullName(customer);
  return {
    id: ids.slackUser,
    team_id: SLACK_WORKSPACE.team,
    name: customer.key,
    real_name: name,
    deleted: false,
    is_bot: false,
    is_app_user: false,
    is_email_confirmed: true,
    tz: "Europe/Berlin",
    ...(includeLocale ? { locale: localeOf(customer) } : {}),
    profile: {
      email: customer.email,
      real_name: name,
      display_name: customer.firstName,
      first_name: customer.firstName,
      last_name: customer.lastName,
      team: SLACK_WORKSPACE.team,
    },
  };
}

/** The Events API's envelope around a direct message ("message.im event", docs.slack.dev). */
export function messageEnvelope(
  participant: Participant,
  message: SlackMessage,
  eventId: string,
): Record<string, unknown> {
  const { ids } = participant;
  return {
    token: "playground",
    team_id: SLACK_WORKSPACE.team,
    api_app_id: SLACK_WORKSPACE.app,
    type: "event_callback",
    event_id: eventId,
    event_time: Math.floor(message.atMs / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: SLACK_WORKSPACE.team,
        user_id: SLACK_WORKSPACE.botUser,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event: {
      type: "message",
      channel_type: "im",
      channel: ids.slackRoom,
      user: ids.slackUser,
      team: SLACK_WORKSPACE.team,
      text: message.text,
      ts: message.id,
      event_ts: message.id,
      ...(message.threadId === null ? {} : { thread_ts: message.threadId }),
    },
  };
}

/** A pressed element, as Slack echoes it in `actions[0]`. */
export interface PressedElement {
  readonly blockId: string;
  readonly element: Readonly<Record<string, unknown>>;
  readonly value: string | null;
}

/** The interaction payload of a pressed button ("block_actions payload", docs.slack.dev). */
export function blockActions(
  participant: Participant,
  message: SlackMessage,
  pressed: PressedElement,
  context: { readonly actionTs: string; readonly triggerId: string; readonly responseUrl: string },
): Record<string, unknown> {
  const { customer, ids } = participant;
  return {
    type: "block_actions",
    token: "playground",
    team: { id: SLACK_WORKSPACE.team, domain: "playground" },
    user: {
      id: ids.slackUser,
      username: customer.key,
      name: customer.key,
      team_id: SLACK_WORKSPACE.team,
    },
    api_app_id: SLACK_WORKSPACE.app,
    container: {
      type: "message",
      message_ts: message.id,
      channel_id: ids.slackRoom,
      is_ephemeral: message.ephemeral,
      ...(message.threadId === null ? {} : { thread_ts: message.threadId }),
    },
    channel: { id: ids.slackRoom, name: "directmessage" },
    message: wireMessage(message, participant),
    state: { values: {} },
    trigger_id: context.triggerId,
    response_url: context.responseUrl,
    enterprise: null,
    is_enterprise_install: false,
    actions: [
      {
        type: pressed.element.type,
        action_id: pressed.element.action_id,
        block_id: pressed.blockId,
        ...(pressed.element.text === undefined ? {} : { text: pressed.element.text }),
        ...(pressed.value === null ? {} : { value: pressed.value }),
        action_ts: context.actionTs,
      },
    ],
  };
}
