import { ordinalChoice } from "./slots/ordinal-choice.js";
import { isShownProduct } from "./turn-dialogue.js";

/**
 * The key of the one choice, of those offered last, that a short answer picks by its place: "the second one". A
 * product that was shown is no choice: a flow that asks for one takes it as an answer.
 */
export function pickedChoice(text: string, offered: readonly string[]): string | undefined {
  const places = ordinalChoice(text, offered.length);
  const [place] = places ?? [];
  const key = places?.length === 1 && place !== undefined ? offered[place] : undefined;
  return key === undefined || isShownProduct(key) ? undefined : key;
}
