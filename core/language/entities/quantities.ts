import type { Entity } from "./entity.js";
import { numberWord } from "./number-words.js";

const UNIT =
  "(?:x|×|mal|pairs?|pieces?|pcs\\.?|items?|units?|packs of|times|paar|stück|stk\\.?|exemplare?|of (?:them|those|these|the(?=\\s\\d))|davon|von(?:\\s(?:den|meinen))?(?=\\s\\d))";
const COUNTED = new RegExp(
  `(?<![\\p{L}\\p{N}.,€$£-])(\\d{1,4}|\\p{L}{3,16}|a(?=\\s(?:pair|dozen|couple)))\\s?${UNIT}(?![\\p{L}\\p{N}-])`,
  "giu",
);
const COUPLE = /(?<![\p{L}\p{N}])(?:a couple of|a dozen|ein dutzend)(?![\p{L}\p{N}])/giu;
const NUMBER_BEFORE = /(?<![\p{L}\p{N}.,€$£#-])(?<!\b(?:of|of the|von|von den)\s)(\d{1,3}|\p{L}{3,16})\s+$/u;

/**
 * How many: a number before a unit (`two pairs`, `3x`, `zwei Stück`) or right before a thing of the catalogue
 * (`2 tents`; not `2 Personen-Zelt`).
 * @param things products and categories that the text names
 */
export function findQuantities(text: string, things: readonly Entity[]): Entity[] {
  const found: Entity[] = [];
  const add = (start: number, end: number, value: number | undefined, confidence: number) => {
    if (value !== undefined && value > 0) found.push({ type: "quantity", value, start, end, confidence });
  };
  for (const { 0: match, 1: count = "", index } of text.matchAll(COUNTED)) {
    add(index, index + match.length, count.toLowerCase() === "a" ? 1 : readCount(count), 0.9);
  }
  for (const { 0: match, index } of text.matchAll(COUPLE)) {
    add(index, index + match.length, match.toLowerCase() === "a couple of" ? 2 : 12, 0.9);
  }
  for (const { start } of things) {
    const [match, count = ""] = NUMBER_BEFORE.exec(text.slice(Math.max(0, start - 24), start)) ?? [];
    if (match === undefined || /^eine?[nmr]?$/i.test(count)) continue;
    add(start - match.length, start - match.length + count.length, readCount(count), 0.8);
  }
  return found;
}

function readCount(count: string): number | undefined {
  return /^\d/.test(count) ? Number(count) : numberWord(count);
}
