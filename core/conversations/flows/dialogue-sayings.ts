import type { OwnLanguage } from "../own-language.js";
import type { SlotFilling } from "../slots/fill-slot.js";

type SlotProblem = Extract<SlotFilling, { status: "invalid" }>["reason"];

/** What the product itself says in a flow; `title` is the flow's. */
interface DialogueSayings {
  readonly cancelled: (title: string) => string;
  readonly back: (title: string) => string;
  readonly changed: string;
  /** A flow came to its end, and says nothing itself. */
  readonly done: string;
  readonly askToResume: (title: string) => string;
  readonly closed: string;
  /** Why an answer can't be taken; the question follows. */
  readonly problems: Readonly<Record<SlotProblem, string>>;
  readonly yes: string;
  readonly no: string;
}

export const DIALOGUE_SAYINGS: Readonly<Record<OwnLanguage, DialogueSayings>> = {
  en: {
    cancelled: (title) => `All right, I've stopped here (${title}). Nothing more is done about it.`,
    back: (title) => `Back to where we were: ${title}.`,
    changed: "Something has changed on our side in the meantime, so I have to begin again.",
    done: "All right. Write to me whenever there's more.",
    askToResume: (title) => `We were interrupted a while ago: ${title}. Shall we go on?`,
    closed: "That question is closed by now. Tell me again what you need.",
    problems: {
      not_one: "Those were several, and I need one of them.",
      not_own_order: "I don't find that number among your orders.",
      too_small: "That's too little.",
      too_large: "That's too much.",
      not_past: "That day is still to come.",
      not_future: "That day is over.",
    },
    yes: "Yes",
    no: "No",
  },
  de: {
    cancelled: (title) => `In Ordnung, ich habe hier aufgehört (${title}). Weiter passiert damit nichts.`,
    back: (title) => `Zurück zu dem, wobei wir waren: ${title}.`,
    changed: "Bei uns hat sich inzwischen etwas geändert, deshalb muss ich noch einmal von vorn beginnen.",
    done: "In Ordnung. Schreiben Sie mir einfach, wenn noch etwas ist.",
    askToResume: (title) => `Wir wurden vor einer Weile unterbrochen: ${title}. Wollen wir weitermachen?`,
    closed: "Diese Frage ist inzwischen erledigt. Sagen Sie mir noch einmal, was Sie brauchen.",
    problems: {
      not_one: "Das waren mehrere, und ich brauche eines davon.",
      not_own_order: "Diese Nummer finde ich nicht unter Ihren Bestellungen.",
      too_small: "Das ist zu wenig.",
      too_large: "Das ist zu viel.",
      not_past: "Dieser Tag kommt erst noch.",
      not_future: "Dieser Tag ist schon vorbei.",
    },
    yes: "Ja",
    no: "Nein",
  },
};
