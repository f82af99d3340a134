import { randomUUID } from "node:crypto";
import { customerReason } from "./customer-reason.js";
import type { Decision } from "./decision.js";
import { receiptOf } from "./receipt-of.js";
import type { Reply } from "./reply.js";

/** A sentence in each language that the product itself speaks. */
export type OwnTexts = Readonly<Record<"en" | "de", (tenantName: string) => string>>;

const TEXTS: OwnTexts = {
  en: () => "I'm not sure that I understood you. Is it one of these? If not, please say it in other words.",
  de: () =>
    "Ich bin nicht sicher, ob ich Sie verstanden habe. Meinen Sie eines davon? Sonst sagen Sie es bitte noch einmal anders.",
};

const MAX_CHOICES = 3;

/** The answer when nothing is good enough: a question back, with the nearest replies as choices. */
export function unsureReply(decision: Decision, tenantName: string): Reply {
  return openingReply("unsure", TEXTS, decision, tenantName);
}

/** A message of the product's own with up to three replies of the library as choices. */
export function openingReply(
  kind: "greeting" | "unsure",
  texts: OwnTexts,
  decision: Decision,
  tenantName: string,
): Reply {
  const { language, suggestions, library } = decision;
  const locale = language.toLowerCase().startsWith("de") ? "de" : "en";
  const offered = suggestions
    .filter(({ text }) => text !== null)
    .map(({ replyKey, title }) => ({ replyKey, title }));
  const receipt = receiptOf(decision.inputs, {
    fields: [],
    source: { kind: "reply", key: kind, variant: `default/${locale}` },
    reasons: [
      kind === "greeting"
        ? "A greeting is answered with places to start."
        : "No reply was a good enough match.",
    ],
  });
  return {
    decisionId: randomUUID(),
    kind,
    text: texts[locale](tenantName),
    locale,
    customerReason: customerReason(receipt, locale),
    choices: offered.length > 0 ? offered.slice(0, MAX_CHOICES) : firstOf(library.replies),
    suggestions: [],
    receipt,
  };
}

/** Places to start, where nothing says what may be meant. */
function firstOf(replies: Decision["library"]["replies"]): Reply["choices"] {
  return [...replies.values()].slice(0, MAX_CHOICES).map(({ key, title }) => ({ replyKey: key, title }));
}
