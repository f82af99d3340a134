import { escapeRegExp } from "../../escape-reg-exp.js";

/** A text without the values that were printed into it. */
export interface MaskedText {
  /** With `[[1]]`, `[[2]]`, … where values, links and addresses stand. */
  readonly masked: string;
  /** What the tokens stand for, in order. */
  readonly values: readonly string[];
}

const TOKEN = /\[\[\d+\]\]/g;

/** Links, host names and e-mail addresses: what must come back letter by letter. */
const ADDRESS =
  /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w@.-])(?:[\w-]+\.)+(?:com|org|net|de|at|ch|eu|io|example)\b(?:\/[^\s<>"]*[^\s<>".,;:!?)\]])?/gi;

/** One letter or digit stands in too many words to be a value wherever it stands. */
const WORD_BOUND_LENGTH = 1;

/**
 * Puts a token in the place of every value, wherever in the text it stands, and of every link and address. Each
 * place has a token of its own, so that one that is lost or said twice is noticed.
 * @param values what was printed into the text; longer ones go first
 * @returns `undefined` if the text holds something that looks like a token
 */
export function maskValues(text: string, values: readonly string[]): MaskedText | undefined {
  if (text.includes("[[") || text.includes("]]")) return undefined;
  const wanted = [...new Set(values.map((value) => value.trim()))]
    .filter((value) => value !== "")
    .sort((a, b) => b.length - a.length)
    .map(patternOf);
  const all = new RegExp([ADDRESS.source, ...wanted].join("|"), "giu");
  const found: string[] = [];
  const masked = text.replace(all, (value) => `[[${found.push(value)}]]`);
  return { masked, values: found };
}

/** Puts the values back. The text holds each token once: `checkRewrite` saw to that. */
export function unmaskValues(masked: string, values: readonly string[]): string {
  return masked.replace(TOKEN, (token) => values[Number(token.slice(2, -2)) - 1] ?? token);
}

/** The tokens of a text, sorted. */
export function tokensOf(text: string): readonly string[] {
  return (text.match(TOKEN) ?? []).sort();
}

/** A text with a space in the place of each token. */
export function withoutTokens(text: string): string {
  return text.replace(TOKEN, " ");
}

function patternOf(value: string): string {
  const literal = escapeRegExp(value);
  if (value.length > WORD_BOUND_LENGTH) return literal;
  return `(?<![\\p{L}\\d])${literal}(?![\\p{L}\\d])`;
}
