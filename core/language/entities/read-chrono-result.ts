import type { ParsedComponents, ParsedResult } from "chrono-node";
import { dayNumber, mondayOf, monthDays, nearestYear } from "./calendar-day.js";
import type { DateMention } from "./date-mention.js";

/** Where a day lies that only its weekday names. */
export type Direction = "past" | "future";

/** What chrono takes for a day and people use for other things. */
const NO_DATE =
  /^(?:sun|sat|mon|tue|wed|thu|fri|so|mo|di|mi|do|fr|sa|mar|dec|now|jetzt|may|march|abend|mittag|nacht|morning|evening|afternoon|night|noon)$/i;
const MONTH_AFTER_ALL = /^(?:March|May)$/;
const GREETED = /(?:good|guten?|schönen?)\s+$/i;
const EXPLICIT_TIME = /\d\s*(?:am|pm|uhr|a\.m\.|p\.m\.)\b|\d:\d\d|\bnoon\b|\bmidnight\b/i;
const DURATION = /\b(?:second|sekunde|minute|hour|stunde)/i;
const PAST_RANGE =
  /^(?:the\s+)?(?:last|past|letzten?|vergangenen?)\s+(?:\d+|\p{L}+)\s+(?:days|weeks|months|tagen?|wochen|monaten?)$/iu;
const WEEK = /^(?:last|this|next|letzte|nächste|kommende|vergangene)r?n?\s+(?:week|woche)$/i;
const SAYS_DIRECTION = /last|past|next|this|coming|letzt|vergangen|vorig|nächst|kommend|diese/i;
const SINCE = /(?<!\p{L})(?:since|seit(?: dem| letztem)?)\s$/iu;
const UNTIL =
  /(?<!\p{L})(?:until|till?|by|before|bis(?: zum| spätestens)?|vor|spätestens(?: am)?)\s(?:on\s)?$/iu;

/**
 * The days that chrono's result means: whole weeks, months and years as such, *since* up to today, *within* from
 * today. The result's offsets are right; its words are read from the source.
 * @param today days since 1970
 * @param direction of a weekday; otherwise the nearest
 * @returns `undefined` for what people rarely mean as a day: `sat`, `now`, `2 to 3`, and years that are none
 */
export function readChronoResult(
  { start, end, index: from, text }: ParsedResult,
  source: string,
  today: number,
  direction: Direction | undefined,
): DateMention | undefined {
  if (!isNear(start) || (end && !isNear(end))) return undefined;
  const to = from + text.length;
  const words = source.slice(from, to);
  const before = source.slice(Math.max(0, from - 20), from);
  if (NO_DATE.test(words) && !MONTH_AFTER_ALL.test(words) && !/\bin\s$/i.test(before)) return undefined;
  if (GREETED.test(before) || DURATION.test(words)) return undefined;
  const namesDay = (["day", "weekday", "month", "year"] as const).some((part) => start.isCertain(part));
  const hasTime = start.isCertain("hour") && EXPLICIT_TIME.test(words);
  if (!namesDay && start.isCertain("hour") && !hasTime) return undefined;
  const mention = (fromDay: number, toDay: number, kind: DateMention["kind"], confidence: number) => ({
    ...{ start: from, end: to, fromDay, toDay, confidence },
    kind: fromDay === toDay ? kind : ("days" as const),
    clock: hasTime ? clockOf(start) : "",
  });
  const whole = wholeSpan(words, start, today);
  if (whole !== undefined) return mention(whole[0], whole[1], "day", 0.85);
  const isSince = SINCE.test(before);
  const meant = isSince ? "past" : UNTIL.test(before) ? "future" : direction;
  const first = directed(start, today, SAYS_DIRECTION.test(words) ? undefined : meant);
  if (end && end.isCertain("hour") === start.isCertain("hour")) {
    const last = dayOf(end) < first ? dayOf(end) + 7 : dayOf(end);
    if (last !== first && last > first) return mention(first, last, "day", 0.95);
  }
  if (isSince) return mention(Math.min(first, today), today, "day", 0.85);
  if (/^(?:within|innerhalb)/i.test(words))
    return mention(Math.min(first, today), Math.max(first, today), "day", 0.85);
  if (PAST_RANGE.test(words)) return mention(Math.min(first, today), today, "day", 0.85);
  const isWeekday = start.isCertain("weekday") && !start.isCertain("day");
  const kind = !namesDay && hasTime ? "time" : isWeekday ? "weekday" : "day";
  return mention(first, first, kind, start.isCertain("day") || isWeekday ? 0.95 : 0.7);
}

/** A day that a support message can be about; others are numbers that look like one. */
function isNear(components: ParsedComponents): boolean {
  const year = components.get("year") ?? Number.NaN;
  return year >= 1900 && year <= 2200 && Number.isFinite(dayOf(components));
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
    const dayOfMonth = Number(dayAfterMonth[1]);
    const day = dayNumber(nearestYear(month, dayOfMonth, today), month, dayOfMonth);
    return [day, day];
  }
  if (start.isCertain("month")) return monthDays(year, month);
  return start.isCertain("year") ? [dayNumber(year, 1, 1), dayNumber(year, 12, 31)] : undefined;
}

function dayOf(components: ParsedComponents): number {
  return dayNumber(components.get("year") ?? 1970, components.get("month") ?? 1, components.get("day") ?? 1);
}

/** A day of the week in the direction that is meant. */
function directed(components: ParsedComponents, today: number, direction: Direction | undefined): number {
  const day = dayOf(components);
  // "last" and "next" have said it; chrono is then a week and more away.
  if (Math.abs(day - today) > 6 || components.isCertain("day") || !components.isCertain("weekday"))
    return day;
  if (direction === "past") return day > today ? day - 7 : day;
  return direction === "future" && day < today ? day + 7 : day;
}

function clockOf(components: ParsedComponents): string {
  const two = (number: number | null) => String(number ?? 0).padStart(2, "0");
  return `T${two(components.get("hour"))}:${two(components.get("minute"))}`;
}
