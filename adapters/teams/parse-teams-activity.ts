import { z } from "zod";
import type { FeedbackKind } from "../../core/index.js";
import { type Mention, stripMentions } from "./strip-mentions.js";
import type { TeamsAddress } from "./teams-address.js";

const account = z.looseObject({
  id: z.string().min(1).max(256),
  name: z.string().max(256).optional(),
  aadObjectId: z.string().max(64).optional(),
});

const activitySchema = z.looseObject({
  type: z.string().min(1).max(64),
  id: z.string().min(1).max(128).optional(),
  name: z.string().max(128).optional(),
  action: z.string().max(64).optional(),
  channelId: z.literal("msteams"),
  serviceUrl: z.string().min(1).max(512),
  from: account,
  recipient: account,
  conversation: z.looseObject({
    id: z.string().min(1).max(512),
    conversationType: z.string().max(64).optional(),
    tenantId: z.string().max(64).optional(),
  }),
  channelData: z
    .looseObject({
      tenant: z.looseObject({ id: z.string().max(64) }).optional(),
      team: z.looseObject({ id: z.string().max(512).optional() }).optional(),
    })
    .optional(),
  locale: z.string().max(35).optional(),
  text: z.string().nullish(),
  value: z.unknown().optional(),
  replyToId: z.string().max(128).optional(),
  entities: z
    .array(z.looseObject({ type: z.string().optional() }))
    .max(200)
    .nullish(),
  membersAdded: z.array(account).max(1_000).optional(),
});

type TeamsActivity = z.infer<typeof activitySchema>;

const mentionEntity = z.object({
  type: z.literal("mention"),
  mentioned: z.object({ id: z.string() }),
  text: z.string(),
});

/** What our own buttons send back, as the `value` of a message without text. */
const pressedChoice = z.object({ choice: z.string().min(1).max(128) });
const pressedRating = z.object({
  feedback: z.enum(["rated_up", "rated_down"]),
  decisionId: z.string().min(1).max(128),
});

/** Teams' own thumbs under a message. What the person writes beside them is not read. */
const submittedFeedback = z.object({
  actionName: z.literal("feedback"),
  actionValue: z.looseObject({ reaction: z.enum(["like", "dislike"]) }),
});

type Rating = Extract<FeedbackKind, "rated_up" | "rated_down">;

/** Who wrote, before anything was asked about them. */
export interface TeamsWriter {
  readonly id: string;
  readonly aadObjectId?: string;
  readonly name?: string;
}

/** What an activity means to us. */
export type TeamsEvent =
  | {
      readonly kind: "message";
      readonly address: TeamsAddress;
      readonly activityId: string;
      readonly writer: TeamsWriter;
      /** Set in a team's channel, where members are asked of the team. */
      readonly teamId?: string;
      readonly text: string;
      readonly choice?: string;
    }
  | {
      readonly kind: "rated";
      readonly address: TeamsAddress;
      readonly decisionId: string;
      readonly rating: Rating;
    }
  | {
      readonly kind: "reacted";
      readonly tenantId: string;
      readonly conversationId: string;
      /** Id of the bot's message under which the thumb was pressed. */
      readonly replyToId: string;
      readonly rating: Rating;
    }
  | { readonly kind: "installed"; readonly address: TeamsAddress }
  | { readonly kind: "unknown_invoke" }
  | { readonly kind: "ignored" }
  /** Not what Teams sends; `rule` names the field. */
  | { readonly kind: "malformed"; readonly rule: string };

function mentionsOf(activity: TeamsActivity): readonly Mention[] {
  return (activity.entities ?? []).flatMap((entity) => {
    const mention = mentionEntity.safeParse(entity);
    return mention.success ? [{ id: mention.data.mentioned.id, text: mention.data.text }] : [];
  });
}

function writerOf({ from }: TeamsActivity): TeamsWriter {
  return {
    id: from.id,
    ...(from.aadObjectId ? { aadObjectId: from.aadObjectId } : {}),
    ...(from.name ? { name: from.name } : {}),
  };
}

function messageEvent(activity: TeamsActivity, address: TeamsAddress): TeamsEvent {
  if (activity.from.id === activity.recipient.id) return { kind: "ignored" };
  if (activity.id === undefined) return { kind: "malformed", rule: "id" };
  const rating = pressedRating.safeParse(activity.value);
  if (rating.success) {
    return { kind: "rated", address, decisionId: rating.data.decisionId, rating: rating.data.feedback };
  }
  const choice = pressedChoice.safeParse(activity.value);
  const teamId = activity.channelData?.team?.id;
  return {
    kind: "message",
    address,
    activityId: activity.id,
    writer: writerOf(activity),
    text: stripMentions(activity.text ?? "", mentionsOf(activity), activity.recipient.id),
    ...(teamId ? { teamId } : {}),
    ...(choice.success ? { choice: choice.data.choice } : {}),
  };
}

function invokeEvent(activity: TeamsActivity, tenantId: string): TeamsEvent {
  if (activity.name !== "message/submitAction") return { kind: "unknown_invoke" };
  const feedback = submittedFeedback.safeParse(activity.value);
  if (!feedback.success) return { kind: "unknown_invoke" };
  if (activity.replyToId === undefined) return { kind: "malformed", rule: "replyToId" };
  return {
    kind: "reacted",
    tenantId,
    conversationId: activity.conversation.id,
    replyToId: activity.replyToId,
    rating: feedback.data.actionValue.reaction === "like" ? "rated_up" : "rated_down",
  };
}

/**
 * Reads a Bot Framework Activity from Teams. Never throws. Sources: "Bot Framework Activity schema",
 * "Conversation events in your Teams bot", "Feedback buttons" (learn.microsoft.com).
 */
export function parseTeamsActivity(body: unknown): TeamsEvent {
  const parsed = activitySchema.safeParse(body);
  if (!parsed.success) {
    return { kind: "malformed", rule: parsed.error.issues[0]?.path.join(".") || "activity" };
  }
  const activity = parsed.data;
  const tenantId = (activity.conversation.tenantId ?? activity.channelData?.tenant?.id)?.toLowerCase();
  if (!tenantId) return { kind: "malformed", rule: "conversation.tenantId" };

  const base = {
    serviceUrl: activity.serviceUrl,
    conversationId: activity.conversation.id,
    tenantId,
    botId: activity.recipient.id,
    userId: activity.from.id,
    ...(activity.conversation.conversationType
      ? { conversationType: activity.conversation.conversationType }
      : {}),
    ...(activity.locale ? { locale: activity.locale } : {}),
  };
  const welcome: TeamsAddress = { ...base, kind: "welcome" };
  switch (activity.type) {
    case "message":
      return messageEvent(activity, {
        ...base,
        kind: "message",
        ...(activity.id === undefined ? {} : { activityId: activity.id }),
      });
    case "conversationUpdate":
      return activity.membersAdded?.some((member) => member.id === activity.recipient.id)
        ? { kind: "installed", address: welcome }
        : { kind: "ignored" };
    case "installationUpdate":
      return activity.action === "add" || activity.action === "add-upgrade"
        ? { kind: "installed", address: welcome }
        : { kind: "ignored" };
    case "invoke":
      return invokeEvent(activity, tenantId);
    default:
      return { kind: "ignored" };
  }
}
