import { type Chrono, de, en, type ParsedComponents, type ParsedResult } from "chrono-node";
import { dayNumber, isoDay, mondayOf, monthDays, utcOffsetMinutes } from "./calendar-day.js";
import type { Entity } from "./entity.js";
import { germanDaySpans } from "./german-dates.js";

/** From where and when dates are meant. */
export interface DateReading {
  /** Primary tag of the text's language: German and English are read, others as English. */
  readonly language: string;
  readonly nowMs: number;
  /** IANA; default UTC. */
  readonly timeZone?: string | undefined;
  /** Country (ISO 3166). `3/5` is 3 May except in the United States. */
  readonly region?: string | undefined;
  /** Where the asked-for day lies: *Monday* is then the one before or after today, and otherwise the nearest. */
  readonly expectedDates?: "past" | "future" | undefined;
}

/** So far dates are looked for; chrono takes much longer for hostile texts than for messages. */
const MAX_DATE_CHARS = 1_000;

/** Without one of these a text names no day. */
const HINT =
  /\d|day|week|month|year|noon|night|morrow|dozen|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|tag|woche|monat|jahr|heute|gestern|morgen|mai|okt|dez|mär|mittwoch|abend/i;

/** What chrono takes for a day and people use for other things. */
const NO_DATE =
  /^(?:sun|sat|mon|tue|wed|thu|fri|so|mo|di|mi|do|fr|sa|mar|dec|now|jetzt|may|march|abend|mittag|nacht|morning|evening|afternoon|night|noon)$/;
const GREETED = /(?:good|guten?|schönen?)\s+$/i;
const EXPLICIT_TIME = /\d\s*(?:am|pm|uhr|a\.m\.|p\.m\.)\b|\d:\d\d|\bnoon\b|\bmidnight\b/i;
const DURATION = /\b(?:second|sekunde|minute|hour|stunde)/i;
const PAST_RANGE =
  /^(?:the\s+)?(?:last|past|letzten?|vergangenen?)\s+(?:\d+|\p{L}+)\s+(?:days|weeks|months|tagen?|wochen|monaten?)$/iu;
const WEEK = /^(?:last|this|next|letzte|nächste|kommende|vergangene)r?n?\s+(?:week|woche)$/i;

/**
 * Days and ranges of days that a text names, by `chrono-node` and what it lacks. Whole weeks, months and years are
 * ranges (`in May`), as are *since Friday* (up to today) and *within 30 days*. A time of day alone counts only
 * with *pm*, *Uhr* or a colon. The first 1,000 characters are read.
 */
export function findDates(text: string, reading: DateReading): Entity[] {
  const source = text.slice(0, MAX_DATE_CHARS);
  if (!HINT.test(source)) return [];
  const { language, nowMs, timeZone = "UTC" } = reading;
  const offset = utcOffsetMinutes(timeZone, nowMs);
  const today = Math.floor((nowMs + offset * 60_000) / 86_400_000);
  const isGerman = language === "de";
  const parser: Chrono = isGerman ? de.casual : reading.region === "US" ? en.casual : en.GB;
  const reference = { instant: new Date(nowMs), timezone: offset };
  const results = parser.parse(prepare(source, isGerman), reference, {
    forwardDate: reading.expectedDates === "future",
  });
  const found = results
    .filter(({ start, end }) => isNear(start) && (end === undefined || end === null || isNear(end)))
    .flatMap((result) => readResult(result, source, today, reading) ?? []);
  if (!isGerman) return found;
  return [
    ...found,
    ...germanDaySpans(source, today).map(({ start, end, fromDay, toDay }) =>
      dayEntity(start, end, fromDay, toDay, fromDay === toDay ? 0.9 : 0.85),
    ),
  ];
}

/** A day that a support message can be about; others are numbers that look like one. */
function isNear(components: ParsedComponents): boolean {
  const year = components.get("year") ?? Number.NaN;
  return year >= 1900 && year <= 2200 && Number.isFinite(dayOf(components));
}

/** Rewrites what chrono misreads, and keeps every character's place. */
function prepare(text: string, isGerman: boolean): string {
  const blank = (match: string) => " ".repeat(match.length);
  if (isGerman) {
    // chrono takes a second for a thousand spaces.
    const joined = text.replace(/(\bzwischen\s(?:dem\s)?\d{1,2}\.(?:\s?\p{L}{3,9})?\s)und\b/giu, "$1bis");
    return joined
      .replace(/\s{3,}/g, (spaces) => ".".repeat(spaces.length))
      .replace(/(\bbis\s)dem\s/gi, "bis     ");
  }
  return text
    .replace(/(\bbetween\s(?:\p{L}{3,9}\s)?\d{1,2}(?:st|nd|rd|th)?(?:\s\p{L}{3,9})?\s)and\b/giu, "$1 - ")
    .replace(/\bfrom\s(?=\d)/gi, blank)
    .replace(/\s{3,}/g, (spaces) => ".".repeat(spaces.length));
}

function readResult(
  result: ParsedResult,
  source: string,
  today: number,
  reading: DateReading,
): Entity | undefined {
  const { start, end } = result;
  // The place is right, and the words are those that were written.
  const [from, to] = [result.index, result.index + result.text.length];
  const words = source.slice(from, to);
  const before = source.slice(Math.max(0, from - 16), from);
  const isCapitalMonth =
    /^(?:March|May)$/.test(words) || (/^(?:march|may|mar|dec)$/i.test(words) && /\bin\s$/i.test(before));
  if (NO_DATE.test(words.toLowerCase()) && !isCapitalMonth) return undefined;
  if (GREETED.test(before) || DURATION.test(words)) return undefined;
  const namesDay = (["day", "weekday", "month", "year"] as const).some((part) => start.isCertain(part));
  if (!namesDay && start.isCertain("hour") && !EXPLICIT_TIME.test(words)) return undefined;
  const days = wholeSpan(words, start, today);
  if (days !== undefined) return dayEntity(from, to, days[0], days[1], 0.85);
  const first = shifted(
    start,
    today,
    /\b(?:since|seit(?: dem| letztem)?)\s$/i.test(before) ? "past" : reading.expectedDates,
  );
  if (end !== null && end !== undefined && end.isCertain("hour") === start.isCertain("hour")) {
    const last = dayOf(end);
    if (last !== first) return dayEntity(from, to, Math.min(first, last), Math.max(first, last), 0.95);
  }
  if (/\b(?:since|seit(?: dem| letztem)?)\s$/i.test(before))
    return dayEntity(from, to, Math.min(first, today), today, 0.85);
  if (/^(?:within|innerhalb)/i.test(words)) return dayEntity(from, to, today, first, 0.85);
  if (PAST_RANGE.test(words)) return dayEntity(from, to, first, today, 0.85);
  const clock = start.isCertain("hour") && EXPLICIT_TIME.test(words) ? clockOf(start) : "";
  const isSure = start.isCertain("day") || start.isCertain("weekday");
  return {
    type: "date",
    value: `${isoDay(first)}${clock}`,
    start: from,
    end: to,
    confidence: isSure ? 0.95 : 0.7,
  };
}

/** The first and last day of a week, month or year that is named as a whole. */
function wholeSpan(
  words: string,
  start: ParsedComponents,
  today: number,
): readonly [number, number] | undefined {
  const [year, month] = [start.get("year") ?? 1970, start.get("month") ?? 1];
  if (WEEK.test(words)) {
    const monday = mondayOf(/^this/i.test(words) ? today : dayOf(start));
    return [monday, monday + 6];
  }
  if (/weekend/i.test(words)) {
    const monday = mondayOf(dayOf(start));
    return [monday + 5, monday + 6];
  }
  if (start.isCertain("day") || start.isCertain("weekday") || start.isCertain("hour")) return undefined;
  const dayAfterMonth = /^\p{L}{3,9}\.?\s(\d{1,2})$/u.exec(words);
  if (dayAfterMonth !== null) {
    // chrono reads the 24 of "Dec 24" as a year in Europe.
    const distance = (which: number) => Math.abs(dayNumber(which, month, Number(dayAfterMonth[1])) - today);
    const thisYear = new Date(today * 86_400_000).getUTCFullYear();
    const nearest = [thisYear - 1, thisYear, thisYear + 1].reduce((a, b) =>
      distance(b) < distance(a) ? b : a,
    );
    const day = dayNumber(nearest, month, Number(dayAfterMonth[1]));
    return [day, day];
  }
  if (start.isCertain("month")) return monthDays(year, month);
  return start.isCertain("year") ? [dayNumber(year, 1, 1), dayNumber(year, 12, 31)] : undefined;
}

function dayOf(components: ParsedComponents): number {
  return dayNumber(components.get("year") ?? 1970, components.get("month") ?? 1, components.get("day") ?? 1);
}

/** A day of the week in the direction that is meant. */
function shifted(
  components: ParsedComponents,
  today: number,
  direction: "past" | "future" | undefined,
): number {
  const day = dayOf(components);
  if (direction === undefined || components.isCertain("day") || !components.isCertain("weekday")) return day;
  if (direction === "past") return day > today ? day - 7 : day;
  return day < today ? day + 7 : day;
}

function clockOf(components: ParsedComponents): string {
  const two = (number: number | null) => String(number ?? 0).padStart(2, "0");
  return `T${two(components.get("hour"))}:${two(components.get("minute"))}`;
}

function dayEntity(start: number, end: number, fromDay: number, toDay: number, confidence: number): Entity {
  return fromDay === toDay
    ? { type: "date", value: isoDay(fromDay), start, end, confidence }
    : { type: "date_range", value: { from: isoDay(fromDay), to: isoDay(toDay) }, start, end, confidence };
}
