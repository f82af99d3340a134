import type { Purpose } from "../consent/purpose.js";
import type { FieldValue } from "../profiles/profile-fields.js";
import type { OwnLanguage } from "./own-language.js";
import { valueInWords } from "./value-words.js";

type Words = Readonly<Record<OwnLanguage, string>>;

/** The inventory's name of an attribute in a language; `undefined` for one that it does not declare. */
export type LabelLookup = (attribute: string, language: OwnLanguage) => string | undefined;

/** Modules in the order in which a person reads them. */
export const MODULE_TITLES: Readonly<Record<string, Words>> = {
  demographics: { en: "You", de: "Sie" },
  preferences: { en: "Your preferences", de: "Ihre Vorlieben" },
  purchases: { en: "Your purchases", de: "Ihre Käufe" },
  interactions: { en: "Your questions to us", de: "Ihre Fragen an uns" },
  behaviour: { en: "Your visits", de: "Ihre Besuche" },
};

const PURPOSE_LABELS: Readonly<Record<Purpose, Words>> = {
  service: { en: "service", de: "Kundendienst" },
  personalization: { en: "answers made for you", de: "auf Sie zugeschnittene Antworten" },
  analytics: { en: "analytics", de: "Auswertungen" },
  model_training: { en: "training of models", de: "Training von Modellen" },
  marketing: { en: "marketing", de: "Werbung" },
};

/** A mean that is rounded: 0 hours would say that nobody waited. */
const RESOLUTION = "interactions.mean_resolution_hours";

const MAX_VALUE_CHARS = 120;

export function purposeLabel(purpose: Purpose, language: OwnLanguage): string {
  return PURPOSE_LABELS[purpose][language];
}

/** A module's heading; the bare name of one that a company added. */
export function moduleTitle(module: string, language: OwnLanguage): string {
  return MODULE_TITLES[module]?.[language] ?? sentenceCase(module);
}

/** What the inventory calls a field, else its bare name. */
export function fieldLabel(field: string, language: OwnLanguage, labelOf: LabelLookup): string {
  return labelOf(field, language) ?? sentenceCase(field.slice(field.indexOf(".") + 1));
}

/** A field's value in plain words, on one line, at most 120 characters. */
export function fieldValue(field: string, value: FieldValue, language: OwnLanguage): string {
  if (typeof value === "boolean")
    return (value ? { en: "yes", de: "ja" } : { en: "no", de: "nein" })[language];
  if (typeof value === "number") {
    if (field === RESOLUTION && value < 1) return { en: "less than 1", de: "weniger als 1" }[language];
    return value.toLocaleString(language, { maximumFractionDigits: 2, useGrouping: false });
  }
  const characters = [...valueInWords(field, value, language).replace(/\s+/g, " ").trim()];
  return characters.length <= MAX_VALUE_CHARS
    ? characters.join("")
    : `${characters.slice(0, MAX_VALUE_CHARS - 1).join("")}…`;
}

function sentenceCase(name: string): string {
  const words = name.replace(/[._-]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
