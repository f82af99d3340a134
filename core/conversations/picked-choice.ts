import { ordinalChoice } from "./slots/ordinal-choice.js";

/** The key of the one thing, of those offered last, that a short answer picks by its place: "the second one". */
export function pickedChoice(text: string, offered: readonly string[]): string | undefined {
  const places = ordinalChoice(text, offered.length);
  const [place] = places ?? [];
  return places?.length === 1 && place !== undefined ? offered[place] : undefined;
}
