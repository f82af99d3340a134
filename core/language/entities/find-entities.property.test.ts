import fc from "fast-check";
import { expect, test } from "vitest";
import { PROPERTY_RUNS } from "../../property-runs.js";
import { catalogueIndex } from "./catalogue-index.js";
import { codeSpelling, compactCode } from "./code-spelling.js";
import type { Entity } from "./entity.js";
import { compileEntityPatterns } from "./entity-pattern.js";
import { type EntityReading, findEntities } from "./find-entities.js";
import { foldText } from "./text-token.js";

const reading: Omit<EntityReading, "language"> = {
  nowMs: Date.UTC(2026, 3, 15, 10),
  timeZone: "America/New_York",
  catalogue: catalogueIndex([
    { sku: "JKT-001", name: "Squall Shell", category: "Jackets" },
    { sku: "SLP-001", name: "Nightjar 400", category: "Sleeping bags & mats" },
  ]),
  patterns: compileEntityPatterns([{ name: "serial", pattern: "[A-Z]{2}[0-9]+" }]),
  ownOrders: ["A-1001", "20391", "7"],
};

/** Texts made of what the finders look for, in any order, and any text at all. */
const texts = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(
          ..."A-1001;#;order ;Bestellung ;€;12,50;1.250,00; EUR;$;+49 170 1234567;may ;Mai ;zwischen dem 3. und 5.; ;\n;last ;99999999;years ago;Squall ;jakcets;a@b.de;two pairs;zwölf ;Norway;to Jersey;31.02.;2026-13-45;bis ;SN12;now;um 25 Uhr".split(
            ";",
          ),
        ),
        fc.string({ maxLength: 3 }),
      ),
      { maxLength: 20 },
    )
    .map((parts) => parts.join("")),
);

test("entities lie within the text in order, apart, with a confidence in (0,1]", () => {
  fc.assert(
    fc.property(texts, fc.constantFrom("en", "de-AT", "fr", "x"), (text, language) => {
      let end = 0;
      for (const entity of findEntities(text, { ...reading, language })) {
        expect(entity.start).toBeGreaterThanOrEqual(end);
        expect(entity.end).toBeGreaterThan(entity.start);
        expect(entity.end).toBeLessThanOrEqual(text.length);
        expect(entity.confidence).toBeGreaterThan(0);
        expect(entity.confidence).toBeLessThanOrEqual(1);
        expect(isNormal(entity)).toBe(true);
        end = entity.end;
      }
    }),
    { numRuns: PROPERTY_RUNS },
  );
});

/** Whether a value has the form that its type promises. */
function isNormal(entity: Entity): boolean {
  const isDay = (day: string) => new Date(`${day}T00:00Z`).toISOString().slice(0, 10) === day;
  switch (entity.type) {
    case "date":
      return isDay(entity.value.slice(0, 10)) && /^(?:T\d\d:\d\d)?$/.test(entity.value.slice(10));
    case "date_range":
      return isDay(entity.value.from) && isDay(entity.value.to) && entity.value.from < entity.value.to;
    case "money":
      return entity.value.amount >= 0 && /^[A-Z]{3}$/.test(entity.value.currency);
    case "phone":
      return /^\+\d{6,15}$/.test(entity.value);
    case "country":
      return /^[A-Z]{2}$/.test(entity.value);
    case "quantity":
      return Number.isInteger(entity.value) && entity.value > 0;
    default:
      return entity.value !== "";
  }
}

test("a text beyond 4,000 characters is not read", () => {
  const far = `${"ok ".repeat(1_334)}A-1001`;
  expect(findEntities(far, { ...reading, language: "en" })).toEqual([]);
});

test("normalising what is normal changes nothing", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(foldText(foldText(text))).toBe(foldText(text));
      expect(codeSpelling(codeSpelling(text))).toBe(codeSpelling(text));
      expect(compactCode(compactCode(text))).toBe(compactCode(text));
    }),
    { numRuns: PROPERTY_RUNS },
  );
});

test("an own order is found however it is spelt", () => {
  const spelling = fc
    .tuple(fc.constantFrom("a", "A"), fc.constantFrom("", "-", " ", " - ", "_"), fc.constantFrom("", "#"))
    .map(([letter, glue, hash]) => `${hash}${letter}${glue}1001`);
  fc.assert(
    fc.property(spelling, (order) => {
      const [found] = findEntities(`where is ${order}?`, { ...reading, language: "en" });
      expect(found).toMatchObject({ type: "order_number", value: "A-1001", known: true, confidence: 1 });
    }),
  );
});
