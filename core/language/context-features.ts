import type { ConversationContext } from "../conversations/conversation-context.js";

/** What the reading of a message may rest on besides its words. */
export interface ReadingContext extends Pick<ConversationContext, "turns" | "recent" | "offered"> {
  /** The slot that the open flow has asked for. */
  readonly expects?: string | undefined;
}

/** Messages of so many words at most say different things in different places: "ok", "the second one". */
const MAX_SHORT_WORDS = 3;

/**
 * What the turns before say about the reading of this message, for the text model's context block: each string is
 * one feature, and none comes twice. It takes nothing that a customer wrote before, so a message is read the same
 * in channels that keep no words; whatever else is missing, such as the company's side, is left out.
 *
 * - `intent-1`: the intent of the turn before. `seen`: each intent of the turns that are remembered; with this
 *   message's words, if it is short.
 * - `turn`: how far the conversation is, in steps; with this message's words, if it is short.
 * - `action-1`, `expects`, `offered`: what was done last, the slot and the choices that the customer is asked for.
 *
 * Which of them pay was measured on conversations of three domains (`npm run bench -- context`, decision 16). The
 * words of earlier messages, the intent before the last and lengths were left out: they gained nothing there.
 */
export function contextFeatures(context: ReadingContext, text: string): readonly string[] {
  const { recent, offered, expects, turns } = context;
  const last = recent.at(-1);
  const turn = step(turns + 1);
  const words =
    text
      .toLowerCase()
      .replace(/\d/g, "0")
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const said = words.length <= MAX_SHORT_WORDS ? words.join(" ") : undefined;
  const seen = new Set(recent.flatMap(({ intent }) => intent ?? []));
  return [
    `turn=${turn}`,
    `intent-1=${last?.intent ?? "none"}`,
    ...[...seen].map((intent) => `seen=${intent}`),
    ...(said === undefined
      ? []
      : [`turn-said=${turn},${said}`, ...[...seen].map((intent) => `seen-said=${intent},${said}`)]),
    ...(last?.action === undefined ? [] : [`action-1=${last.action}`]),
    ...(expects === undefined ? [] : [`expects=${expects}`]),
    ...[...new Set(offered)].map((key) => `offered=${key}`),
  ];
}

/** 0 to 3, then 4–5, 6–8 and more. */
function step(count: number): string {
  if (count <= 3) return String(count);
  return count <= 5 ? "4-5" : count <= 8 ? "6-8" : "9+";
}
