import { numberWord } from "../../language/entities/number-words.js";
import { textTokens } from "../../language/entities/text-token.js";

const ENGLISH = "first second third fourth fifth sixth seventh eighth ninth tenth".split(" ");
const GERMAN = "erst zweit dritt viert funft sechst siebt acht neunt zehnt".split(" ");

const FILLERS = new Set(
  (
    "the a an one ones i d ll m mean meant want take like would rather prefer choose go with for please then option number no nr nummer " +
    "sorry it s its is that thanks und and der die das den dem des ich nehme meine meinte will mochte hatte gern gerne lieber bitte dann " +
    "es ist war nein doch my mine most meinen meiner mein bestellung order item artikel produkt product of them these those davon von denen variante moglichkeit th nd rd st"
  ).split(" "),
);

const ALL = new Set(["both", "all", "beide", "beides", "beiden", "alle"]);
const LAST =
  /^(?:last|latter|latest|newest|recent|letzte[rsnm]?|letztere[rsnm]?|neue?ste[rsnm]?|jungste[rsnm]?)$/;
const FIRST = /^(?:former|erstere[rsnm]?)$/;

/** An answer has few words; in a longer sentence *second* is about something else. */
const MAX_WORDS = 8;

/**
 * Which of so many offered things a short answer picks by its place: `the second one`, `die zweite`, `2`, `last
 * one`, `both`.
 * @returns places from 0 in ascending order; `undefined` if the text picks none, or one that was not offered
 */
export function ordinalChoice(text: string, offeredCount: number): readonly number[] | undefined {
  const words = textTokens(text).map(({ folded }) => folded);
  if (offeredCount === 0 || words.length > MAX_WORDS) return undefined;
  const picking = words.filter((word) => !FILLERS.has(word));
  if (picking.length > 2) return undefined;
  // A word that is not understood may follow the ordinal (`the second tent`), and nothing may precede it.
  const [word = "", rest] = picking;
  if (ALL.has(word) && rest === undefined) return Array.from({ length: offeredCount }, (_, place) => place);
  const place = placeOf(word, offeredCount, rest === undefined);
  return place !== undefined && place >= 0 && place < offeredCount ? [place] : undefined;
}

function placeOf(word: string, offeredCount: number, isAlone: boolean): number | undefined {
  if (LAST.test(word)) return offeredCount - 1;
  if (FIRST.test(word)) return 0;
  const english = ENGLISH.indexOf(word);
  if (english >= 0) return english;
  const german = GERMAN.findIndex((stem) => new RegExp(`^${stem}e[rsnm]?$`).test(word));
  if (german >= 0) return german;
  if (!isAlone) return undefined;
  const number = /^\d{1,2}$/.test(word) ? Number(word) : numberWord(word);
  return number === undefined ? undefined : number - 1;
}
