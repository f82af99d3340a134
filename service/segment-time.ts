/**
 * ISO 8601 as senders write it: the date alone or with a time, whose parts may lack a leading zero; `T` or a space
 * between; up to nanoseconds; with an offset, or else in UTC.
 */
const ISO =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)? ?(Z|z|UTC|[+-]\d{2}:?\d{2})?)?$/;

/** Numbers below it are seconds: as milliseconds they would be of 1970 (Segment's own `new-date` draws it here). */
const SECONDS_BELOW = 31_557_600_000;

const MINUTE_MS = 60_000;

/**
 * A moment as a sender wrote it: ISO 8601, or a Unix time in seconds or milliseconds.
 * @returns milliseconds since 1970; `undefined` if it is none, or before 1970
 */
export function parseMoment(given: unknown): number | undefined {
  if (typeof given === "number") return unixMoment(given);
  if (typeof given !== "string") return undefined;
  const text = given.trim();
  return /^\d{9,14}$/.test(text) ? unixMoment(Number(text)) : isoMoment(text);
}

function unixMoment(given: number): number | undefined {
  const ms = Math.round(given < SECONDS_BELOW ? given * 1000 : given);
  return ms >= 0 && ms <= Date.UTC(9999, 11, 31) ? ms : undefined;
}

function isoMoment(text: string): number | undefined {
  const [whole, ...parts] = ISO.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(0, 6)
    .map((part = "0") => Number(part));
  const [fraction = "", zone = ""] = parts.slice(6);
  // A leap second is told as the first of the next minute.
  if (year < 1970 || month < 1 || month > 12 || hour > 23 || minute > 59 || second > 60) return undefined;
  if (day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return undefined;
  const ms = Number(fraction.slice(0, 3).padEnd(3, "0"));
  const at = Date.UTC(year, month - 1, day, hour, minute, second, ms) - offsetMinutes(zone) * MINUTE_MS;
  return at >= 0 ? at : undefined;
}

function offsetMinutes(zone: string): number {
  if (!/^[+-]/.test(zone)) return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith("-") ? -minutes : minutes;
}

/** What a call says of time, as it came. */
export interface SaidTimes {
  readonly timestamp?: unknown;
  readonly originalTimestamp?: unknown;
  readonly sentAt?: unknown;
}

/**
 * When a call happened, by our clock: `receivedAt - (sentAt - originalTimestamp)`, which takes out by how much the
 * sender's clock is off ("Spec: Common Fields", Timestamps). What libraries send as `timestamp` is the original one.
 * Without it the call happened when it came; without `sentAt` the sender's clock is believed. Nothing happens after
 * it came.
 * @returns milliseconds; `undefined` if a time was said that is none
 */
export function occurredAtMs(
  { timestamp, originalTimestamp, sentAt }: SaidTimes,
  receivedAtMs: number,
): number | undefined {
  const said = isAbsent(originalTimestamp) ? timestamp : originalTimestamp;
  if (isAbsent(said)) return receivedAtMs;
  const original = parseMoment(said);
  if (original === undefined) return undefined;
  const sent = parseMoment(sentAt) ?? receivedAtMs;
  return Math.max(0, Math.min(receivedAtMs - (sent - original), receivedAtMs));
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}
