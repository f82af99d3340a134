import type { types } from "@slack/bolt";
import type { Relay } from "../../core/index.js";
import { escapeMrkdwn } from "./render-slack-cards.js";
import { escapedPieces } from "./render-slack-reply.js";

/** A message of ours to a thread. */
export interface SlackRelayMessage {
  readonly text: string;
  readonly blocks: types.KnownBlock[];
}

/** Slack's limits ("Reference: blocks", "Truncating content"), in characters. */
const SECTION_LIMIT = 3_000;
const FALLBACK_LIMIT = 4_000;
const SECTIONS_AT_MOST = 45;

/**
 * What comes from the desk as Block Kit: the text as it was written, and who wrote it. `undefined` for what goes to
 * the desk.
 */
export function renderSlackRelay(relay: Relay): SlackRelayMessage | undefined {
  if (relay.kind !== "agent_replied" && relay.kind !== "solved" && relay.kind !== "unreachable")
    return undefined;
  const german = /^de\b/i.test(relay.locale);
  const team = german ? "aus unserem Team" : "from our team";
  const author =
    relay.kind === "agent_replied" ? `*${escapeMrkdwn(relay.author ?? "")}* ${team}`.replace("** ", "") : "";
  const sections = escapedPieces(relay.text, SECTION_LIMIT).slice(0, SECTIONS_AT_MOST);
  return {
    text: escapedPieces(relay.text, FALLBACK_LIMIT)[0] ?? "",
    blocks: [
      ...sections.map((text) => ({ type: "section" as const, text: { type: "mrkdwn" as const, text } })),
      ...(author === ""
        ? []
        : [{ type: "context" as const, elements: [{ type: "mrkdwn" as const, text: author }] }]),
    ],
  };
}
