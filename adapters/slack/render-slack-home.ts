import type { types } from "@slack/bolt";

/** What `/rapport help` says, and in short the Home tab. */
export const SLACK_HELP = [
  "*How to ask*",
  "• Write to me here in a direct message, or mention me in a room. I answer in the thread.",
  "• Press a button under an answer to get a better fitting one, and a thumb to say how it was.",
  "• In a direct message: *what do you know about me?*, *stop using my data*, *forget me*.",
  "• `/rapport help` shows this text.",
].join("\n");

/** The answer to any other slash command input. */
export const SLACK_UNKNOWN_COMMAND = `I don't know that command yet.\n\n${SLACK_HELP}`;

const PRIVACY = [
  "*What is kept*",
  "• The text of your Slack messages is read to answer you and never stored, and nothing is trained on it.",
  "• I remember that you wrote and when, and answers use only the facts about you that you agreed to.",
].join("\n");

const DISCLAIMER =
  "Answers are suggested by AI and can be wrong. Please check what matters, and ask for a person when unsure.";

function section(text: string): types.SectionBlock {
  return { type: "section", text: { type: "mrkdwn", text } };
}

/** The Home tab: the same for everybody, also for somebody of whom nothing is known. */
export function renderSlackHome(): types.HomeView {
  return {
    type: "home",
    blocks: [
      { type: "header", text: { type: "plain_text", text: "Ask Rapport" } },
      section(
        "Questions about an order, a return or your account? I answer right away, in English and German.",
      ),
      section(SLACK_HELP),
      { type: "divider" },
      section(PRIVACY),
      { type: "context", elements: [{ type: "mrkdwn", text: DISCLAIMER }] },
    ],
  };
}
