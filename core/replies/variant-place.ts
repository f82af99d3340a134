import type { ReplyRecord } from "./reply-record.js";

/** For whom a text of a reply is: a segment or everybody, in one language. */
export interface VariantPlace {
  /** Key; `undefined`: for everybody. */
  readonly segment: string | undefined;
  /** BCP 47. */
  readonly locale: string;
}

const PLACE_FIELDS = new Set(["segment", "locale", "body"]);

/** The text of exactly this place; `undefined`: the reply has none. For everybody in the reply's language: its body. */
export function bodyAt(reply: ReplyRecord, place: VariantPlace): string | undefined {
  if (isOwnBody(reply, place)) return reply.body;
  return reply.variants[indexOf(reply, place)]?.body;
}

/** The text that stands for this place now: of exactly this place, else for everybody in the language, else the body. */
export function bodyFor(reply: ReplyRecord, place: VariantPlace): string {
  return bodyAt(reply, place) ?? bodyAt(reply, { ...place, segment: undefined }) ?? reply.body;
}

/** The reply with this text at a place: put beside the others, or instead of the one that is there. */
export function withBodyAt(reply: ReplyRecord, place: VariantPlace, body: string): ReplyRecord {
  if (isOwnBody(reply, place)) return { ...reply, body };
  const index = indexOf(reply, place);
  if (index >= 0)
    return { ...reply, variants: reply.variants.map((each, n) => (n === index ? { ...each, body } : each)) };
  const added = {
    ...(place.segment === undefined ? {} : { segment: place.segment }),
    locale: place.locale,
    body,
  };
  return { ...reply, variants: [...reply.variants, added] };
}

/** One that is for more than a segment and a language is another place. */
function indexOf(reply: ReplyRecord, { segment, locale }: VariantPlace): number {
  return reply.variants.findIndex(
    (variant) =>
      variant.segment === segment &&
      isSameLocale(variant.locale ?? reply.locale, locale) &&
      Object.entries(variant).every(([name, value]) => value === undefined || PLACE_FIELDS.has(name)),
  );
}

function isOwnBody(reply: ReplyRecord, { segment, locale }: VariantPlace): boolean {
  return segment === undefined && isSameLocale(reply.locale, locale);
}

function isSameLocale(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
