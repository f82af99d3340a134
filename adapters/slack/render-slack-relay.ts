import type { types } from "@slack/bolt";
import type { Relay } from "../../core/index.js";
import { escapeMrkdwn, slackFallback, slackSections } from "./slack-text.js";

/** A message of ours to a thread. */
export interface SlackRelayMessage {
  readonly text: string;
  readonly blocks: types.KnownBlock[];
}

/** A message takes 50 blocks. */
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
  return {
    text: slackFallback(relay.text),
    blocks: [
      ...slackSections(relay.text, SECTIONS_AT_MOST),
      ...(author === ""
        ? []
        : [{ type: "context" as const, elements: [{ type: "mrkdwn" as const, text: author }] }]),
    ],
  };
}
