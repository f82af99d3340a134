/** A run of letters, or of digits, of a text. */
export interface TextToken {
  /** In lower case without accents; `ß` as `ss`. */
  readonly folded: string;
  readonly start: number;
  readonly end: number;
}

/** The runs of letters and those of digits, in order: `A-1001` is two. */
export function textTokens(text: string): readonly TextToken[] {
  return Array.from(text.matchAll(/[\p{L}\p{M}]+|\p{N}+/gu), ({ 0: run, index }) => ({
    folded: foldText(run),
    start: index,
    end: index + run.length,
  }));
}

/** Lower case without accents, so that spellings compare: `Größe` and `GROSSE` are `grosse`. */
export function foldText(text: string): string {
  // Most words are ASCII, and normalising is slow.
  if (!/[^ -~]/.test(text)) return text.toLowerCase();
  return text
    .normalize("NFKD")
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replaceAll("ß", "ss")
    .replaceAll("ø", "o")
    .replaceAll("ł", "l");
}
