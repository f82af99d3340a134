import { moneyInWords } from "../replies/template-filters.js";
import { orderStatusInWords } from "../replies/template-variables.js";
import type { OwnLanguage } from "./own-language.js";

type Words = Readonly<Record<OwnLanguage, string>>;

const CONTACT: Readonly<Record<string, Words>> = {
  phone: { en: "phone", de: "Telefon" },
  email: { en: "e-mail", de: "E-Mail" },
  sms: { en: "SMS", de: "SMS" },
  post: { en: "post", de: "Post" },
};

/** The values that the product itself writes into fields, or knows, by field. */
const VALUES: Readonly<Record<string, Readonly<Record<string, Words>>>> = {
  "purchases.cart_status": {
    filled: { en: "something is in it", de: "etwas liegt darin" },
    checkout: { en: "at the checkout", de: "an der Kasse" },
    ordered: { en: "empty, all of it was ordered", de: "leer, alles wurde bestellt" },
  },
  "purchases.subscription_status": {
    trial: { en: "on trial", de: "in der Probezeit" },
    trial_ended: { en: "trial ended", de: "Probezeit beendet" },
    active: { en: "active", de: "aktiv" },
    paused: { en: "paused", de: "pausiert" },
    expired: { en: "expired", de: "abgelaufen" },
    cancelled: { en: "cancelled", de: "gekündigt" },
  },
  "preferences.tone": {
    formal: { en: "formal", de: "förmlich" },
    informal: { en: "informal", de: "persönlich" },
  },
  "preferences.contact_channel": CONTACT,
};

const MONEY = /^\d+(\.\d+)? [A-Z]{3}$/;

/** A text that a field holds, as its person says it; what has no words here, a company's own above all, as it is. */
export function valueInWords(field: string, value: string, language: OwnLanguage): string {
  switch (field) {
    case "preferences.language":
      return nameOf(value, "language", language);
    case "demographics.country":
      return /^[A-Z]{2}$/.test(value) ? nameOf(value, "region", language) : value;
    case "purchases.last_order_status":
      return orderStatusInWords(value, language);
    case "purchases.last_order_total":
      return MONEY.test(value) ? moneyInWords(value, undefined, language) : value;
    case "preferences.no_contact":
      return value
        .split(", ")
        .map((way) => known(CONTACT, way, language))
        .join(", ");
    default:
      return known(VALUES[field] ?? {}, value, language);
  }
}

function known(words: Readonly<Record<string, Words>>, value: string, language: OwnLanguage): string {
  return Object.hasOwn(words, value) ? (words[value]?.[language] ?? value) : value;
}

/** `German` for `de`; what is no code is given back as it is. */
function nameOf(code: string, type: "language" | "region", language: OwnLanguage): string {
  try {
    return new Intl.DisplayNames([language], { type }).of(code) ?? code;
  } catch (error) {
    if (error instanceof RangeError) return code;
    throw error;
  }
}
