import { foldText } from "./text-token.js";

const ENGLISH =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen";
const GERMAN =
  "null ein zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn";
const ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety";
const GERMAN_TENS = "zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig";

const NUMBERS: ReadonlyMap<string, number> = new Map([
  ...[ENGLISH, GERMAN].flatMap((words) => words.split(" ").map((word, n): [string, number] => [word, n])),
  ...[ENGLISH_TENS, GERMAN_TENS].flatMap((words) =>
    words.split(" ").map((word, n): [string, number] => [word, (n + 2) * 10]),
  ),
  ["eins", 1],
  ["eine", 1],
  ["einen", 1],
  ["einem", 1],
  ["einer", 1],
  ["zwo", 2],
  ["dozen", 12],
  ["dutzend", 12],
  ["hundred", 100],
  ["hundert", 100],
]);

/**
 * A number from 0 to 100 that is spelt out in English or German (`twelve`, `zwölf`, `einundzwanzig`). The German
 * article `ein` is one; the English `a` is none.
 * @returns `undefined` for any other word
 */
export function numberWord(word: string): number | undefined {
  const folded = foldText(word);
  const known = NUMBERS.get(folded);
  if (known !== undefined) return known;
  const [, unit = "", tens = ""] = /^([a-z]{3,6})und([a-z]{6,8})$/.exec(folded) ?? [];
  const [low, high] = [NUMBERS.get(unit), NUMBERS.get(tens)];
  return low !== undefined && high !== undefined && low < 10 && high >= 20 && high < 100
    ? high + low
    : undefined;
}

/**
 * A number written with digits, in English, German or Swiss manner: `1,250.50`, `1.250,50`, `1'250`. A single
 * separator with three digits behind it groups thousands (`1.250` is 1250), otherwise it is the decimal one.
 * @returns `undefined` if it is no number
 */
export function writtenNumber(digits: string): number | undefined {
  const plain = digits.replace(/['’\s]/g, "");
  const match = /^(\d{1,3}(?:([.,])\d{3})(?:\2\d{3})*|\d+)(?:([.,])(\d{1,2}))?$/.exec(plain);
  if (match === null) return undefined;
  const [, whole = "", grouping, decimal, fraction = "0"] = match;
  if (grouping !== undefined && grouping === decimal) return undefined;
  return Number(`${whole.replace(/[.,]/g, "")}.${fraction}`);
}
