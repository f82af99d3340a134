import { dayNumber, mondayOf, monthDays, nearestYear } from "./calendar-day.js";
import type { DateMention } from "./date-mention.js";
import { numberWord } from "./number-words.js";

const MONTHS = ["jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez"];
const MONTH =
  "(jan(?:uar)?|jänner|feb(?:ruar)?|märz|april|mai|juni|juli|aug(?:ust)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dez(?:ember)?)";
const COUNT = "(\\d{1,3}|\\p{L}{3,12})";

/** A phrase, and the days that it means on a day. */
interface Phrase {
  readonly pattern: RegExp;
  days(match: RegExpMatchArray, today: Today): readonly [fromDay: number, toDay: number] | undefined;
}

interface Today {
  readonly day: number;
  readonly year: number;
  readonly month: number;
}

const phrase = (source: string, days: Phrase["days"]): Phrase => ({
  pattern: new RegExp(`(?<![\\p{L}\\p{N}.,-])${source}(?![\\p{L}\\p{N}])`, "giu"),
  days,
});

/** What `chrono-node` does not know of German. */
const PHRASES: readonly Phrase[] = [
  phrase(
    `(?<!\\d\\.?\\s?)(?:(anfang|mitte|ende|im|seit|letzten|nächsten|bis|ab|vom)\\s+)?${MONTH}(?:\\s+(\\d{4}))?`,
    ([, word, name = "", year], today) => monthPhrase(word?.toLowerCase(), name, year, today),
  ),
  phrase("(\\d{1,2})\\.(\\d{1,2})\\.(?:(\\d{4}|\\d{2}))?(?!\\d)", ([, day, month, year], today) => {
    const [d, m] = [Number(day), Number(month)];
    if (d < 1 || m < 1 || m > 12) return undefined;
    const fullYear =
      year === undefined ? nearestYear(m, d, today.day) : Number(year) + (year.length === 2 ? 2000 : 0);
    const [first, last] = monthDays(fullYear, m);
    const number = first + d - 1;
    return number > last ? undefined : [number, number];
  }),
  phrase("(diese|dieser|der laufenden)\\s+woche", (_match, { day }) => [mondayOf(day), mondayOf(day) + 6]),
  phrase("(?:diese[nrm]|in diesem)\\s+monat", (_match, { year, month }) => monthDays(year, month)),
  phrase("(?:dieses|in diesem)\\s+jahr", (_match, { year }) => [
    dayNumber(year, 1, 1),
    dayNumber(year, 12, 31),
  ]),
  phrase("(?:(am|dieses|nächstes|kommendes|letztes|vergangenes)\\s+)wochenende", ([, word = ""], { day }) => {
    const week = mondayOf(day) + (/^(?:letz|vergan)/i.test(word) ? -7 : /^n/i.test(word) ? 7 : 0);
    return [week + 5, week + 6];
  }),
  phrase(
    `(?:innerhalb|binnen)(?:\\s+von|\\s+der nächsten)?\\s+${COUNT}\\s+(tag|woche|monat)(?:en|n|e)?`,
    (match, today) => lasting(match, today, 1),
  ),
  phrase("vor\\s+ein\\s+paar\\s+tagen", (_match, { day }) => [day - 3, day - 3]),
];

/** German phrases of days that `chrono-node` doesn't read: `im Mai`, `am 3.5.`, `diese Woche`, `am Wochenende`. */
export function germanDaySpans(text: string, todayNumber: number): DateMention[] {
  const date = new Date(todayNumber * 86_400_000);
  const today = { day: todayNumber, year: date.getUTCFullYear(), month: date.getUTCMonth() + 1 };
  return PHRASES.flatMap(({ pattern, days }) =>
    Array.from(text.matchAll(pattern)).flatMap((match) => {
      const span = days(match, today);
      if (span === undefined) return [];
      const [fromDay, toDay] = span;
      const kind = fromDay === toDay ? ("day" as const) : ("days" as const);
      const [start, end] = [match.index, match.index + match[0].length];
      return [{ start, end, fromDay, toDay, kind, clock: "", confidence: 0.85 }];
    }),
  );
}

function monthPhrase(word: string | undefined, name: string, year: string | undefined, today: Today) {
  const month = MONTHS.indexOf(name.toLowerCase().replace("jänner", "jan").slice(0, 3)) + 1;
  // Without a year or a preposition it may be a name or a verb's end.
  if (month === 0 || (word === undefined && year === undefined && !/^\p{Lu}\p{Ll}{3,}$|^Mai$/u.test(name)))
    return undefined;
  const which = year === undefined ? nearestYear(month, 15, today.day) : Number(year);
  const shift =
    word === "letzten" && monthDays(which, month)[1] >= today.day
      ? -1
      : word === "nächsten" && monthDays(which, month)[0] <= today.day
        ? 1
        : 0;
  const [first, last] = monthDays(which + shift, month);
  if (word === "anfang") return [first, first + 9] as const;
  if (word === "mitte") return [first + 10, first + 19] as const;
  if (word === "ende") return [first + 20, last] as const;
  return [first, last] as const;
}

function lasting([, count = "", unit = ""]: RegExpMatchArray, { day }: Today, direction: 1 | -1) {
  const number = /^\d/.test(count) ? Number(count) : numberWord(count);
  if (number === undefined) return undefined;
  const days = number * (/^t/i.test(unit) ? 1 : /^w/i.test(unit) ? 7 : 30);
  return direction === 1 ? ([day, day + days] as const) : ([day - days, day] as const);
}
