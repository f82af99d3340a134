import { isoDay, mondayOf } from "./calendar-day.js";
import type { Entity } from "./entity.js";

/** Days that a text names, and how. */
export interface DateMention {
  /** Offsets in the text. */
  readonly start: number;
  readonly end: number;
  /** Days since 1970, both included. */
  readonly fromDay: number;
  readonly toDay: number;
  /** `T15:00`, or empty. */
  readonly clock: string;
  /** `weekday`: only its name; `time`: only a time of day, taken as today's; `days`: more than one. */
  readonly kind: "day" | "weekday" | "time" | "days";
  readonly confidence: number;
}

/** What may stand between two mentions of one day: `Mittwoch, den 22.4., um 9 Uhr`. */
const JOINT = /^[\s,.]*(?:(?:den|the|um|at|gegen|on|am)\s+)?$/i;

/** Mentions in order of position: of those that overlap the longest, and neighbours that mean one day as one. */
export function joinMentions(text: string, mentions: readonly DateMention[]): readonly DateMention[] {
  const longest = mentions
    .filter((one) => !mentions.some((other) => other !== one && isCovered(one, other, mentions)))
    .sort((a, b) => a.start - b.start);
  const joined: DateMention[] = [];
  for (const mention of longest) {
    const last = joined.at(-1);
    const both =
      last !== undefined && JOINT.test(text.slice(last.end, mention.start))
        ? joinTwo(last, mention)
        : undefined;
    if (both === undefined) joined.push(mention);
    else joined[joined.length - 1] = { ...both, start: last?.start ?? 0, end: mention.end };
  }
  return joined;
}

function isCovered(one: DateMention, other: DateMention, all: readonly DateMention[]): boolean {
  if (one.end <= other.start || one.start >= other.end) return false;
  const longer = other.end - other.start - (one.end - one.start);
  return longer > 0 || (longer === 0 && all.indexOf(other) < all.indexOf(one));
}

function joinTwo(one: DateMention, two: DateMention): DateMention | undefined {
  const kinds = `${one.kind} ${two.kind}`;
  if (kinds === "day time" || kinds === "weekday time") return { ...one, clock: two.clock };
  if (kinds === "time day" || kinds === "time weekday") return { ...two, clock: one.clock };
  if (kinds === "weekday day") return two;
  if (kinds === "day weekday") return one;
  if (kinds === "days weekday") return dayOfWeek(one, two);
  return kinds === "weekday days" ? dayOfWeek(two, one) : undefined;
}

/** `nächste Woche Dienstag` */
function dayOfWeek(week: DateMention, weekday: DateMention): DateMention | undefined {
  if (week.toDay - week.fromDay !== 6 || mondayOf(week.fromDay) !== week.fromDay) return undefined;
  const day = week.fromDay + weekday.fromDay - mondayOf(weekday.fromDay);
  return { ...weekday, fromDay: day, toDay: day, kind: "day" };
}

/** The mention as an entity: a day, or a range of them. */
export function dateEntity({ start, end, fromDay, toDay, clock, confidence }: DateMention): Entity {
  return fromDay === toDay
    ? { type: "date", value: `${isoDay(fromDay)}${clock}`, start, end, confidence }
    : { type: "date_range", value: { from: isoDay(fromDay), to: isoDay(toDay) }, start, end, confidence };
}
