import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PROPERTY_RUNS } from "../property-runs.js";
import { consentChoiceKey, PRIVACY_ACTIONS, privacyChoiceKey } from "./privacy-choice.js";
import { parsePrivacyRequest } from "./privacy-request.js";

/** The judged list: what each sentence asks for, as `kind`, `stop purposes` or `attribute=value`. */
const JUDGED: readonly (readonly [expected: string, ...sentences: string[]])[] = [
  [
    "view",
    "What do you know about me?",
    "what do you know about me",
    "WHAT DO YOU KNOW ABOUT ME???",
    "Hi! What do you know about me?",
    "Please tell me what you know about me.",
    "what data do you have on me",
    "Which personal data do you store about me?",
    "What information have you collected about me?",
    "What have you stored about me?",
    "Do you have any data about me?",
    "show my data",
    "Can you show me my data, please?",
    "I'd like to see my personal data",
    "let me see all the data you have on me",
    "Was weißt du über mich?",
    "was weisst du alles ueber mich",
    "Was wissen Sie über mich?",
    "Welche Daten haben Sie über mich gespeichert?",
    "Zeig mir bitte meine Daten",
    "Ich möchte meine Daten sehen.",
  ],
  [
    "download",
    "download my data",
    "Export my data please",
    "Send me a copy of my data.",
    "Could you send me my data?",
    "I want a copy of my personal data",
    "Can I download all my data as JSON?",
    "Lade meine Daten herunter",
    "Ich möchte meine Daten exportieren",
    "Schicken Sie mir bitte eine Kopie meiner Daten.",
  ],
  [
    "stop personalization,analytics,model_training,marketing",
    "stop using my data",
    "Stop using my data!",
    "Please don't use my data anymore",
    "Don’t use my data",
    "dont use my data",
    "I do not want you to use my data",
    "you may not use my data",
    "Opt out",
    "I opt out",
    "I want to opt out, please",
    "stop tracking me",
    "I withdraw my consent.",
    "Nutze meine Daten nicht mehr",
    "Bitte nutzen Sie meine Daten nicht mehr!",
    "Hör auf, meine Daten zu nutzen",
    "Ich widerrufe meine Einwilligung.",
  ],
  [
    "stop personalization",
    "don't personalize",
    "Don't personalise my answers",
    "stop personalizing",
    "Turn off personalization",
    "Personalisiere meine Antworten nicht mehr",
    "Keine Personalisierung bitte",
  ],
  [
    "stop model_training,marketing",
    "do not sell or share my data",
    "Do Not Sell or Share My Personal Information",
    "don't sell my data",
    "Verkaufen Sie meine Daten nicht",
  ],
  [
    "stop marketing",
    "stop sending me emails",
    "Please stop sending me marketing e-mails!",
    "opt out of marketing",
    "Schick mir keine Werbung mehr",
  ],
  ["stop model_training", "don't train your AI on my data", "Don't use my data for AI training"],
  [
    "stop marketing",
    "stop using my data for marketing",
    "Please stop using my data for marketing purposes.",
    "don't use my personal data for advertising",
    "I don't want you to use my data for ads anymore",
    "My data must not be used for marketing",
    "no marketing please",
    "No more ads!",
    "I don't want ads",
    "I do not want any marketing emails",
    "stop the newsletter",
    "Stop sending me ads",
    "Please don't show me any ads",
    "unsubscribe me from the newsletter",
    "I object to direct marketing",
    "I withdraw my consent to marketing",
    "Nutze meine Daten nicht für Werbung",
    "Nutzen Sie meine Daten bitte nicht mehr für Marketingzwecke",
    "Verwende meine Daten für Werbung nicht mehr",
    "Ich möchte nicht, dass Sie meine Daten für Werbung verwenden",
    "Keine Werbung mehr, bitte!",
    "Ich will keine Werbung",
    "Ich möchte keinen Newsletter mehr bekommen",
    "Ich widerspreche der Nutzung meiner Daten zu Werbezwecken",
    "Newsletter abbestellen",
  ],
  [
    "stop analytics",
    "don't use my data for analytics",
    "Stop using my data for statistics",
    "no analytics",
    "Verwenden Sie meine Daten nicht für Statistiken",
    "Ich widerspreche der Verarbeitung meiner Daten für Analysen",
  ],
  ["stop personalization", "stop using my data for personalization", "I don't want personalized answers"],
  [
    "stop analytics,marketing",
    "Don't use my data for marketing or analytics",
    "Nutze meine Daten nicht für Werbung und Statistik",
  ],
  ["start marketing", "you can use my data for marketing", "Du darfst meine Daten für Werbung nutzen"],
  [
    "menu",
    "I really hate that you are using my data, stop it",
    "I never agreed to you collecting my personal information",
    "Hi, I'm Anna. Please stop using my data for ads. Where is my order?",
    "my data should not be sold to anybody",
    "can you get all of my information removed from your systems",
    "delete my account and all my data",
    "I want to change my consent",
    "how do I opt out of your tracking?",
    "GDPR erasure request",
    "I'm so tired of your marketing",
    "stop spying on me",
    "Ich will nicht, dass meine Daten irgendwo gespeichert werden",
    "Meine Daten dürfen nicht weitergegeben werden",
    "Könnt ihr meine Daten komplett aus dem System löschen?",
    "Wie kann ich meine Einwilligung ändern?",
    "Warum bekomme ich immer noch Newsletter? Stopp",
    "Auskunft nach DSGVO",
  ],
  [
    "start",
    "use my data",
    "You can use my data",
    "Yes, you may use my data again.",
    "opt in",
    "I consent",
    "Nutze meine Daten",
    "Sie dürfen meine Daten nutzen",
    "Ich willige ein",
  ],
  [
    "start personalization",
    "personalize my answers",
    "Turn on personalization",
    "Personalisiere meine Antworten",
  ],
  [
    "forget",
    "forget me",
    "Forget me!",
    "Please forget me.",
    "Forget everything you know about me",
    "delete my data",
    "Can you delete all my data?",
    "erase all of my personal data, please",
    "I want you to delete everything you have about me",
    "I want to be forgotten",
    "Vergiss mich",
    "Bitte vergessen Sie mich.",
    "Lösche meine Daten",
    "Loesche alle meine Daten",
    "Ich möchte, dass Sie meine Daten löschen",
  ],
  ["forget_confirm", "Yes, forget me", "Ja, vergiss mich"],
  ["keep", "Keep my data"],
  [
    "preferences.language=de",
    "my language is German",
    "My language is german.",
    "change my language to German",
    "Please set my language to Deutsch",
    "my language isn't English, it's German",
    "my language is not English but German",
    "Answer me in German, please",
    "Meine Sprache ist Deutsch",
    "Ändere meine Sprache auf Deutsch",
    "Stell meine Sprache bitte auf Deutsch um",
    "Antworte mir bitte auf Deutsch",
  ],
  ["preferences.language=pt", "change my language to português"],
  [
    "demographics.name=Anna Berg",
    "correct my name to Anna Berg",
    "No, my name is Anna Berg",
    "Nein, ich heiße Anna Berg.",
  ],
  [
    "demographics.first_name=Zoë",
    "my first name is Zoë",
    "correct my name to Zoë",
    "Mein Vorname ist Zoë",
    "nein, ich heisse Zoë",
  ],
  [
    "demographics.last_name=O'Brien-Müller",
    "my last name is O’Brien-Müller",
    "Mein Nachname ist O'Brien-Müller",
  ],
  [
    "demographics.city=Frankfurt am Main",
    "my city is Frankfurt am Main",
    "Meine Stadt ist Frankfurt am Main",
  ],
  ["demographics.city=St. Gallen", "change my city to St. Gallen"],
  ["demographics.country=Austria", "my country is Austria", "Actually, my country is Austria"],
];

/** What must be left to the ordinary road. */
const ORDINARY: readonly string[] = [
  "",
  "Hello!",
  "Where is my order?",
  "forget about the refund",
  "Forget it",
  "never mind, forget that",
  "how do I delete my account?",
  "there is no tracking number for my order",
  "I don't see any tracking information",
  "my tracking does not work",
  "I can't use my data plan abroad",
  "please don't forget me",
  "do you have forget-me-not seeds?",
  "remove my old shipping address",
  "I don't want the blue one",
  "no marketing book in my parcel?",
  "stop the delivery",
  "no spam folder has it",
  "I don't need a statistics textbook",
  "does the tent keep its shape",
  "Ich will keine Mahnung bekommen",
  "Ich möchte keine Ersatzlieferung",
  "Wie ändere ich meine Lieferdaten?",
  "delete my account",
  "Wie lösche ich mein Konto?",
  "What do you know about the X tent?",
  "What do you know about mechanical watches?",
  "stop sending me order confirmations for my wife's account",
  "my order language is wrong",
  "my language is wrong",
  "My language is not shown",
  "my name is Anna",
  "Hi, my name is Anna and I want my money back",
  "ich heiße Anna",
  "my name is misspelled on my order",
  "my name is wrong",
  "no, my name is not on the list",
  "nein, ich heiße nicht so",
  "my city is not listed at checkout",
  "my city is missing",
  "meine Stadt ist falsch",
  "change my address",
  "change my password to something else",
  "change my name on the order to Anna",
  "my country is where?",
  "my first name is 12345",
  "show my order",
  "show me my invoices",
  "show me the data sheet of the tent",
  "download the app",
  "download my invoice",
  "delete item from my cart",
  "delete my review",
  "remove me from the waiting list",
  "do you speak German?",
  "answer me in detail",
  "answer me now",
  "call me back",
  "don't use my old address",
  "use my voucher",
  "use my data plan abroad?",
  "do you sell my size?",
  "is my data safe with you?",
  "what happens to my data when I forget my password and have no idea",
  "what is your privacy policy?",
  "opt for the larger size",
  "stop my subscription",
  "cancel my membership",
  "Kündige mein Abo",
  "Was weißt du über das Zelt?",
  "Vergiss die Rückerstattung",
  "keep my order",
  `forget me ${"really ".repeat(40)}`,
];

function summary(text: string): string {
  const request = parsePrivacyRequest({ text });
  if (request === undefined) return "ordinary";
  if (request.kind === "correct") return `${request.attribute}=${request.value}`;
  const purposes = "purposes" in request ? ` ${request.purposes?.join(",")}` : "";
  return request.kind + purposes;
}

describe("parsePrivacyRequest", () => {
  it.each(JUDGED.flatMap(([expected, ...sentences]) => sentences.map((sentence) => [sentence, expected])))(
    "%j asks for %s",
    (sentence, expected) => {
      expect(summary(sentence)).toBe(expected);
    },
  );

  it.each(ORDINARY)("%j is an ordinary message", (sentence) => {
    expect(summary(sentence)).toBe("ordinary");
  });

  it("says which language it was written in", () => {
    expect(parsePrivacyRequest({ text: "forget me" })).toMatchObject({ language: "en" });
    expect(parsePrivacyRequest({ text: "Vergiss mich" })).toMatchObject({ language: "de" });
    expect(parsePrivacyRequest({ text: "Meine Sprache ist Englisch" })).toMatchObject({ language: "de" });
  });

  it("understands its own buttons, and no text beside them", () => {
    const kinds = PRIVACY_ACTIONS.map(
      (action) => parsePrivacyRequest({ text: "Where is my order?", choice: privacyChoiceKey(action) })?.kind,
    );
    expect(kinds).toEqual(["view", "download", "stop", "start", "forget", "forget_confirm", "keep"]);
    expect(parsePrivacyRequest({ text: "", choice: consentChoiceKey(true, "2026-04") })).toEqual({
      kind: "consent",
      granted: true,
      version: "2026-04",
    });
    expect(parsePrivacyRequest({ text: "", choice: consentChoiceKey(false, "1") })).toMatchObject({
      granted: false,
    });
  });

  it.each([
    "order_status",
    "rapport:privacy:",
    "rapport:privacy:FORGET",
    "rapport:consent:yes:",
    "rapport:consent:maybe:1",
  ])("the button %j is none of its own", (choice) => {
    expect(parsePrivacyRequest({ text: "forget me", choice })).toBeUndefined();
  });

  it("does not mind capitals, polite words, quotes and closing marks", () => {
    const sentences = JUDGED.filter(([expected]) => !expected.includes("=")).flatMap(([, ...all]) => all);
    fc.assert(
      fc.property(
        fc.constantFrom(...sentences),
        fc.constantFrom("", "Please, ", "Hi, ", "ok. "),
        fc.constantFrom("", "!", "...", "?!", " please", ", bitte"),
        fc.boolean(),
        (sentence, before, after, loud) => {
          const said = `${before}"${sentence}"${after}`;
          expect(summary(loud ? said.toUpperCase() : said)).toBe(summary(sentence));
        },
      ),
      { numRuns: PROPERTY_RUNS },
    );
  });

  it("takes no time over anything that may be written", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
        const request = parsePrivacyRequest({ text });
        expect(request === undefined || text.length <= 200).toBe(true);
      }),
      { numRuns: PROPERTY_RUNS },
    );
  });
});
