import { z } from "zod";
import { fullName, localeOf } from "./playground-customer.js";
import type { TeamsMessage } from "./playground-state.js";
import type { Participant } from "./playground-store.js";

/** The stand-in's one Microsoft 365 tenant. */
export const TEAMS_TENANT_ID = "11111111-1111-4111-8111-111111111111";

const ADAPTIVE_CARD = "application/vnd.microsoft.card.adaptive";

/** The part of a bot's activity that the pane shows ("Activity", Bot Framework). */
export const botActivity = z.looseObject({
  type: z.string().max(64),
  text: z.string().max(28_000).optional(),
  attachments: z
    .array(z.looseObject({ contentType: z.string(), content: z.unknown() }))
    .max(10)
    .optional(),
  entities: z
    .array(z.looseObject({ type: z.string() }))
    .max(50)
    .optional(),
  channelData: z.looseObject({}).optional(),
});

/** How a bot's activity looks in the pane. */
export function shownActivity(activity: z.infer<typeof botActivity>, id: string, atMs: number): TeamsMessage {
  return {
    id,
    from: "bot",
    text: activity.text ?? "",
    cards: (activity.attachments ?? [])
      .filter(({ contentType }) => contentType === ADAPTIVE_CARD)
      .map(({ content }) => content),
    aiGenerated: (activity.entities ?? []).some(
      ({ additionalType }) => Array.isArray(additionalType) && additionalType.includes("AIGeneratedContent"),
    ),
    feedback:
      activity.channelData?.feedbackLoop !== undefined || activity.channelData?.feedbackLoopEnabled === true,
    atMs,
  };
}

/** The fields that every activity from Teams carries in a personal chat. */
export function customerActivity(
  participant: Participant,
  context: {
    readonly id: string;
    readonly serviceUrl: string;
    readonly appId: string;
    readonly atMs: number;
  },
): Record<string, unknown> {
  const { customer, ids } = participant;
  return {
    id: context.id,
    timestamp: new Date(context.atMs).toISOString(),
    channelId: "msteams",
    serviceUrl: context.serviceUrl,
    from: { id: ids.teamsUser, name: fullName(customer), aadObjectId: ids.teamsAadObject },
    conversation: {
      conversationType: "personal",
      id: ids.teamsConversation,
      tenantId: TEAMS_TENANT_ID,
    },
    recipient: { id: `28:${context.appId}`, name: "Rapport" },
    locale: localeOf(customer),
    channelData: { tenant: { id: TEAMS_TENANT_ID } },
    entities: [{ type: "clientInfo", locale: localeOf(customer), platform: "Web" }],
  };
}

/** A member of the conversation, as the connector's `members` answer shows one. */
export function wireMember({ customer, ids }: Participant): Record<string, unknown> {
  return {
    id: ids.teamsUser,
    name: fullName(customer),
    givenName: customer.firstName,
    surname: customer.lastName,
    email: customer.email,
    userPrincipalName: customer.email,
    aadObjectId: ids.teamsAadObject,
    tenantId: TEAMS_TENANT_ID,
    userRole: "user",
  };
}
