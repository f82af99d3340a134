import type { types } from "@slack/bolt";
import { type Choice, type Reply, textAboveCards } from "../../core/index.js";
import { slackCards } from "./render-slack-cards.js";
import { escapeMrkdwn, slackFallback, slackSections } from "./slack-text.js";

/** The parts of a `chat.postMessage` that a reply becomes. */
interface SlackReplyMessage {
  /** What notifications and screen readers say instead of the blocks. */
  readonly text: string;
  readonly blocks: types.KnownBlock[];
}

/** Slack's limits ("Reference: blocks"), in characters. */
const BUTTON_LIMIT = 75;
const REASON_LIMIT = 150;
/** A message takes 50 blocks; at most seven of ours are not the answer's sections. */
const SECTIONS_AT_MOST = 43;
/** Of a question's own text. */
const QUESTION_SECTIONS_AT_MOST = 2;
const CHOICES_AT_MOST = 3;

function shortened(text: string, limit: number): string {
  const characters = [...text];
  return characters.length <= limit ? text : `${characters.slice(0, limit - 1).join("")}…`;
}

function button(actionId: string, label: string, value: string): types.Button {
  return {
    type: "button",
    action_id: actionId,
    text: { type: "plain_text", text: shortened(label, BUTTON_LIMIT), emoji: true },
    value,
  };
}

/** Says why, and that a machine suggested it: what is said about somebody's own data, or people, is no suggestion. */
function disclosure(reply: Reply): string {
  const german = /^de\b/i.test(reply.locale);
  const parts = [
    ...(reply.kind === "privacy" || reply.kind === "handoff"
      ? []
      : [german ? "KI-Vorschlag" : "AI-suggested answer"]),
    shortened(reply.customerReason, REASON_LIMIT),
  ];
  return `*${german ? "Warum diese Antwort?" : "Why this reply?"}* ${parts.map(escapeMrkdwn).join(" · ")}`;
}

/** A row of buttons; none for no choices. `firstId`: an action id is used once in a message. */
function choiceRow(choices: readonly Choice[], firstId: number): readonly types.ActionsBlock[] {
  const elements = choices.map(({ replyKey, title }, n) =>
    button(`choice:${firstId + n}`, title, JSON.stringify({ replyKey })),
  );
  return elements.length === 0 ? [] : [{ type: "actions", elements }];
}

/**
 * Draws a reply in Block Kit: the text, products and articles, a button per choice (`choice:<n>`, value `{"replyKey":…}`), a line
 * that says it is machine-made and why, two thumbs (`rate:up`, `rate:down`, value the decision's id) under what
 * can be rated, and below all of it the question that goes with it, with buttons of its own.
 */
export function renderSlackReply(reply: Reply): SlackReplyMessage {
  const isRateable = reply.kind === "answer" || reply.kind === "unsure";
  const thumbs = [button("rate:up", "👍", reply.decisionId), button("rate:down", "👎", reply.decisionId)];
  const question: readonly types.KnownBlock[] =
    reply.ask === undefined
      ? []
      : [
          { type: "divider" },
          ...slackSections(reply.ask.text, QUESTION_SECTIONS_AT_MOST),
          ...choiceRow(reply.ask.choices.slice(0, 2), CHOICES_AT_MOST),
        ];
  const cards = slackCards(reply);
  const [article] = reply.articles ?? [];
  const further = article && { url: article.url, locale: reply.locale };
  const blocks: types.KnownBlock[] = [
    ...slackSections(textAboveCards(reply), SECTIONS_AT_MOST - cards.length, further),
    ...cards,
    ...choiceRow(reply.choices.slice(0, CHOICES_AT_MOST), 0),
    { type: "context", elements: [{ type: "mrkdwn", text: disclosure(reply) }] },
    ...(isRateable ? [{ type: "actions" as const, elements: thumbs }] : []),
    ...question,
  ];
  return { text: slackFallback(reply.text) || "Answer", blocks };
}
