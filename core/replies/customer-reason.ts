import type { Receipt } from "./receipt.js";

type Language = "en" | "de";

const GENERAL: Readonly<Record<Language, string>> = {
  en: "Our general answer to this question.",
  de: "Unsere allgemeine Antwort auf diese Frage.",
};

/** By segment. Kind words only: a customer never reads what we measure of them. */
const TAILORED: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  vip: {
    en: "Written for our most loyal customers, like you.",
    de: "Geschrieben für unsere treuesten Kundinnen und Kunden, wie Sie.",
  },
  new: { en: "Written for customers who are new here.", de: "Geschrieben für alle, die neu bei uns sind." },
  lapsed: {
    en: "Written for customers whom we haven't seen for a while.",
    de: "Geschrieben für alle, die länger nicht bei uns waren.",
  },
  at_risk: {
    en: "Written with your last experience with us in mind.",
    de: "Geschrieben mit Blick auf Ihre letzte Erfahrung mit uns.",
  },
};

/** Why a customer reads this text, in a sentence in their language (English unless it is German). */
export function customerReason({ segment, source }: Receipt, locale: string): string {
  const language = locale.toLowerCase().startsWith("de") ? "de" : "en";
  const isTailored = source.variant.startsWith(`${segment.key}/`);
  return (isTailored ? TAILORED[segment.key]?.[language] : undefined) ?? GENERAL[language];
}
