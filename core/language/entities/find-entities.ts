import { primaryTag } from "../primary-tag.js";
import { MAX_TEXT_CHARS } from "../text-features.js";
import type { CatalogueIndex } from "./catalogue-index.js";
import { findEmails, findPhones } from "./contacts.js";
import { findCountries } from "./countries.js";
import { type DateReading, findDates } from "./dates.js";
import type { Entity, EntityType } from "./entity.js";
import { type EntityPattern, findPattern } from "./entity-pattern.js";
import { findCatalogueNames } from "./find-catalogue-names.js";
import { findMoney } from "./money.js";
import { findOrderNumbers } from "./order-numbers.js";
import { findQuantities } from "./quantities.js";
import { textTokens } from "./text-token.js";

/** What a text is read with. */
export interface EntityReading extends DateReading {
  /** BCP 47. */
  readonly language: string;
  /** Of `catalogueIndex`. */
  readonly catalogue?: CatalogueIndex | undefined;
  /** Of `compileEntityPattern`. */
  readonly patterns: readonly EntityPattern[];
  /** The customer's own order numbers. */
  readonly ownOrders: readonly string[];
}

/** Whose reading stands where two overlap: what can hardly be anything else comes first. */
const PRECEDENCE: readonly EntityType[] = [
  "email",
  "pattern",
  "money",
  "date_range",
  "date",
  "phone",
  "order_number",
  "product",
  "country",
  "category",
  "quantity",
];

/** A product of whose name only a part is there, or a shape that may be a code, yields to what is surer. */
const HALF_NAMED = 0.65;

/**
 * What a text names: orders and other tenant patterns, days, money, quantities, addresses, numbers to call,
 * products, categories, countries. No model: rules, lists and the catalogue.
 * @returns in order of position, none overlapping another; empty for a text that names nothing. The first 4,000
 * characters are read.
 */
export function findEntities(text: string, reading: EntityReading): readonly Entity[] {
  const source = text.slice(0, MAX_TEXT_CHARS);
  const tokens = textTokens(source);
  const language = primaryTag(reading.language);
  const region = reading.region ?? (language === "de" ? "DE" : undefined);
  const orderPattern = reading.patterns.find(({ name }) => name === "order_number");
  const things = reading.catalogue === undefined ? [] : findCatalogueNames(source, tokens, reading.catalogue);
  const found = [
    ...findOrderNumbers(source, tokens, { ownOrders: reading.ownOrders, pattern: orderPattern }),
    ...reading.patterns
      .filter((pattern) => pattern !== orderPattern)
      .flatMap((pattern) => findPattern(source, pattern)),
    ...findEmails(source),
    ...findPhones(source, region),
    ...findMoney(source, region),
    ...findDates(source, { ...reading, language }),
    ...things,
    ...findCountries(source, tokens, language),
  ];
  const standing = withoutOverlaps(found);
  const quantities = findQuantities(
    source,
    standing.filter(({ type }) => type === "product" || type === "category"),
  );
  return withoutOverlaps([...standing, ...quantities]);
}

/** The best of those that overlap, by certainty, kind, length and confidence; in order of position. */
function withoutOverlaps(found: readonly Entity[]): Entity[] {
  const rank = ({ type, confidence }: Entity) => {
    if (confidence === 1) return -1;
    return confidence < HALF_NAMED ? PRECEDENCE.length : PRECEDENCE.indexOf(type);
  };
  const ranked = found
    .map((entity, place) => ({ entity, place }))
    .sort(
      ({ entity: a, place: placeA }, { entity: b, place: placeB }) =>
        rank(a) - rank(b) ||
        b.end - b.start - (a.end - a.start) ||
        b.confidence - a.confidence ||
        placeA - placeB,
    );
  const standing: Entity[] = [];
  for (const { entity } of ranked) {
    if (standing.every(({ start, end }) => entity.end <= start || entity.start >= end)) standing.push(entity);
  }
  return standing.sort((a, b) => a.start - b.start);
}
