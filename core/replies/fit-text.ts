/** How much text a place takes. */
export interface TextLimit {
  /** In UTF-16 units, or in what `widthOf` counts; at least 20. */
  readonly limit: number;
  /** What a character takes there, if it is written in another way: `&` as `&amp;`. By default its UTF-16 units. */
  readonly widthOf?: (character: string) => number;
}

/** Where to read on. */
export interface FurtherReading {
  readonly url: string;
  /** BCP 47, of the text. */
  readonly locale: string;
}

const CHARACTERS = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const SENTENCE_END = /[.!?…:]["”“»)]?$/u;
const ELLIPSIS = " …";

/**
 * Cuts a text into pieces that fit: at a line break where one is in the second half of a piece, else behind a sentence
 * there, else between words. Only a word that fits nowhere is cut, between characters as a reader sees them. White
 * space at cuts is left out, and nothing else.
 * @returns no piece is empty; none at all for a text of white space
 */
export function splitText(text: string, { limit, widthOf = lengthOf }: TextLimit): readonly string[] {
  const pieces: string[] = [];
  let piece = "";
  let width = 0;
  for (const character of charactersOf(text, limit, widthOf)) {
    const more = widthOf(character);
    while (width + more > limit && piece !== "") {
      const [fitting, rest] = cutOnce(piece, character);
      if (fitting.trim() !== "") pieces.push(fitting.trim());
      piece = rest.trimStart();
      width = widthOfText(piece, widthOf);
    }
    if (piece === "" && character.trim() === "") continue;
    piece += character;
    width += more;
  }
  if (piece.trim() !== "") pieces.push(piece.trim());
  return pieces;
}

/**
 * The beginning of a text that is too long, up to a sentence or a word, with `…` behind it and where to read on.
 * @returns the text itself if it fits
 */
export function shortenText(text: string, room: TextLimit, further?: FurtherReading): string {
  const { limit, widthOf = lengthOf } = room;
  if (widthOfText(text, widthOf) <= limit) return text;
  const label = further !== undefined && /^de\b/i.test(further.locale) ? "Weiterlesen" : "Read on";
  const link = further === undefined ? "" : `\n${label}: ${further.url}`;
  // A link that takes most of the room is worth less than the text.
  const end = widthOfText(link, widthOf) <= limit / 2 ? `${ELLIPSIS}${link}` : ELLIPSIS;
  const [first = ""] = splitText(text, { limit: limit - widthOfText(end, widthOf), widthOf });
  return `${first}${end}`;
}

/** @param next the character that does not fit behind the piece any more */
function cutOnce(piece: string, next: string): readonly [fitting: string, rest: string] {
  if (next === "\n" || next === "\r\n") return [piece, ""];
  const half = piece.length / 2;
  const lineBreak = piece.lastIndexOf("\n");
  if (lineBreak > half) return [piece.slice(0, lineBreak), piece.slice(lineBreak)];
  let word = /\s/.test(next) ? piece.length : 0;
  if (word > 0 && SENTENCE_END.test(piece)) return [piece, ""];
  for (let at = piece.length - 1; at > 0; at--) {
    if (!/\s/.test(piece[at] ?? "")) continue;
    if (word === 0) word = at;
    if (at <= half) break;
    if (SENTENCE_END.test(piece.slice(Math.max(0, at - 3), at))) return [piece.slice(0, at), piece.slice(at)];
  }
  return word === 0 ? [piece, ""] : [piece.slice(0, word), piece.slice(word)];
}

/** As a reader sees them, but for one that is too long for any piece. */
function* charactersOf(text: string, limit: number, widthOf: (character: string) => number) {
  for (const { segment } of CHARACTERS.segment(text)) {
    if (widthOf(segment) <= limit) yield segment;
    else yield* segment;
  }
}

function widthOfText(text: string, widthOf: (character: string) => number): number {
  let width = 0;
  for (const { segment } of CHARACTERS.segment(text)) width += widthOf(segment);
  return width;
}

function lengthOf(character: string): number {
  return character.length;
}
