import type { ConversationState } from "../../core/index.js";
import type { AppConversation } from "./app-messages.js";
import { channelName, reasonText } from "./render-handoff.js";

const STATES: Readonly<Record<ConversationState["state"], string>> = {
  asked: "Being handed over",
  open: "Waiting for you",
  solved: "Ended: the assistant answers again",
  failed: "Ended: the ticket could not be used, and the assistant answers again",
};

/** Where a handed-off conversation stands, for the sidebar. Every field is named here, as in the suggestions. */
export function renderConversation(conversation: ConversationState): AppConversation {
  const { channel, state, sinceMs, topic, slots, flow, segment, link, withheld } = conversation;
  return {
    channel: channelName(channel),
    isOpen: state === "asked" || state === "open",
    state: STATES[state],
    since: new Date(sinceMs).toISOString(),
    reason: reasonText(conversation),
    slots: Object.entries(slots).map(([slot, value]) => ({ label: slot.replaceAll("_", " "), value })),
    ...(topic === undefined ? {} : { topic }),
    ...(flow === undefined ? {} : { flow }),
    ...(segment === undefined ? {} : { segment }),
    ...(isWebLink(link) ? { link } : {}),
    ...(withheld === undefined ? {} : { withheld }),
  };
}

/** It becomes something to click on. */
function isWebLink(link: string | undefined): link is string {
  return link?.startsWith("https://") === true;
}
