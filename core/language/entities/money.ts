import type { Entity } from "./entity.js";
import { numberWord, writtenNumber } from "./number-words.js";

/** What people write for a currency, in lower case → ISO 4217. */
const CURRENCIES: Readonly<Record<string, string>> = {
  "€": "EUR",
  eur: "EUR",
  euro: "EUR",
  euros: "EUR",
  $: "USD",
  us$: "USD",
  usd: "USD",
  dollar: "USD",
  dollars: "USD",
  "£": "GBP",
  gbp: "GBP",
  pound: "GBP",
  pounds: "GBP",
  chf: "CHF",
  franken: "CHF",
  francs: "CHF",
  zł: "PLN",
  pln: "PLN",
  sek: "SEK",
  nok: "NOK",
  dkk: "DKK",
  czk: "CZK",
  jpy: "JPY",
  "¥": "JPY",
  cad: "CAD",
  aud: "AUD",
};

/** Whose dollar `$` is, by the country (ISO 3166) that the text is from. */
const DOLLARS: Readonly<Record<string, string>> = { CA: "CAD", AU: "AUD", NZ: "NZD", SG: "SGD", HK: "HKD" };

const CURRENCY = Object.keys(CURRENCIES)
  .sort((a, b) => b.length - a.length)
  .map((name) => name.replace("$", "\\$"))
  .join("|");
const AMOUNT = "\\d{1,3}(?:[.,'’]\\d{3}){1,3}(?:[.,]\\d{1,2})?|\\d{1,9}(?:[.,]\\d{1,2})?";
const BEFORE = new RegExp(`(?<![\\p{L}\\p{N}])(${CURRENCY})\\s?(${AMOUNT})(?![\\p{L}\\p{N}])`, "giu");
const BEHIND = new RegExp(
  `(?<![\\p{L}\\p{N}]|\\p{N}[.,'’])(${AMOUNT}|\\p{L}{3,16})(?:,[-–]+)?\\s?(${CURRENCY})(?![\\p{L}\\p{N}])`,
  "giu",
);

/**
 * Amounts with a currency before or behind: `€ 12,50`, `12.50 EUR`, `$12`, `zwölf Euro`. `pounds` may be a weight.
 * @param region country (ISO 3166) that says whose dollar `$` is; otherwise the United States'
 */
export function findMoney(text: string, region: string | undefined): Entity[] {
  const found: Entity[] = [];
  const add = (start: number, length: number, currency: string, amount: number | undefined) => {
    const name = currency.toLowerCase();
    const code = name === "$" ? (DOLLARS[region ?? ""] ?? "USD") : CURRENCIES[name];
    if (amount === undefined || code === undefined) return;
    const confidence = name.startsWith("pound") ? 0.6 : 0.95;
    found.push({ type: "money", value: { amount, currency: code }, start, end: start + length, confidence });
  };
  for (const { 0: match, 1: currency = "", 2: amount = "", index } of text.matchAll(BEFORE)) {
    add(index, match.length, currency, writtenNumber(amount));
  }
  for (const { 0: match, 1: amount = "", 2: currency = "", index } of text.matchAll(BEHIND)) {
    add(index, match.length, currency, writtenNumber(amount) ?? numberWord(amount));
  }
  return found;
}
