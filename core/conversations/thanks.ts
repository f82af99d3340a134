import type { Decision } from "../replies/decision.js";
import type { Reply } from "../replies/reply.js";
import { openingReply } from "../replies/unsure-reply.js";

const OK =
  "(?:ok(?:ay)?|oki|all ?right|great|perfect|super|cool|nice|lovely|brilliant|alles klar|in ordnung|prima|toll|passt)";
const THANKS =
  "(?:(?:many |vielen |herzlichen |besten |lieben )?(?:thanks?|thx|ty|cheers|dank(?:e|esch(?:ö|oe)n)?|merci)(?: you)?)";
const MORE =
  "(?: (?:so|very|that|as) (?:much|well)| a lot| a million| again| sehr| sch(?:ö|oe)n| dir| ihnen| euch| then| dann| for (?:your|the|all your) help| f(?:ü|ue)r (?:die|ihre|deine) hilfe)*";
const CLOSING = new RegExp(`^(?:${OK}[\\s,!.]*)?(?:${THANKS}${MORE}|${OK})[\\s!.]*$`, "iu");

/** True for a message that says thanks or that all is well, and nothing more. */
export function isThanks(text: string): boolean {
  return CLOSING.test(text.trim());
}

const TEXTS = {
  en: () => "You're welcome. Write to me whenever there's more.",
  de: () => "Gern. Schreiben Sie mir einfach, wenn noch etwas ist.",
};

/** The answer to *thanks* and *ok*: nothing is asked, and nothing offered. */
export function thanksReply(decision: Decision, tenantName: string): Reply {
  return { ...openingReply("greeting", TEXTS, decision, tenantName), choices: [] };
}
