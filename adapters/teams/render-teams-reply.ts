import type { Activity } from "botbuilder";
import type { Reply } from "../../core/index.js";
import { phrasesFor, type TeamsPhrases } from "./teams-phrases.js";

const MAX_CHOICES = 3;
/** Length of the line that notifications and screens without cards show. */
const MAX_SUMMARY_LENGTH = 200;

/**
 * Labels a message as machine-made; at most one root message entity may be sent. Source: "Bot messages
 * with AI-generated content" (learn.microsoft.com).
 */
const AI_LABEL = {
  type: "https://schema.org/Message",
  "@type": "Message",
  "@context": "https://schema.org",
  "@id": "",
  additionalType: ["AIGeneratedContent"],
} as const;

type CardElement = Readonly<Record<string, unknown>>;

/** One block per line: a single line break inside a TextBlock is not shown by every client. */
function textBlocks(text: string): readonly CardElement[] {
  let afterGap = false;
  return text.split(/\r?\n/).flatMap((line) => {
    if (line.trim() === "") {
      afterGap = true;
      return [];
    }
    const block = { type: "TextBlock", text: line, wrap: true, spacing: afterGap ? "Medium" : "Small" };
    afterGap = false;
    return [block];
  });
}

function choiceButtons(reply: Reply): readonly CardElement[] {
  if (reply.choices.length === 0) return [];
  const actions = reply.choices
    .slice(0, MAX_CHOICES)
    .map(({ replyKey, title }) => ({ type: "Action.Submit", title, data: { choice: replyKey } }));
  return [{ type: "ActionSet", spacing: "Medium", actions }];
}

function ratingButtons(decisionId: string, phrases: TeamsPhrases): readonly CardElement[] {
  const thumb = (title: string, feedback: "rated_up" | "rated_down") => ({
    type: "Action.Submit",
    title,
    data: { feedback, decisionId },
  });
  return [
    {
      type: "TextBlock",
      text: phrases.helpful,
      wrap: true,
      size: "Small",
      spacing: "Medium",
      separator: true,
    },
    {
      type: "ActionSet",
      spacing: "Small",
      actions: [thumb(phrases.yes, "rated_up"), thumb(phrases.no, "rated_down")],
    },
  ];
}

function reasonLine(reply: Reply, phrases: TeamsPhrases): readonly CardElement[] {
  const run = { type: "TextRun", size: "Small" } as const;
  const inlines = [
    { ...run, text: `${phrases.why} `, weight: "Bolder" },
    { ...run, text: reply.customerReason, isSubtle: true },
  ];
  return [{ type: "RichTextBlock", spacing: "Medium", inlines }];
}

/**
 * A reply as a Teams message: one Adaptive Card 1.5 with the text, up to 3 choices, why this reply, and whether
 * it helped, which carries the decision: 5 actions at most, where the store allows 6. A greeting has nothing to rate. Labelled as
 * machine-made, with Teams' own feedback buttons.
 */
export function renderTeamsReply(reply: Reply): Partial<Activity> {
  const rateable = reply.kind !== "greeting";
  const phrases = phrasesFor(reply.locale);
  const body = [
    ...textBlocks(reply.text),
    ...choiceButtons(reply),
    ...(rateable ? [...reasonLine(reply, phrases), ...ratingButtons(reply.decisionId, phrases)] : []),
  ];
  return {
    type: "message",
    summary: reply.text.replaceAll(/\s+/g, " ").trim().slice(0, MAX_SUMMARY_LENGTH),
    attachmentLayout: "list",
    attachments: [
      {
        contentType: "application/vnd.microsoft.card.adaptive",
        content: {
          type: "AdaptiveCard",
          $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
          version: "1.5",
          lang: reply.locale,
          body,
        },
      },
    ],
    entities: [AI_LABEL],
    ...(rateable ? { channelData: { feedbackLoop: { type: "default" } } } : {}),
  };
}
