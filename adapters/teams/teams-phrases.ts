/** What the adapter itself says, beside the core's replies. */
export interface TeamsPhrases {
  readonly welcome: string;
  readonly why: string;
  readonly helpful: string;
  readonly yes: string;
  readonly no: string;
  readonly thanks: string;
  readonly failed: string;
  readonly interrupted: string;
}

const ENGLISH: TeamsPhrases = {
  welcome: "Hi! I answer questions for our support team. Write yours here, or say **help**.",
  why: "Why this reply?",
  helpful: "Was this helpful?",
  yes: "Yes",
  no: "No",
  thanks: "Thanks for telling us.",
  failed: "Sorry, something went wrong on our side. Please try again in a moment.",
  interrupted: "I was interrupted before I could answer. Could you send that once more?",
};

const GERMAN: TeamsPhrases = {
  welcome:
    "Hallo! Ich beantworte Fragen für unser Support-Team. Stell sie einfach hier, oder schreib **help**.",
  why: "Warum diese Antwort?",
  helpful: "War das hilfreich?",
  yes: "Ja",
  no: "Nein",
  thanks: "Danke für die Rückmeldung.",
  failed: "Entschuldigung, bei uns ist etwas schiefgegangen. Bitte versuche es gleich noch einmal.",
  interrupted: "Ich wurde unterbrochen, bevor ich antworten konnte. Kannst du das noch einmal schicken?",
};

/** Phrases for a BCP 47 locale; English unless it is German. */
export function phrasesFor(locale: string | undefined): TeamsPhrases {
  return /^de\b/i.test(locale ?? "") ? GERMAN : ENGLISH;
}
