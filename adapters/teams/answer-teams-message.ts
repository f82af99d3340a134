import { createHash } from "node:crypto";
import type { TurnContext } from "botbuilder";
import {
  type Clock,
  type Core,
  type InboundMessage,
  type Logger,
  type ProfileEvent,
  privacyTopic,
  type Sender,
  type TenantId,
} from "../../core/index.js";
import type { TeamsEvent } from "./parse-teams-activity.js";
import { isRateable, renderTeamsReply } from "./render-teams-reply.js";
import { resolveTeamsSender } from "./resolve-teams-sender.js";

export type TeamsMessage = Extract<TeamsEvent, { readonly kind: "message" }>;

export interface AnswerSetup {
  readonly core: Core;
  readonly tenantId: TenantId;
  readonly clock: Clock;
  readonly log: Logger;
  /** The company's own Entra tenant, if it is known. */
  readonly ownTenantId?: string;
}

/** Names one delivery. Activity ids are unique within their conversation only. */
export function deliveryIdOf(message: TeamsMessage): string {
  return `${message.address.conversationId}/${message.activityId}`;
}

/** That somebody wrote, and nothing of what they wrote. */
function messageReceived(message: TeamsMessage, sender: Sender, nowMs: number): ProfileEvent {
  // Hashed because a conversation's id alone can be longer than a messageId may be.
  const digest = createHash("sha256").update(deliveryIdOf(message)).digest("hex");
  return {
    type: "track",
    event: "Message Received",
    messageId: `teams:${digest}`,
    timestamp: new Date(nowMs).toISOString(),
    properties: { channel: "teams" },
    context: {
      externalIds: sender.identifiers.map(({ type, value }) => ({ type, id: value })),
      ...(sender.locale === undefined ? {} : { locale: sender.locale }),
    },
  };
}

/** The turn that answers a message: typing at once, then the core's reply as a card, if there is one. */
export async function answerTeamsMessage(
  context: TurnContext,
  message: TeamsMessage,
  setup: AnswerSetup,
): Promise<void> {
  const { core, tenantId, clock, log, ownTenantId } = setup;
  const { address, writer, teamId, text, choice } = message;
  await context.sendActivity({ type: "typing" });
  const sender = await resolveTeamsSender(context, {
    core,
    tenantId,
    log,
    writer,
    teamsTenantId: address.tenantId,
    ...(ownTenantId === undefined ? {} : { ownTenantId }),
    ...(teamId === undefined ? {} : { teamId }),
    ...(address.locale === undefined ? {} : { locale: address.locale }),
  });
  const inbound: InboundMessage = {
    tenantId,
    channel: "teams",
    conversationId: address.conversationId,
    sender,
    isPrivate: address.conversationType === "personal",
    text,
    address: { ...address },
    ...(choice === undefined ? {} : { choice }),
  };
  // Whoever asks what is known of them, or to be forgotten, leaves no trace by asking.
  if (privacyTopic(inbound) === undefined) {
    await core.ingest(tenantId, [messageReceived(message, sender, clock.nowMs())], "teams");
  }
  const reply = await core.respond(inbound);
  if (reply.kind === "relayed") return;
  const sent = await context.sendActivity(renderTeamsReply(reply));
  // Teams' own feedback names only the message that it is about.
  if (sent?.id && isRateable(reply)) {
    const { conversationId } = address;
    await core.sent({ tenantId, channel: "teams", conversationId, messageId: sent.id }, reply.decisionId);
  }
}
