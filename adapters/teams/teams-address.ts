import type { ConversationReference } from "botbuilder";
import { z } from "zod";

/**
 * Everything needed to write to a conversation again, as it is kept with a claimed delivery: ids and
 * addresses of the platform, never text. `activityId` is what an answer refers to; a welcome has none.
 */
export const teamsAddressSchema = z.object({
  kind: z.enum(["message", "welcome"]),
  serviceUrl: z.string().max(512),
  conversationId: z.string().max(512),
  conversationType: z.string().max(64).optional(),
  tenantId: z.string().max(64),
  botId: z.string().max(256),
  userId: z.string().max(256),
  activityId: z.string().max(128).optional(),
  locale: z.string().max(35).optional(),
});

export type TeamsAddress = z.infer<typeof teamsAddressSchema>;

/** The address in botbuilder's words. */
export function toConversationReference(address: TeamsAddress): Partial<ConversationReference> {
  return {
    channelId: "msteams",
    serviceUrl: address.serviceUrl,
    bot: { id: address.botId, name: "" },
    user: { id: address.userId, name: "" },
    conversation: {
      id: address.conversationId,
      name: "",
      isGroup: address.conversationType !== undefined && address.conversationType !== "personal",
      conversationType: address.conversationType ?? "personal",
      tenantId: address.tenantId,
    },
    ...(address.activityId === undefined ? {} : { activityId: address.activityId }),
    ...(address.locale === undefined ? {} : { locale: address.locale }),
  };
}
