import type { Decision } from "../replies/decision.js";
import type { Reply } from "../replies/reply.js";
import { openingReply } from "../replies/unsure-reply.js";

const GREETING =
  /^(hi|hello|hey|help|hallo|hilfe|moin|servus|guten (tag|morgen|abend)|good (morning|afternoon|evening))( there| all| zusammen)?[\s!.,?]*$/i;

/** True for a message that is a greeting or a call for help and nothing more. */
export function isGreeting(text: string): boolean {
  return GREETING.test(text.trim());
}

const TEXTS = {
  en: (tenant: string) =>
    `Hi! I'm the assistant of ${tenant}. Ask me anything in your own words, or start with one of these:`,
  de: (tenant: string) =>
    `Hallo! Ich bin der Assistent von ${tenant}. Fragen Sie einfach drauflos, oder beginnen Sie hiermit:`,
};

/** The answer to *hi*, *hello* and *help*: what this is, and where to start. */
export function greetingReply(decision: Decision, tenantName: string): Reply {
  return openingReply("greeting", TEXTS, decision, tenantName);
}
