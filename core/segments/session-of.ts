import type { ConversationContext } from "../conversations/conversation-context.js";
import type { InboundMessage } from "../conversations/inbound-message.js";
import type { Session } from "./features/session-features.js";
import { countUrgentWords } from "./features/urgent-words.js";

/** The conversation at hand with the message that came now; the hour is the server's, in UTC. */
export function sessionOf(
  { channel, text }: Pick<InboundMessage, "channel" | "text">,
  context: ConversationContext,
  nowMs: number,
): Session {
  return {
    context: { ...context, turns: context.turns + 1 },
    channel,
    urgentWords: countUrgentWords(text),
    hour: new Date(nowMs).getUTCHours(),
  };
}
