import type { Activity } from "botbuilder";
import type { Relay } from "../../core/index.js";
import { cardActivity, textBlocks } from "./render-teams-reply.js";

/**
 * What comes from the desk as a Teams message: a card with the text as it was written, and who wrote it. Not labelled
 * as machine-made: a person wrote it, or it only says what happened. `undefined` for what goes to the desk.
 */
export function renderTeamsRelay(relay: Relay): Partial<Activity> | undefined {
  if (relay.kind !== "agent_replied" && relay.kind !== "solved" && relay.kind !== "unreachable")
    return undefined;
  const team = /^de\b/i.test(relay.locale) ? "aus unserem Team" : "from our team";
  const author = relay.kind === "agent_replied" ? `${relay.author ?? ""} ${team}`.trim() : undefined;
  const byline = { type: "TextRun", text: author, size: "Small", isSubtle: true };
  return cardActivity(relay, [
    ...textBlocks(relay.text),
    ...(author === undefined ? [] : [{ type: "RichTextBlock", spacing: "Medium", inlines: [byline] }]),
  ]);
}
