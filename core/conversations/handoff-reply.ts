import { randomUUID } from "node:crypto";
import type { Choice, Reply } from "../replies/reply.js";
import { unknownSegment } from "../segments/assign-segment.js";
import type { HandoffReason } from "./handoff.js";
import { HANDOFF_SAYINGS } from "./handoff-sayings.js";
import { ownLanguage } from "./own-language.js";
import type { ConsentStanding } from "./privacy-reply.js";

/** The key of the button that brings the bot back. */
export const BACK_TO_BOT_CHOICE = "rapport:handoff:end";

/** What somebody is told about people taking over; `relayed`: nothing, for people were told what they wrote. */
export type HandoffAnswer = "handed_off" | "nobody" | "resumed" | "relayed";

/**
 * The bot's side of a hand-off.
 * @param locale BCP 47
 * @param consent what the customer said about `personalization`: goes on the receipt
 */
export function handoffReply(
  answer: HandoffAnswer,
  { locale, tenantName, consent, reason = "asked" }: ReplySetting,
): Reply {
  const language = ownLanguage(locale);
  const sayings = HANDOFF_SAYINGS[language];
  const texts: Readonly<Record<HandoffAnswer, string>> = {
    handed_off: sayings.handedOff,
    nobody: sayings.nobody(tenantName),
    resumed: sayings.resumed,
    relayed: "",
  };
  const choices: readonly Choice[] =
    answer === "handed_off" ? [{ replyKey: BACK_TO_BOT_CHOICE, title: sayings.goOn }] : [];
  return {
    decisionId: randomUUID(),
    kind: answer === "relayed" ? "relayed" : "handoff",
    text: texts[answer],
    locale: language,
    customerReason: reason === "asked" ? sayings.asked : sayings.notSure,
    choices,
    suggestions: [],
    receipt: {
      fields: [],
      withheld: [],
      segment: unknownSegment("a person answers, whatever the segment"),
      tier: "rules",
      modelVersion: "none",
      source: { kind: "reply", key: "handoff", variant: `${answer}/${language}` },
      consent: { purpose: "personalization", status: consent.status, basis: consent.basis },
      reasons: [REASONS[reason]],
    },
  };
}

interface ReplySetting {
  readonly locale: string;
  readonly tenantName: string;
  readonly consent: ConsentStanding;
  /** Why people were brought in. Default: somebody asked for them. */
  readonly reason?: HandoffReason;
}

const REASONS: Readonly<Record<HandoffReason, string>> = {
  asked: "The customer asked for a person.",
  flow: "The flow hands over here.",
  unsure: "The bot was not sure enough of any answer.",
  out_of_scope: "Twice in a row the message fitted nothing that is known.",
};
