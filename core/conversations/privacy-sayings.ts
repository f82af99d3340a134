import type { OwnLanguage } from "./own-language.js";

/** What the product says about a person's own data. */
export interface PrivacySayings {
  readonly reason: string;
  readonly notHere: string;
  readonly stranger: string;
  readonly strangerStops: string;
  readonly viewTitle: string;
  readonly viewNothing: string;
  readonly viewMore: (count: number) => string;
  readonly viewConsent: string;
  readonly restricted: string;
  readonly howTo: string;
  readonly menu: string;
  readonly allowed: string;
  readonly allowedUntilRefused: string;
  readonly notAsked: string;
  readonly denied: string;
  readonly withdrawn: string;
  readonly expired: string;
  readonly download: (link: string) => string;
  readonly downloadOnRequest: (tenant: string) => string;
  readonly stopped: (purposes: string) => string;
  readonly started: (purposes: string) => string;
  readonly questionChanged: string;
  readonly confirmForget: string;
  readonly forgotten: string;
  readonly kept: string;
  readonly corrected: (label: string, value: string) => string;
  readonly notCorrected: (label: string) => string;
  readonly buttons: {
    readonly download: string;
    readonly stop: string;
    readonly start: string;
    readonly forget: string;
    readonly confirm: string;
    readonly keep: string;
    readonly view: string;
  };
}

const ENGLISH: PrivacySayings = {
  reason: "You asked about your own data.",
  notHere: "Please write to me in a direct message about that.",
  stranger: "I know nothing about you, and nothing was recorded by your asking.",
  strangerStops: "I know nothing about you, so there is nothing that I could use.",
  viewTitle: "This is what I know about you:",
  viewNothing: "That you wrote to us, and nothing more.",
  viewMore: (count) => `… and ${count} more: download your data to see everything.`,
  viewConsent: "What it may be used for",
  restricted: "Your data is restricted: it is kept, and used for nothing.",
  howTo:
    'To correct something, write for example "my language is German" or "correct my name to Anna Berg". ' +
    'To take your data with you, write "download my data"; to end its use, "stop using my data"; ' +
    'to have everything deleted, "forget me".',
  menu:
    "This is about your own data, and I'm not sure what you would like. Nothing was changed so far. You can write:\n" +
    '• "stop using my data", or for one purpose "don\'t use my data for marketing"\n' +
    '• "what do you know about me?" to see it\n' +
    '• "my language is German", for example, to correct it\n' +
    '• "download my data" to take it with you\n' +
    '• "forget me" to have everything deleted',
  allowed: "allowed by you",
  allowedUntilRefused: "in use, as you have not objected",
  notAsked: "not in use, as you were never asked",
  denied: "refused by you",
  withdrawn: "withdrawn by you",
  expired: "expired, so not in use",
  download: (link) => `Here is everything as a file. The link works once, for 15 minutes:\n${link}`,
  downloadOnRequest: (tenant) =>
    `I can't make a link here. ${tenant} sends you a copy of your data on request: just ask the team.`,
  stopped: (purposes) =>
    `Done: I no longer use your data for ${purposes}. You still get our general answers.`,
  started: (purposes) =>
    `Done: I use your data for ${purposes}. Write "stop using my data" whenever you want that to end.`,
  questionChanged: "Our question has changed since. This is how it reads now:",
  confirmForget:
    "Shall I delete everything that I know about you? It can't be undone: you would be a stranger to us afterwards.",
  forgotten:
    "Done: everything that I knew about you is deleted. What stays is a keyed fingerprint of how you were known, " +
    "which nobody can read back, so that late messages about you don't bring your data back.",
  kept: "All right: your data stays as it is.",
  corrected: (label, value) => `Done: ${label} is now "${value}".`,
  notCorrected: (label) =>
    `I could not store that as your ${label.toLowerCase()}. Please write it differently.`,
  buttons: {
    download: "Download my data",
    stop: "Stop using my data",
    start: "Use my data",
    forget: "Forget me",
    confirm: "Yes, forget me",
    keep: "Keep my data",
    view: "What do you know about me?",
  },
};

const GERMAN: PrivacySayings = {
  reason: "Sie haben nach Ihren eigenen Daten gefragt.",
  notHere: "Bitte schreiben Sie mir dazu in einer Direktnachricht.",
  stranger: "Ich weiß nichts über Sie, und durch Ihre Frage wurde nichts festgehalten.",
  strangerStops: "Ich weiß nichts über Sie; es gibt also nichts, das ich nutzen könnte.",
  viewTitle: "Das weiß ich über Sie:",
  viewNothing: "Dass Sie uns geschrieben haben, sonst nichts.",
  viewMore: (count) => `… und ${count} weitere: Laden Sie Ihre Daten herunter, um alles zu sehen.`,
  viewConsent: "Wofür es genutzt werden darf",
  restricted: "Ihre Daten sind eingeschränkt: Sie werden aufbewahrt und für nichts genutzt.",
  howTo:
    "Um etwas zu berichtigen, schreiben Sie zum Beispiel „Meine Sprache ist Englisch“ oder „Ändere meinen Namen " +
    "auf Anna Berg“. Um Ihre Daten mitzunehmen, schreiben Sie „Lade meine Daten herunter“; um die Nutzung zu " +
    "beenden, „Nutze meine Daten nicht mehr“; um alles löschen zu lassen, „Vergiss mich“.",
  menu:
    "Es geht um Ihre eigenen Daten, und ich bin nicht sicher, was Sie möchten. Geändert ist noch nichts. " +
    "Sie können schreiben:\n" +
    "• „Nutze meine Daten nicht mehr“, oder für einen Zweck „Nutze meine Daten nicht für Werbung“\n" +
    "• „Was weißt du über mich?“, um sie zu sehen\n" +
    "• zum Beispiel „Meine Sprache ist Englisch“, um sie zu berichtigen\n" +
    "• „Lade meine Daten herunter“, um sie mitzunehmen\n" +
    "• „Vergiss mich“, um alles löschen zu lassen",
  allowed: "von Ihnen erlaubt",
  allowedUntilRefused: "wird genutzt, da Sie nicht widersprochen haben",
  notAsked: "wird nicht genutzt, da Sie nie gefragt wurden",
  denied: "von Ihnen abgelehnt",
  withdrawn: "von Ihnen widerrufen",
  expired: "abgelaufen, wird also nicht genutzt",
  download: (link) => `Hier ist alles als Datei. Der Link gilt einmal, 15 Minuten lang:\n${link}`,
  downloadOnRequest: (tenant) =>
    `Einen Link kann ich hier nicht machen. ${tenant} schickt Ihnen auf Anfrage eine Kopie Ihrer Daten: ` +
    "Fragen Sie einfach das Team.",
  stopped: (purposes) =>
    `Erledigt: Ich nutze Ihre Daten nicht mehr für ${purposes}. Unsere allgemeinen Antworten bekommen Sie weiterhin.`,
  started: (purposes) =>
    `Erledigt: Ich nutze Ihre Daten für ${purposes}. Mit „Nutze meine Daten nicht mehr“ beenden Sie das jederzeit.`,
  questionChanged: "Unsere Frage hat sich seitdem geändert. So lautet sie jetzt:",
  confirmForget:
    "Soll ich alles löschen, was ich über Sie weiß? Das lässt sich nicht rückgängig machen: " +
    "Danach kennen wir Sie nicht mehr.",
  forgotten:
    "Erledigt: Alles, was ich über Sie wusste, ist gelöscht. Es bleibt nur ein verschlüsselter Fingerabdruck davon, " +
    "wie Sie uns bekannt waren. Niemand kann ihn zurücklesen; er sorgt dafür, dass verspätete Meldungen Ihre Daten " +
    "nicht zurückbringen.",
  kept: "In Ordnung: Ihre Daten bleiben, wie sie sind.",
  corrected: (label, value) => `Erledigt: ${label} ist jetzt „${value}“.`,
  notCorrected: (label) => `Das konnte ich nicht als „${label}“ speichern. Bitte schreiben Sie es anders.`,
  buttons: {
    download: "Meine Daten herunterladen",
    stop: "Meine Daten nicht mehr nutzen",
    start: "Meine Daten nutzen",
    forget: "Vergiss mich",
    confirm: "Ja, vergiss mich",
    keep: "Meine Daten behalten",
    view: "Was weißt du über mich?",
  },
};

export const PRIVACY_SAYINGS: Readonly<Record<OwnLanguage, PrivacySayings>> = { en: ENGLISH, de: GERMAN };
