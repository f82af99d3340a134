const DATE_STYLES = ["full", "long", "medium", "short"] as const;
const MONEY = /^(-?\d+(?:\.\d+)?)(?: ([A-Z]{3}))?$/;
const NUMBER = /^-?\d+(?:\.\d+)?$/;
const DAY = /^\d{4}-\d{2}-\d{2}/;
const ZONED_TIME = /T\d{2}:\d{2}.*(?:Z|[+-]\d{2}:?\d{2})$/;

/**
 * An amount in a locale's words: `120.00 EUR` is `€120.00` in English and `120,00 €` in German.
 * @param value a number, or digits with or without an ISO 4217 code behind them (`120`, `120.00 EUR`)
 * @param currency ISO 4217; needed where `value` has none
 * @throws Error if it is no amount, or has no currency
 */
export function moneyInWords(value: unknown, currency: unknown, locale: string): string {
  const [, amount, own] = MONEY.exec(String(value).trim()) ?? [];
  const code = currency ?? own;
  if (amount === undefined) throw new Error("money: takes an amount, such as 120.00 EUR");
  if (typeof code !== "string") throw new Error('money: names no currency, as money: "EUR" does');
  return new Intl.NumberFormat(locale, { style: "currency", currency: code }).format(Number(amount));
}

/**
 * A number in a locale's words: `1234.5` is `1,234.5` in English and `1.234,5` in German.
 * @param digits exactly so many behind the point, 0 to 6; by default as many as there are, at most 3
 * @throws Error if it is no finite number
 */
export function numberInWords(value: unknown, digits: unknown, locale: string): string {
  const text = String(value).trim();
  if (!NUMBER.test(text)) throw new Error("number: takes a number");
  if (digits === undefined) return new Intl.NumberFormat(locale).format(Number(text));
  if (typeof digits !== "number" || !Number.isInteger(digits) || digits < 0 || digits > 6) {
    throw new Error("number: takes 0 to 6 digits");
  }
  const fixed = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(locale, fixed).format(Number(text));
}

/**
 * A day in a locale's words: `2026-05-03` is `May 3, 2026` in English and `3. Mai 2026` in German. Of a time with a
 * zone it is the day in UTC, of one without the day that it names.
 * @param style `full` (with the day of the week), `long`, `medium` or `short`; `long` by default
 * @throws Error if it is no ISO 8601 day or time, or there is no such style
 */
export function dateInWords(value: unknown, style: unknown, locale: string): string {
  const text = String(value).trim();
  const dateStyle = DATE_STYLES.find((known) => known === (style ?? "long"));
  if (dateStyle === undefined) throw new Error(`date: takes one of ${DATE_STYLES.join(", ")}`);
  const atMs = DAY.test(text) ? Date.parse(ZONED_TIME.test(text) ? text : text.slice(0, 10)) : Number.NaN;
  if (Number.isNaN(atMs)) throw new Error("date: takes a day, such as 2026-05-03");
  return new Intl.DateTimeFormat(locale, { dateStyle, timeZone: "UTC" }).format(atMs);
}
