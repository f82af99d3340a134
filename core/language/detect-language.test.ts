import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PROPERTY_RUNS } from "../property-runs.js";
import { detectLanguage } from "./detect-language.js";

describe("the prior", () => {
  test.each([
    "ok",
    "hallo",
    "hello",
    "A-1001",
    "order A-1001",
    "Squall Shell",
    "Zelt",
    "danke!",
    "thanks",
    "12,50 €",
    "anna@example.com",
    "https://www.larkfell.example/p/squall-shell",
    "👍",
    "",
  ])("keeps %j", (text) => {
    for (const prior of ["en", "de", "fr"]) {
      expect(detectLanguage(text, { prior, candidates: ["en", "de"] }).language).toBe(prior);
    }
  });

  test.each([
    ["de", "yes please", "en"],
    ["en", "guten Tag", "de"],
    ["en", "Wo bleibt mein Paket?", "de"],
    ["de", "Where is A-1001?", "en"],
    ["de", "Où est ma commande ?", "fr"],
    ["en", "Var är min beställning?", "sv"],
    ["en", "Jeg har ikke fått pakken min ennå", "nb"],
    ["en", "Где мой заказ?", "ru"],
    ["en", "私の注文はどこですか", "ja"],
  ])("%s yields to %j", (prior, text, language) => {
    expect(detectLanguage(text, { prior, candidates: ["en", "de"] }).language).toBe(language);
  });
});

test("the tag is spelt as the prior or the candidates spell it", () => {
  const text = "Wo ist meine Bestellung?";
  expect(detectLanguage(text, { prior: "de-AT", candidates: ["en", "de"] }).language).toBe("de-AT");
  expect(detectLanguage(text, { candidates: ["en", "de-CH"] }).language).toBe("de-CH");
  expect(detectLanguage(text, { prior: "en", candidates: ["en"] }).language).toBe("de");
});

test("without any evidence the first candidate stands, or English", () => {
  expect(detectLanguage("42", { candidates: ["fr", "en"] })).toEqual({
    language: "fr",
    confidence: expect.closeTo(0.45, 1),
  });
  expect(detectLanguage("", { candidates: [] })).toEqual({ language: "en", confidence: 1 });
});

test("any text has a language with a confidence in (0,1]", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
      const { language, confidence } = detectLanguage(text, { prior: "de", candidates: ["en"] });
      expect(language).toMatch(/^[a-z]{2}$/);
      expect(confidence).toBeGreaterThan(0);
      expect(confidence).toBeLessThanOrEqual(1);
    }),
    { numRuns: PROPERTY_RUNS },
  );
});
