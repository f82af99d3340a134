/** Words and phrases that say that something cannot wait, where a tenant lists none; in English and German. */
export const URGENT_WORDS: readonly string[] = [
  ...[
    "urgent",
    "urgently",
    "asap",
    "immediately",
    "emergency",
    "right away",
    "right now",
    "as soon as possible",
  ],
  ...["today", "deadline", "still waiting", "unacceptable"],
  ...[
    "dringend",
    "eilig",
    "eilt",
    "sofort",
    "notfall",
    "umgehend",
    "so schnell wie möglich",
    "schnellstmöglich",
  ],
  ...["heute noch", "frist", "warte immer noch", "unverschämt"],
];

const SPACED_URGENT_WORDS = spacedWords(URGENT_WORDS);

/**
 * How often a text says that it cannot wait. The count is all that is kept of it: the text is looked at while it is
 * there, and of a channel whose texts must not be told from, not at all.
 * @param words words or phrases, in any case; by default `URGENT_WORDS`
 */
export function countUrgentWords(text: string, words?: readonly string[]): number {
  const padded = spaced(text);
  let count = 0;
  for (const word of words === undefined ? SPACED_URGENT_WORDS : spacedWords(words)) {
    for (let at = padded.indexOf(word); at >= 0; at = padded.indexOf(word, at + word.length - 1)) count++;
  }
  return count;
}

function spacedWords(words: readonly string[]): ReadonlySet<string> {
  return new Set(words.map(spaced).filter((word) => word.trim() !== ""));
}

/** Its words, each between blanks. */
function spaced(text: string): string {
  return ` ${(
    text
      .normalize("NFC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).join(" ")} `;
}
