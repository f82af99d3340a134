import type { Activity } from "botbuilder";
import {
  type Choice,
  type FurtherReading,
  type Reply,
  shortenText,
  textAboveCards,
} from "../../core/index.js";
import { type CardElement, teamsCards } from "./render-teams-cards.js";
import { phrasesFor, type TeamsPhrases } from "./teams-phrases.js";

const MAX_CHOICES = 3;
/** The store takes so many actions on a card. */
const MAX_ACTIONS = 6;
const RATING_ACTIONS = 2;
/** Length of the line that notifications and screens without cards show. */
const MAX_SUMMARY_LENGTH = 200;
/**
 * A message takes 40 KB in UTF-16 ("Format your bot messages", learn.microsoft.com), in JSON: so much of it is text.
 */
const MAX_TEXT_LENGTH = 12_000;
/** What a line takes besides its words: the element that it is in. */
const LINE_LENGTH = 90;

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

function jsonLength(character: string): number {
  return /[\r\n]/.test(character) ? LINE_LENGTH : JSON.stringify(character).length - 2;
}

/**
 * One block per line: a single line break inside a TextBlock is not shown by every client. What a message does not
 * take is cut at a sentence or a word.
 */
export function textBlocks(text: string, further?: FurtherReading): readonly CardElement[] {
  const fitting = shortenText(text, { limit: MAX_TEXT_LENGTH, widthOf: jsonLength }, further);
  let afterGap = false;
  return fitting.split(/\r?\n/).flatMap((line) => {
    if (line.trim() === "") {
      afterGap = true;
      return [];
    }
    const block = { type: "TextBlock", text: line, wrap: true, spacing: afterGap ? "Medium" : "Small" };
    afterGap = false;
    return [block];
  });
}

/** A message of one Adaptive Card; its text is what notifications and screens without cards show. */
export function cardActivity(
  { text, locale }: { readonly text: string; readonly locale: string },
  body: readonly CardElement[],
): Partial<Activity> {
  return {
    type: "message",
    summary: shortenText(text.replaceAll(/\s+/g, " ").trim(), { limit: MAX_SUMMARY_LENGTH }),
    attachmentLayout: "list",
    attachments: [
      {
        contentType: "application/vnd.microsoft.card.adaptive",
        content: {
          type: "AdaptiveCard",
          $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
          version: "1.5",
          lang: locale,
          body,
        },
      },
    ],
  };
}

function choiceButtons(choices: readonly Choice[]): readonly CardElement[] {
  if (choices.length === 0) return [];
  const actions = choices.map(({ replyKey, title }) => ({
    type: "Action.Submit",
    title,
    data: { choice: replyKey },
  }));
  return [{ type: "ActionSet", spacing: "Medium", actions }];
}

/** The question that goes with a reply, in a box of its own. */
function questionBox(ask: NonNullable<Reply["ask"]>): CardElement {
  return {
    type: "Container",
    spacing: "Large",
    separator: true,
    items: [...textBlocks(ask.text), ...choiceButtons(ask.choices)],
  };
}

/** True for what can be rated: a greeting has nothing to rate, and nor has what is said about somebody's own data. */
export function isRateable(reply: Pick<Reply, "kind">): boolean {
  return reply.kind === "answer" || reply.kind === "unsure";
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
 * A reply as a Teams message: one Adaptive Card 1.5 with the text, products and articles, choices, why this reply, whether it helped,
 * which carries the decision, and the question that goes with it. Of the store's 6 actions the question's come
 * first, then the rating's; choices take what is left, at most 3. What can be rated also has Teams' own feedback
 * buttons. Labelled as machine-made, but for what is said about somebody's own
 * data or about people taking over: that is no suggestion.
 */
export function renderTeamsReply(reply: Reply): Partial<Activity> {
  const rateable = isRateable(reply);
  const phrases = phrasesFor(reply.locale);
  const [article] = reply.articles ?? [];
  const taken = (rateable ? RATING_ACTIONS : 0) + (reply.ask?.choices.length ?? 0);
  const body = [
    ...textBlocks(textAboveCards(reply), article && { url: article.url, locale: reply.locale }),
    ...teamsCards(reply),
    ...choiceButtons(reply.choices.slice(0, Math.min(MAX_CHOICES, Math.max(0, MAX_ACTIONS - taken)))),
    ...(rateable ? [...reasonLine(reply, phrases), ...ratingButtons(reply.decisionId, phrases)] : []),
    ...(reply.ask === undefined ? [] : [questionBox(reply.ask)]),
  ];
  return {
    ...cardActivity(reply, body),
    entities: reply.kind === "privacy" || reply.kind === "handoff" ? [] : [AI_LABEL],
    ...(rateable ? { channelData: { feedbackLoop: { type: "default" } } } : {}),
  };
}
