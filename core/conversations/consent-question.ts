import type { ConsentDecision } from "../consent/decide-consent.js";
import type { Purpose } from "../consent/purpose.js";
import { type ConsentText, consentWording } from "../privacy/consent-text.js";
import { consentChoiceKey } from "../privacy/privacy-choice.js";
import type { Ask, Reply } from "../replies/reply.js";
import type { ConversationContext } from "./conversation-context.js";

/** What a person said about a purpose, as far as asking needs to know it. */
type AskedConsent = Pick<ConsentDecision, "allowed" | "status" | "askAgain">;

/** All that decides whether this is the moment to ask. */
export interface ConsentMoment {
  readonly reply: Pick<Reply, "kind" | "locale">;
  /** For each purpose that is asked for; one that is missing was never asked for. */
  readonly consent: Readonly<Partial<Record<Purpose, AskedConsent>>>;
  readonly context: Pick<ConversationContext, "askedVersion">;
  /** True if the reply does nothing but ask something itself. */
  readonly waits: boolean;
  /** True for somebody who had themselves forgotten: only they themselves bring the question up again. */
  readonly erased: boolean;
  readonly isPrivate: boolean;
  readonly consentText: ConsentText;
}

/**
 * Whether the question of consent goes with this reply: under an answer, so never before the customer has one;
 * once a conversation; where nobody else reads along; and only about what is open. What is in use anyway until it
 * is refused (`ccpa`) is not a question.
 */
export function shouldAsk({
  reply,
  consent,
  context,
  waits,
  erased,
  isPrivate,
  consentText,
}: ConsentMoment): boolean {
  if (
    (reply.kind !== "answer" && reply.kind !== "flow") ||
    waits ||
    !isPrivate ||
    erased ||
    context.askedVersion !== undefined
  )
    return false;
  return consentText.purposes.some((purpose) => {
    const said = consent[purpose];
    if (said === undefined) return true;
    return said.askAgain || (said.status === "not_asked" && !said.allowed);
  });
}

/** The question, in the reply's language, if this is the moment for it. */
export function consentQuestion(moment: ConsentMoment): Ask | undefined {
  return shouldAsk(moment) ? questionIn(moment.consentText, moment.reply.locale) : undefined;
}

/** The question of consent with its two buttons, which name the version that is asked. */
export function questionIn(consentText: ConsentText, language: string): Ask {
  const { question, yes, no } = consentWording(consentText, language);
  const { version } = consentText;
  return {
    text: question,
    choices: [
      { replyKey: consentChoiceKey(true, version), title: yes },
      { replyKey: consentChoiceKey(false, version), title: no },
    ],
  };
}
