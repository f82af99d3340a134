import { de, en } from "chrono-node";
import { utcOffsetMinutes } from "./calendar-day.js";
import { type DateMention, dateEntity, joinMentions } from "./date-mention.js";
import type { Entity } from "./entity.js";
import { germanDaySpans } from "./german-dates.js";
import { type Direction, readChronoResult } from "./read-chrono-result.js";

/** From where and when dates are meant. */
export interface DateReading {
  /** Primary tag of the text's language: German and English are read, others as English. */
  readonly language: string;
  readonly nowMs: number;
  /** IANA; default UTC. */
  readonly timeZone?: string | undefined;
  /** Country (ISO 3166). `3/5` is 3 May except in the United States. */
  readonly region?: string | undefined;
  /** Where the asked-for day lies, if one is asked for: *Monday* is then the one before, or after, today. */
  readonly expectedDates?: Direction | undefined;
}

/** So far dates are looked for; chrono takes much longer for hostile texts than for messages. */
const MAX_DATE_CHARS = 1_000;

/** Without one of these a text names no day. */
const HINT =
  /\d|day|week|month|year|noon|night|morrow|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|tag|woche|monat|jahr|heute|gestern|morgen|mai|okt|dez|mär|mittwoch/i;

const PAST_TENSE =
  /(?<!\p{L})(?:was|were|did|had|has|have|came|got|went|broke|bought|sent|\p{L}{3,}ed|hat|habe|hab|haben|hatte|war|waren|wurden?|kam|kamen|ging|bekam)(?!\p{L})/iu;
const FUTURE_TENSE =
  /(?<!\p{L})(?:will|can|could|would|shall|please|going to|i'll|deliver|werden?|wird|kann|könn(?:en|t|ten|test)|bitte|brauche|möchte|will|soll|passt|geht)(?!\p{L})/iu;

/**
 * Days and ranges of days that a text names, by `chrono-node` and what it lacks. Whole weeks, months and years are
 * ranges (`in May`), as are *since Friday* (up to today) and *within 30 days*. A time of day alone counts only
 * with *pm*, *Uhr* or a colon, and as today's. A weekday is the one that is asked for, or that the sentence's tense
 * tells, or the nearest; another day without its year the nearest. The first 1,000 characters are read.
 */
export function findDates(text: string, reading: DateReading): Entity[] {
  const source = text.slice(0, MAX_DATE_CHARS);
  if (!HINT.test(source)) return [];
  const offset = utcOffsetMinutes(reading.timeZone ?? "UTC", reading.nowMs);
  const today = Math.floor((reading.nowMs + offset * 60_000) / 86_400_000);
  const isGerman = reading.language === "de";
  const parser = isGerman ? de.casual : reading.region === "US" ? en.casual : en.GB;
  const direction = reading.expectedDates ?? tenseOf(source);
  const results = parser.parse(prepare(source, isGerman), {
    instant: new Date(reading.nowMs),
    timezone: offset,
  });
  const mentions: readonly DateMention[] = [
    ...results.flatMap((result) => readChronoResult(result, source, today, direction) ?? []),
    ...(isGerman ? germanDaySpans(source, today) : []),
  ];
  return joinMentions(source, mentions).map(dateEntity);
}

function tenseOf(text: string): Direction | undefined {
  const [isPast, isFuture] = [PAST_TENSE.test(text), FUTURE_TENSE.test(text)];
  if (isPast === isFuture) return undefined;
  return isPast ? "past" : "future";
}

/** Rewrites what chrono misreads, and keeps every character's place. */
function prepare(text: string, isGerman: boolean): string {
  // chrono is slow where there is much white space.
  const compact = text.replace(/\s{3,}/g, (spaces) => ".".repeat(spaces.length));
  if (isGerman) {
    return compact
      .replace(
        /(\bzwischen\s(?:dem\s)?(?:\d{1,2}\.(?:\s?\p{L}{3,9})?|\p{L}{2,7}(?:tag|woch))\s)und(?!\p{L})/giu,
        "$1bis",
      )
      .replace(/(\bbis\s)dem\s/gi, "$1    ");
  }
  return compact
    .replace(
      /(\bbetween\s(?:(?:\p{L}{3,9}\s)?\d{1,2}(?:st|nd|rd|th)?(?:\s\p{L}{3,9})?|\p{L}{3,6}day)\s)and(?!\p{L})/giu,
      "$1 - ",
    )
    .replace(/\bfrom\s(?=\d)/gi, "     ");
}
