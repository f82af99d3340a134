import { randomUUID } from "node:crypto";
import { type OwnLanguage, ownLanguage } from "../conversations/own-language.js";
import { valueInWords } from "../conversations/value-words.js";
import { isWithdrawal, type PreferenceMention } from "../language/preferences/preference-mention.js";
import { customerReason } from "./customer-reason.js";
import type { Decision } from "./decision.js";
import { receiptOf } from "./receipt-of.js";
import type { Reply } from "./reply.js";

interface Sayings {
  /** By way of contact. */
  readonly ways: Readonly<Record<string, string>>;
  readonly noContact: (way: string) => string;
  readonly contact: (way: string) => string;
  readonly contactAgain: (way: string) => string;
  readonly language: (language: string) => string;
  readonly goods: string;
  readonly goodsAgain: string;
  readonly noted: (what: string) => string;
  /** Nothing of it may be kept any longer. */
  readonly here: string;
}

const SAYINGS: Readonly<Record<OwnLanguage, Sayings>> = {
  en: {
    ways: { phone: "phone", email: "email", sms: "text message", post: "post" },
    noContact: (way) => `we won't contact you by ${way}`,
    contact: (way) => `we'll contact you by ${way} where we can`,
    contactAgain: (way) => `we may contact you by ${way} again`,
    language: (language) => `I'll answer in ${language} from now on`,
    goods: "I'll keep it in mind when I recommend something",
    goodsAgain: "that no longer counts when I recommend something",
    noted: (what) => `Noted: ${what}.`,
    here: "I can keep that for this conversation only.",
  },
  de: {
    ways: { phone: "Telefon", email: "E-Mail", sms: "SMS", post: "Post" },
    noContact: (way) => `wir melden uns nicht per ${way}`,
    contact: (way) => `wir melden uns möglichst per ${way}`,
    contactAgain: (way) => `wir dürfen uns wieder per ${way} melden`,
    language: (language) => `ich antworte ab jetzt auf ${language}`,
    goods: "ich achte darauf, wenn ich etwas empfehle",
    goodsAgain: "das zählt nicht mehr, wenn ich etwas empfehle",
    noted: (what) => `Notiert: ${what}.`,
    here: "Das kann ich nur für diese Unterhaltung behalten.",
  },
};

/**
 * The answer to a message that only says what its writer prefers, or no longer does: that it was heard.
 * @param isKept whether it was added to the customer's profile
 */
export function notedReply(decision: Decision, isKept: boolean): Reply {
  const locale = ownLanguage(decision.language);
  const receipt = receiptOf(decision.inputs, {
    fields: [],
    source: { kind: "reply", key: "noted", variant: `default/${locale}` },
    reasons: ["The message says what the customer prefers, and asks nothing."],
  });
  return {
    decisionId: randomUUID(),
    kind: "answer",
    text: notedText(decision, isKept),
    locale,
    customerReason: customerReason(receipt, locale),
    choices: [],
    suggestions: [],
    receipt,
  };
}

/** What was noted, in a sentence or two of the customer's language. */
export function notedText({ reading, language }: Decision, isKept: boolean): string {
  const locale = ownLanguage(language);
  const { noted, here } = SAYINGS[locale];
  const said = [...new Set(reading.preferences.map((mention) => inWords(mention, locale)))];
  const text = noted(new Intl.ListFormat(locale).format(said));
  return isKept ? text : `${text} ${here}`;
}

function inWords(mention: PreferenceMention, locale: OwnLanguage): string {
  const { kind, object, polarity } = mention;
  const sayings = SAYINGS[locale];
  switch (kind) {
    case "language":
      return sayings.language(valueInWords("preferences.language", object, locale));
    case "contact": {
      const way = sayings.ways[object] ?? object;
      if (isWithdrawal(mention)) return sayings.contactAgain(way);
      return polarity === "likes" ? sayings.contact(way) : sayings.noContact(way);
    }
    case "product":
      return isWithdrawal(mention) ? sayings.goodsAgain : sayings.goods;
  }
}
