import { type CorrectionRequest, parseCorrection } from "./correction-request.js";
import { nearRequest } from "./near-request.js";
import { type PrivacyAction, parseOwnChoice } from "./privacy-choice.js";
import { type DataRequest, PRIVACY_PHRASES, REFUSABLE } from "./privacy-phrases.js";
import { parsePurposes } from "./purpose-refusal.js";

/** What a person asks about their own data. `language`: the one that it was written in; a button has none. */
export type PrivacyRequest =
  | (DataRequest & { readonly language?: "en" | "de" })
  /** A pressed answer to the question of consent in its `version`. */
  | {
      readonly kind: "consent";
      readonly granted: boolean;
      readonly version: string;
      readonly language?: undefined;
    }
  /** About their data, and unclear which of the others. */
  | { readonly kind: "menu"; readonly language: "en" | "de" }
  | CorrectionRequest;

/** A request in full is one short sentence; nothing longer is searched for one. */
const MAX_CHARS = 200;

/** Said before and around a request, and no part of it. */
const OPENING = /^(?:(?:hi|hello|hey|hallo|ok|okay|so|well|then|and|also|und|dann)(?: there)?[ ,!.]+)+/i;
const POLITENESS =
  /[ ,]*\b(?:please|kindly|thanks|thank you|thx|bitte|danke|now|right now|jetzt|sofort|einfach)\b[ ,]*/gi;
const WISH =
  /^(?:can you|could you|would you|will you|can i|could i|may i|i want you to|i'd like you to|i would like you to|i want to|i'd like to|i would like to|i wish to|let me|you should|kannst du|koennen sie|koenntest du|koennten sie|kann ich|ich moechte|ich will|ich wuerde gern) /;

const PATTERNS = PRIVACY_PHRASES.flatMap(({ request, en, de }) => [
  ...en.map((source) => ({
    pattern: wholeSentence(source),
    request: { ...request, language: "en" as const },
  })),
  ...de.map((source) => ({
    pattern: wholeSentence(source),
    request: { ...request, language: "de" as const },
  })),
]);

function wholeSentence(source: string): RegExp {
  return new RegExp(`^(?:${source})$`);
}

const BY_ACTION: Readonly<Record<PrivacyAction, DataRequest>> = {
  view: { kind: "view" },
  download: { kind: "download" },
  stop: { kind: "stop", purposes: REFUSABLE },
  start: { kind: "start" },
  forget: { kind: "forget" },
  "forget-confirm": { kind: "forget_confirm" },
  keep: { kind: "keep" },
};

/**
 * What a message asks about the writer's own data, if that is all it says: English and German, by patterns over
 * the whole sentence, so that the same words give the same answer and an ordinary question is never taken for one.
 * What is clearly about that and fits no pattern is answered with what can be asked, and never as something else.
 * @returns `undefined` for an ordinary message
 */
export function parsePrivacyRequest(message: {
  readonly text: string;
  readonly choice?: string | undefined;
}): PrivacyRequest | undefined {
  if (message.choice !== undefined) {
    const own = parseOwnChoice(message.choice);
    return own?.kind === "privacy" ? BY_ACTION[own.action] : own;
  }
  if (message.text.length > MAX_CHARS) return undefined;
  const sentence = plainSentence(message.text);
  const comparable = withoutUmlauts(sentence.toLowerCase())
    .replace(/[ ,;:!.]+/g, " ")
    .trim();
  // "I'd like to" may be a part of the request or not; the request is looked for in both.
  for (const form of [comparable, comparable.replace(WISH, "")]) {
    const found = PATTERNS.find(({ pattern }) => pattern.test(form));
    if (found !== undefined) return found.request;
    const purposes = parsePurposes(form);
    if (purposes !== undefined) return purposes;
  }
  const correction = parseCorrection(
    sentence.replace(/^(no|nein|actually|eigentlich|sorry)[ ,;:!.]+/i, "$1 "),
  );
  if (correction !== undefined) return correction;
  const language = nearRequest(comparable);
  return language === undefined ? undefined : { kind: "menu", language };
}

/** The sentence in the writer's own capitals: one kind of quote and space, no greeting, politeness and closing marks. */
function plainSentence(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[‘’‛`´]/g, "'")
    .replace(/["“”„«»]/g, "")
    .replace(/\s+/g, " ")
    .trim()
    .replace(POLITENESS, " ")
    .replace(/\s+/g, " ")
    .replace(/^[\s,;:.!?]+|[\s,;:.!?…]+$/g, "")
    .replace(OPENING, "")
    .replace(/\bdont\b/gi, "don't");
}

function withoutUmlauts(text: string): string {
  return text
    .normalize("NFC")
    .replaceAll("ä", "ae")
    .replaceAll("ö", "oe")
    .replaceAll("ü", "ue")
    .replaceAll("ß", "ss");
}
