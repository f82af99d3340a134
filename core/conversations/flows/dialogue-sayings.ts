import type { OwnLanguage } from "../own-language.js";

/** What the product itself says in a flow; `title` is the flow's. */
interface DialogueSayings {
  readonly cancelled: (title: string) => string;
  readonly back: (title: string) => string;
  readonly changed: string;
  readonly askToResume: (title: string) => string;
  readonly closed: string;
  readonly yes: string;
  readonly no: string;
}

export const DIALOGUE_SAYINGS: Readonly<Record<OwnLanguage, DialogueSayings>> = {
  en: {
    cancelled: (title) => `All right, I've stopped here (${title}). Nothing more is done about it.`,
    back: (title) => `Back to where we were: ${title}.`,
    changed: "Something has changed on our side in the meantime, so I have to begin again.",
    askToResume: (title) => `We were interrupted a while ago: ${title}. Shall we go on?`,
    closed: "That question is closed by now. Tell me again what you need.",
    yes: "Yes",
    no: "No",
  },
  de: {
    cancelled: (title) => `In Ordnung, ich habe hier aufgehört (${title}). Weiter passiert damit nichts.`,
    back: (title) => `Zurück zu dem, wobei wir waren: ${title}.`,
    changed: "Bei uns hat sich inzwischen etwas geändert, deshalb muss ich noch einmal von vorn beginnen.",
    askToResume: (title) => `Wir wurden vor einer Weile unterbrochen: ${title}. Wollen wir weitermachen?`,
    closed: "Diese Frage ist inzwischen erledigt. Sagen Sie mir noch einmal, was Sie brauchen.",
    yes: "Ja",
    no: "Nein",
  },
};
