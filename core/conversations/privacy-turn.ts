import type { Purpose } from "../consent/purpose.js";
import { RapportError } from "../error.js";
import { type ConsentText, consentWording } from "../privacy/consent-text.js";
import type { CorrectionRequest } from "../privacy/correction-request.js";
import type { ConsentAnswers } from "../privacy/privacy.js";
import { type PrivacyRequest, parsePrivacyRequest } from "../privacy/privacy-request.js";
import type { Reply } from "../replies/reply.js";
import { questionIn } from "./consent-question.js";
import { describePerson, type OwnView } from "./describe-person.js";
import { fieldLabel, fieldValue, type LabelLookup, purposeLabel } from "./field-labels.js";
import type { InboundMessage } from "./inbound-message.js";
import { type OwnLanguage, ownLanguage } from "./own-language.js";
import { type ConsentStanding, type PrivacyAnswer, privacyReply } from "./privacy-reply.js";
import { PRIVACY_SAYINGS } from "./privacy-sayings.js";

/** What somebody answered; the desk knows where. */
export type DeskAnswers = Omit<ConsentAnswers, "channel">;

/**
 * What a person may have done about their own data: always, and only, of the sender's own verified identifiers.
 * Of somebody unknown every answer is `undefined` or false, and nothing is recorded by asking.
 */
export interface PrivacyDesk {
  /** All that is held, whatever it may be used for. */
  view(): Promise<OwnView | undefined>;
  readonly label: LabelLookup;
  recordConsent(answers: DeskAnswers): Promise<OwnView | undefined>;
  /** @throws RapportError `request_malformed` if the value is not of the attribute's kind */
  correct(attribute: string, value: string): Promise<OwnView | undefined>;
  /** @returns false if nothing was recorded */
  erase(): Promise<boolean>;
  /** An address that gives the person everything once; `undefined` if this installation has no public address. */
  createDownloadLink(): Promise<string | undefined>;
}

/** What else an answer depends on. */
export interface PrivacySetting {
  /** As recorded (BCP 47). */
  readonly preferredLanguage?: string | undefined;
  /** What the sender said about `personalization`: goes on the receipt. */
  readonly consent: ConsentStanding;
  readonly consentText: ConsentText;
  readonly tenantName: string;
}

/** What a message asks about the writer's own data; `undefined` for an ordinary message. */
export function privacyTopic(message: Pick<InboundMessage, "text" | "choice">): PrivacyRequest | undefined {
  return parsePrivacyRequest(message);
}

/** Answers what somebody asks about their own data, in their language; in a shared room only where to ask. */
export async function answerPrivacyRequest(
  request: PrivacyRequest,
  message: InboundMessage,
  desk: PrivacyDesk,
  setting: PrivacySetting,
): Promise<Reply> {
  // What somebody prefers is theirs too: in a shared room the answer follows only what all can see.
  const preferred = message.isPrivate ? setting.preferredLanguage : undefined;
  const locale = preferred ?? request.language ?? message.sender.locale ?? "en";
  const answer = message.isPrivate
    ? await answerAtDesk(request, desk, setting, locale)
    : { text: PRIVACY_SAYINGS[ownLanguage(locale)].notHere, consent: NOT_LOOKED_AT };
  return privacyReply(request.kind, answer, locale, setting.consent);
}

const NOT_LOOKED_AT: ConsentStanding = {
  status: "not_asked",
  basis: "not looked at in a shared room",
};

async function answerAtDesk(
  request: PrivacyRequest,
  desk: PrivacyDesk,
  setting: PrivacySetting,
  locale: string,
): Promise<PrivacyAnswer> {
  const language = ownLanguage(locale);
  const sayings = PRIVACY_SAYINGS[language];
  switch (request.kind) {
    case "view":
      return view(desk, language);
    case "download": {
      if ((await desk.view()) === undefined) return { text: sayings.stranger };
      const link = await desk.createDownloadLink();
      return {
        text: link === undefined ? sayings.downloadOnRequest(setting.tenantName) : sayings.download(link),
      };
    }
    case "stop":
      return stop(request.purposes, desk, language);
    case "start":
      return start(request.purposes ?? setting.consentText.purposes, desk, language);
    case "consent":
      return answerQuestion(request, desk, setting.consentText, locale);
    case "forget":
      if ((await desk.view()) === undefined) return { text: sayings.stranger };
      return { text: sayings.confirmForget, choices: ["forget-confirm", "keep"] };
    case "forget_confirm":
      return { text: (await desk.erase()) ? sayings.forgotten : sayings.stranger, consent: FORGOTTEN };
    case "keep":
      return { text: sayings.kept };
    case "correct":
      return correct(request, desk, language);
    case "menu":
      return { text: sayings.menu, choices: ["stop", "view", "download", "forget"] };
  }
}

const FORGOTTEN: ConsentStanding = {
  status: "not_asked",
  basis: "nothing is known",
};

async function view(desk: PrivacyDesk, language: OwnLanguage): Promise<PrivacyAnswer> {
  const held = await desk.view();
  if (held === undefined) return { text: PRIVACY_SAYINGS[language].stranger };
  const isUsed = Object.entries(held.consent).some(
    ([purpose, { allowed }]) => purpose !== "service" && allowed,
  );
  return {
    text: describePerson(held, language, desk.label),
    choices: ["download", isUsed ? "stop" : "start", "forget"],
    fields: Object.keys(held.fields).sort(),
    consent: held.consent.personalization,
  };
}

async function stop(
  purposes: readonly Purpose[],
  desk: PrivacyDesk,
  language: OwnLanguage,
): Promise<PrivacyAnswer> {
  const sayings = PRIVACY_SAYINGS[language];
  const after = await desk.recordConsent({
    answers: answersFor(purposes, false),
    method: "chat",
    locale: language,
  });
  if (after === undefined) return { text: sayings.strangerStops };
  return {
    text: sayings.stopped(listed(purposes, language)),
    choices: ["view", "forget"],
    consent: after.consent.personalization,
  };
}

/** No version goes with it: they agreed in their own words, not to a text of ours. */
async function start(
  purposes: readonly Purpose[],
  desk: PrivacyDesk,
  language: OwnLanguage,
): Promise<PrivacyAnswer> {
  const after = await desk.recordConsent({
    answers: answersFor(purposes, true),
    method: "chat",
    locale: language,
  });
  return {
    text: PRIVACY_SAYINGS[language].started(listed(purposes, language)),
    choices: ["view"],
    consent: after?.consent.personalization,
  };
}

/** An answer to another text than today's is no answer to today's: that one is asked. */
async function answerQuestion(
  { granted, version }: Extract<PrivacyRequest, { kind: "consent" }>,
  desk: PrivacyDesk,
  consentText: ConsentText,
  locale: string,
): Promise<PrivacyAnswer> {
  if (version !== consentText.version) {
    const text = PRIVACY_SAYINGS[ownLanguage(locale)].questionChanged;
    return { text, ask: questionIn(consentText, locale) };
  }
  const wording = consentWording(consentText, locale);
  const after = await desk.recordConsent({
    answers: answersFor(consentText.purposes, granted),
    method: "prompt",
    textVersion: version,
    locale: wording.locale,
  });
  return {
    text: granted ? wording.thanksYes : wording.thanksNo,
    consent: after?.consent.personalization,
    locale: wording.locale,
  };
}

async function correct(
  { attribute, value }: CorrectionRequest,
  desk: PrivacyDesk,
  language: OwnLanguage,
): Promise<PrivacyAnswer> {
  // Whoever changes their language reads the answer in it.
  const next = attribute === "preferences.language" ? ownLanguage(value) : language;
  const label = (of: OwnLanguage) => fieldLabel(attribute, of, desk.label);
  try {
    const after = await desk.correct(attribute, value);
    if (after === undefined) return { text: PRIVACY_SAYINGS[language].stranger };
    const text = PRIVACY_SAYINGS[next].corrected(label(next), fieldValue(attribute, value, next));
    return {
      text,
      choices: ["view"],
      fields: [attribute],
      consent: after.consent.personalization,
      locale: next,
    };
  } catch (error) {
    if (!(error instanceof RapportError && error.code === "request_malformed")) throw error;
    return { text: PRIVACY_SAYINGS[language].notCorrected(label(language)) };
  }
}

function answersFor(purposes: readonly Purpose[], granted: boolean): Partial<Record<Purpose, boolean>> {
  return Object.fromEntries(purposes.map((purpose) => [purpose, granted]));
}

function listed(purposes: readonly Purpose[], language: OwnLanguage): string {
  const labels = purposes.map((purpose) => purposeLabel(purpose, language));
  return new Intl.ListFormat(language, { type: "conjunction" }).format(labels);
}
