import type { OwnLanguage } from "./own-language.js";

/** What the product itself says about people taking over. */
interface HandoffSayings {
  readonly handedOff: string;
  /** Where nobody can be asked. */
  readonly nobody: (tenantName: string) => string;
  readonly resumed: string;
  readonly goOn: string;
  readonly solved: string;
  readonly unreachable: string;
  readonly asked: string;
  /** Why people are brought in whom nobody asked for. */
  readonly notSure: string;
}

export const HANDOFF_SAYINGS: Readonly<Record<OwnLanguage, HandoffSayings>> = {
  en: {
    handedOff:
      "I've asked a colleague to take over. They answer here; until they are done, I stay quiet. What you write meanwhile goes to them.",
    nobody: (tenant) =>
      `I can't bring a colleague into this chat. Please contact the team of ${tenant} directly. I'm still here for everything that I can answer myself.`,
    resumed: "All right, I'm here again. What can I do for you?",
    goOn: "Go on with the assistant",
    solved: "Our colleague has closed your request. I'm here again if there is anything else.",
    unreachable:
      "I'm sorry: I could not reach our team, so nobody is coming. I'm here again; please try once more, or contact us another way.",
    asked: "You asked for a person.",
    notSure: "This is better looked at by a person.",
  },
  de: {
    handedOff:
      "Ich habe eine Kollegin oder einen Kollegen gebeten, zu übernehmen. Die Antwort kommt hier; bis dahin halte ich mich zurück. Was Sie inzwischen schreiben, geht an unser Team.",
    nobody: (tenant) =>
      `Ich kann in diesen Chat niemanden dazuholen. Bitte wenden Sie sich direkt an das Team von ${tenant}. Was ich selbst beantworten kann, beantworte ich weiter gern.`,
    resumed: "Gut, ich bin wieder da. Was kann ich für Sie tun?",
    goOn: "Mit dem Assistenten weitermachen",
    solved: "Unser Team hat Ihre Anfrage abgeschlossen. Wenn noch etwas ist, bin ich wieder für Sie da.",
    unreachable:
      "Es tut mir leid: Ich konnte unser Team nicht erreichen, es meldet sich also niemand. Ich bin wieder da; bitte versuchen Sie es noch einmal oder auf einem anderen Weg.",
    asked: "Sie haben nach einem Menschen gefragt.",
    notSure: "Das sieht sich besser ein Mensch an.",
  },
};
