import type { types } from "@slack/bolt";
import { type FurtherReading, shortenText, splitText } from "../../core/index.js";

/** Slack's limits ("Reference: blocks", "Truncating content"), in characters. */
const SECTION_LIMIT = 3_000;
const FALLBACK_LIMIT = 4_000;

const widthOf = (character: string) => escapeMrkdwn(character).length;

/** Escapes the three characters that Slack's mrkdwn gives a meaning to ("Formatting message text"). */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/**
 * A text as sections, as many as it takes: cut between lines, sentences or words, never in one.
 * @param atMost of more than so many the last says where to read on, as far as that is known
 */
export function slackSections(
  text: string,
  atMost: number,
  further?: FurtherReading,
): readonly types.SectionBlock[] {
  const pieces = splitText(text, { limit: SECTION_LIMIT, widthOf });
  // What is left goes into the last section, and is shortened to it.
  const fitting =
    pieces.length <= atMost
      ? pieces
      : [
          ...pieces.slice(0, atMost - 1),
          shortenText(pieces.slice(atMost - 1).join("\n"), { limit: SECTION_LIMIT, widthOf }, further),
        ];
  return fitting.map((piece) => ({ type: "section", text: { type: "mrkdwn", text: escapeMrkdwn(piece) } }));
}

/** What notifications and screen readers say of a message. */
export function slackFallback(text: string): string {
  return escapeMrkdwn(shortenText(text.trim(), { limit: FALLBACK_LIMIT, widthOf }));
}
