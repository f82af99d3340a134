const DAY_MS = 86_400_000;

/** Days since 1970-01-01 of a calendar day; days and months beyond their ends count on. */
export function dayNumber(year: number, month: number, day: number): number {
  return Math.floor(Date.UTC(year, month - 1, day) / DAY_MS);
}

/** `2026-05-03` */
export function isoDay(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/** Monday of the day's week (ISO 8601). */
export function mondayOf(number: number): number {
  return number - ((number + 3) % 7);
}

/** First and last day of a month; `month` 0 and 13 are those of the years beside. */
export function monthDays(year: number, month: number): readonly [number, number] {
  return [dayNumber(year, month, 1), dayNumber(year, month + 1, 0)];
}

/** The year in which a day of a month is nearest to a day. */
export function nearestYear(month: number, day: number, to: number): number {
  const year = new Date(to * DAY_MS).getUTCFullYear();
  const distance = (which: number) => Math.abs(dayNumber(which, month, day) - to);
  return [year - 1, year, year + 1].reduce((a, b) => (distance(b) < distance(a) ? b : a));
}

/** Minutes that a zone's (IANA) clocks are ahead of UTC at a moment. An unknown zone counts as UTC. */
export function utcOffsetMinutes(timeZone: string, nowMs: number): number {
  let format = FORMATS.get(timeZone);
  if (format === undefined) {
    format = offsetFormat(timeZone);
    if (FORMATS.size < MAX_FORMATS) FORMATS.set(timeZone, format);
  }
  const name = format.formatToParts(nowMs).find(({ type }) => type === "timeZoneName")?.value ?? "";
  const [, sign = "+", hours = "0", minutes = "0"] = /GMT([+-])(\d{1,2})(?::(\d{2}))?/.exec(name) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** Making one takes longer than reading a message; there are about 600 zones. */
const FORMATS = new Map<string, Intl.DateTimeFormat>();
const MAX_FORMATS = 1_000;

function offsetFormat(timeZone: string): Intl.DateTimeFormat {
  const options = { hour: "numeric", timeZoneName: "longOffset" } as const;
  try {
    return new Intl.DateTimeFormat("en-US", { ...options, timeZone });
  } catch {
    return new Intl.DateTimeFormat("en-US", { ...options, timeZone: "UTC" });
  }
}
