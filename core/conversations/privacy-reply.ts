import { randomUUID } from "node:crypto";
import type { ConsentDecision } from "../consent/decide-consent.js";
import { type PrivacyAction, privacyChoiceKey } from "../privacy/privacy-choice.js";
import type { PrivacyRequest } from "../privacy/privacy-request.js";
import type { Ask, Reply } from "../replies/reply.js";
import { unknownSegment } from "../segments/assign-segment.js";
import { ownLanguage } from "./own-language.js";
import { PRIVACY_SAYINGS } from "./privacy-sayings.js";

/** What a receipt says of a consent. */
export type ConsentStanding = Pick<ConsentDecision, "status" | "basis">;

/** What an answer to a privacy request is made of. */
export interface PrivacyAnswer {
  readonly text: string;
  readonly choices?: readonly PrivacyAction[];
  readonly ask?: Ask;
  /** Fields that the text shows or that were changed. */
  readonly fields?: readonly string[];
  /** The standing afterwards, when the request changed it. */
  readonly consent?: ConsentStanding | undefined;
  readonly locale?: string;
}

const BUTTONS = {
  view: "view",
  download: "download",
  stop: "stop",
  start: "start",
  forget: "forget",
  "forget-confirm": "confirm",
  keep: "keep",
} as const satisfies Record<PrivacyAction, keyof (typeof PRIVACY_SAYINGS)["en"]["buttons"]>;

/**
 * The reply to a privacy request, with a receipt that names fields and no values.
 * @param askedLocale the language of an answer that does not name its own
 * @param consentBefore what stands when the answer changed nothing
 */
export function privacyReply(
  kind: PrivacyRequest["kind"],
  answer: PrivacyAnswer,
  askedLocale: string,
  consentBefore: ConsentStanding,
): Reply {
  const {
    text,
    choices = [],
    ask,
    fields = [],
    consent = consentBefore,
    locale = ownLanguage(askedLocale),
  } = answer;
  const sayings = PRIVACY_SAYINGS[ownLanguage(locale)];
  return {
    decisionId: randomUUID(),
    kind: "privacy",
    text,
    locale,
    customerReason: sayings.reason,
    choices: choices.map((action) => ({
      replyKey: privacyChoiceKey(action),
      title: sayings.buttons[BUTTONS[action]],
    })),
    ...(ask === undefined ? {} : { ask }),
    suggestions: [],
    receipt: {
      fields,
      withheld: [],
      segment: unknownSegment("a person's own data is theirs, whatever their segment"),
      tier: "rules",
      modelVersion: "none",
      source: { kind: "reply", key: "privacy", variant: `${kind}/${locale}` },
      consent: { purpose: "personalization", status: consent.status, basis: consent.basis },
      reasons: ["The customer asked about their own data."],
    },
  };
}
