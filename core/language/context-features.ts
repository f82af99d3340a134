import type { ConversationContext } from "../conversations/conversation-context.js";

/** What the reading of a message may rest on besides its words: all of it is optional but the turns. */
export interface ReadingContext extends Pick<ConversationContext, "turns" | "recent" | "offered"> {
  /** The slot that the open flow has asked for. */
  readonly expects?: string | undefined;
}

/** Messages of so many words at most say different things in different places: "ok", "the second one". */
const MAX_SHORT_WORDS = 3;

/**
 * What the turns before say about the reading of this message, as features for the text model's context block; each
 * string is one. Empty of words where none are remembered (`TextRetention` `none`), and of actions where only the
 * customer's side is known.
 *
 * - `intent-1`, `intent-2`, `intents`: what the last turns asked, and both together. `seen`: each intent of the
 *   turns that are remembered, once, with this message's words if it is short.
 * - `action-1`, `expects`, `offered`: what was said to the customer, the slot and the choices that they are asked for.
 * - `turn`, `length`: how far the conversation is, how long the message is; numbers in steps.
 * - `before`: the words of the inputs that are remembered. `again`: the message repeats the last one.
 */
export function contextFeatures(context: ReadingContext, text: string): readonly string[] {
  const { recent, offered, expects, turns } = context;
  const [last, second] = [recent.at(-1), recent.at(-2)];
  const words = wordsOf(text);
  const said = words.length <= MAX_SHORT_WORDS ? words.join(" ") : undefined;
  const length = step(words.length);
  const intent = last?.intent ?? "none";
  const features = [
    `intent-1=${intent}`,
    `intent-2=${second?.intent ?? "none"}`,
    `intents=${second?.intent ?? "none"}>${intent}`,
    `turn=${step(turns + 1)}`,
    `length=${length}`,
    `turn-length=${step(turns + 1)},${length}`,
    `intent-length=${intent},${length}`,
  ];
  const seen = new Set(recent.flatMap((turn) => turn.intent ?? []));
  for (const one of seen) {
    features.push(`seen=${one}`);
    if (said !== undefined) features.push(`seen-said=${one},${said}`);
  }
  if (said !== undefined)
    features.push(`intent-said=${intent},${said}`, `turn-said=${step(turns + 1)},${said}`);
  const action = last?.action ?? "none";
  features.push(`action-1=${action}`, `action-intent=${action},${intent}`);
  if (said !== undefined) features.push(`action-said=${action},${said}`);
  if (expects !== undefined) features.push(`expects=${expects}`, `expects-length=${expects},${length}`);
  for (const choice of offered) features.push(`offered=${choice}`);
  const before = new Set(recent.flatMap(({ input = "" }) => wordsOf(input)));
  for (const word of before) features.push(`before=${word}`);
  if (last?.input === text) features.push("again");
  return features;
}

function wordsOf(text: string): readonly string[] {
  return (
    text
      .toLowerCase()
      .replace(/\d/g, "0")
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** 0 to 3, then 4–5, 6–8 and more. */
function step(count: number): string {
  if (count <= 3) return String(count);
  return count <= 5 ? "4" : count <= 8 ? "6" : "9";
}
