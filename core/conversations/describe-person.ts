import type { ConsentDecision } from "../consent/decide-consent.js";
import { PURPOSES } from "../consent/purpose.js";
import type { PersonView } from "../privacy/privacy.js";
import {
  fieldLabel,
  fieldValue,
  type LabelLookup,
  MODULE_TITLES,
  moduleTitle,
  purposeLabel,
} from "./field-labels.js";
import type { OwnLanguage } from "./own-language.js";
import { PRIVACY_SAYINGS, type PrivacySayings } from "./privacy-sayings.js";

/** What a person is told of what is held of them. */
export type OwnView = Pick<PersonView, "fields" | "consent" | "restricted">;

const MAX_CHARS = 3_500;
const MODULE_ORDER = Object.keys(MODULE_TITLES);

/** A statement's standing in words. */
function standing(decision: ConsentDecision, sayings: PrivacySayings): string {
  switch (decision.status) {
    case "granted":
      return sayings.allowed;
    case "denied":
      return sayings.denied;
    case "withdrawn":
      return sayings.withdrawn;
    case "expired":
      return sayings.expired;
    case "not_asked":
      return decision.allowed ? sayings.allowedUntilRefused : sayings.notAsked;
  }
}

/**
 * Everything that is held of a person in plain words, for themselves: by module, then what it may be used for, then
 * what they can do about it. At most 3,500 characters: fields that have no room are counted.
 */
export function describePerson(view: OwnView, language: OwnLanguage, labelOf: LabelLookup): string {
  const sayings = PRIVACY_SAYINGS[language];
  const fieldLines = linesByModule(view, language, labelOf);
  const consentLines = PURPOSES.filter((purpose) => purpose !== "service").map(
    (purpose) =>
      `• ${sentenceStart(purposeLabel(purpose, language))}: ${standing(view.consent[purpose], sayings)}`,
  );
  const closing = [
    "",
    sayings.viewConsent,
    ...consentLines,
    ...(view.restricted ? ["", sayings.restricted] : []),
    "",
    sayings.howTo,
  ];
  if (fieldLines.length === 0) return [sayings.viewTitle, "", sayings.viewNothing, ...closing].join("\n");

  const whole = [sayings.viewTitle, ...fieldLines, ...closing].join("\n");
  if (whole.length <= MAX_CHARS) return whole;
  const reserved = [sayings.viewTitle, sayings.viewMore(fieldLines.length), ...closing].join("\n").length;
  const kept = takeWithin(fieldLines, MAX_CHARS - reserved);
  const isField = (line: string) => line.startsWith("• ");
  const left = fieldLines.slice(kept.length).filter(isField).length;
  return [sayings.viewTitle, ...kept, sayings.viewMore(left), ...closing].join("\n");
}

function linesByModule({ fields }: OwnView, language: OwnLanguage, labelOf: LabelLookup): readonly string[] {
  const lines = new Map<string, string[]>(MODULE_ORDER.map((module) => [module, []]));
  for (const field of Object.keys(fields).sort()) {
    const value = fields[field];
    if (value === undefined) continue;
    const module = field.slice(0, Math.max(0, field.indexOf(".")));
    const label = fieldLabel(field, language, labelOf);
    const line = `• ${label}: ${fieldValue(field, value, language)}`;
    lines.set(module, [...(lines.get(module) ?? []), line]);
  }
  return [...lines].flatMap(([module, ofModule]) =>
    ofModule.length === 0 ? [] : ["", moduleTitle(module, language), ...ofModule],
  );
}

/** The first lines that fit into `room` characters, line breaks counted. */
function takeWithin(lines: readonly string[], room: number): readonly string[] {
  let used = 0;
  const end = lines.findIndex((line) => {
    used += line.length + 1;
    return used > room;
  });
  return end < 0 ? lines : lines.slice(0, end);
}

function sentenceStart(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
