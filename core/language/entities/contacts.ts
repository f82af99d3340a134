import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js";
import type { Entity } from "./entity.js";

/** Lengths after RFC 5321; one address cannot be read in two ways, so it is read in one pass. */
const EMAIL =
  /(?<![\p{L}\p{N}.!#$%&'*+/=?^_`{|}~@-])[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}(?![\p{L}\p{N}@])/gu;

/** E-mail addresses, in lower case. */
export function findEmails(text: string): Entity[] {
  return Array.from(text.matchAll(EMAIL), ({ 0: address, index }) => ({
    type: "email",
    value: address.toLowerCase(),
    start: index,
    end: index + address.length,
    confidence: 0.98,
  }));
}

/** Digits as numbers of telephones group them. */
const DIAL = /(?<![\p{L}\p{N}.,#-])(?:\+|\()?\d(?:[ ()/.-]{0,2}\d){5,16}(?![\p{L}\p{N}])/gu;
const DATE = /^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|^\d{4}-\d{2}-\d{2}/;
const CUE =
  /(?:phone|telefon|\btel\b|\bcall|\bring\b|mobile|\bcell|handy|\bruf|anruf|erreich|\bmy number|\bmeine nummer)[^\d]{0,24}$/i;

/** A plus sign and 15 digits (ITU-T E.164). */
const MAX_E164_CHARS = 16;

/** So many candidates are tried; a message with more of them is a list, and no number to call. */
const MAX_CANDIDATES = 8;

/**
 * Numbers to call, as E.164. A number must be valid, and look dialled: with a leading `+`, `0` or bracket, in
 * American groups, or behind a word such as *call*. `findPhoneNumbersInText` takes dates and prices for numbers,
 * and takes 100 ms for 4,000 hostile characters, so that it is not used.
 * @param region country (ISO 3166) of numbers without a country code; without it they are not read
 */
export function findPhones(text: string, region: string | undefined): Entity[] {
  const country = region !== undefined && isSupportedCountry(region) ? region : undefined;
  const found: Entity[] = [];
  let tried = 0;
  for (const { 0: candidate, index } of text.matchAll(DIAL)) {
    if (++tried > MAX_CANDIDATES) break;
    if (DATE.test(candidate)) continue;
    const american = /^\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}$/.test(candidate);
    const cued = CUE.test(text.slice(Math.max(0, index - 32), index));
    if (!/^[+(0]/.test(candidate) && !american && !cued) continue;
    const phone = readPhone(candidate, country);
    if (phone === undefined) continue;
    const confidence = candidate.startsWith("+") || cued ? 0.95 : 0.8;
    found.push({ type: "phone", value: phone.value, start: index, end: index + phone.length, confidence });
  }
  return found;
}

/** The valid number at the candidate's beginning: what follows it may be another number, so groups are dropped. */
function readPhone(candidate: string, country: CountryCode | undefined) {
  for (let digits = candidate; digits.length >= 6; digits = digits.replace(/[ ()/.-]*\d+$/, "")) {
    const number = parsePhoneNumberFromString(digits.replace(/^00/, "+"), country);
    if (number?.isValid() && number.number.length <= MAX_E164_CHARS)
      return { value: number.number, length: digits.length };
  }
  return undefined;
}
