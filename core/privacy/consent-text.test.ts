import { describe, expect, it } from "vitest";
import { consentWording, DEFAULT_CONSENT_TEXT, parseConsentText } from "./consent-text.js";

const OWN = `
version: 2026-04
purposes: [personalization, analytics]
texts:
  en: { question: "May we?", yes: "Yes", no: "No", thanksYes: "Thanks", thanksNo: "Fine" }
  pt-BR: { question: "Podemos?", yes: "Sim", no: "Não", thanksYes: "Obrigado", thanksNo: "Certo" }
`;

describe("parseConsentText", () => {
  it("reads a company's own question", () => {
    const text = parseConsentText(OWN);
    expect(text).toMatchObject({ version: "2026-04", purposes: ["personalization", "analytics"] });
    expect(text.texts["pt-BR"]?.yes).toBe("Sim");
  });

  it("asks for personalization unless told otherwise, and takes a number for a version", () => {
    const text = parseConsentText(OWN.replace(/purposes.*\n/, "").replace("2026-04", "7"));
    expect(text).toMatchObject({ version: "7", purposes: ["personalization"] });
  });

  it("names all problems at once, and no more than the rule", () => {
    const wrong = `
version: "with space"
purposes: [service, personalization]
extra: 1
texts:
  de: { question: "", yes: "${"x".repeat(41)}", no: "Nein", thanksYes: "Danke" }
`;
    const problem = (): unknown => parseConsentText(wrong);
    expect(problem).toThrow(expect.objectContaining({ code: "config_invalid" }));
    for (const part of [
      "version must be 1 to 40 letters",
      "purposes.0 must be one of personalization, analytics, model_training, marketing",
      "texts.de.question must not be empty",
      "texts.de.yes is over 40 characters",
      "texts.de.thanksNo must be text",
      '"extra"',
    ]) {
      expect(problem).toThrow(part);
    }
  });

  it.each([
    ["nothing", ""],
    ["a list", "- 1"],
    ["broken YAML", "version: [1"],
    ["no English", OWN.replace("en:", "fr:")],
    ["a purpose twice", OWN.replace("analytics", "personalization")],
    ["an alias of nothing", OWN.replace("2026-04", "*a")],
  ])("refuses %s", (_, yaml) => {
    expect(() => parseConsentText(yaml)).toThrow(expect.objectContaining({ code: "config_invalid" }));
  });
});

describe("the built-in question", () => {
  it.each(["en", "de"])("says in %s what for, and how to stop", (locale) => {
    const wording = DEFAULT_CONSENT_TEXT.texts[locale];
    expect(wording?.question).toMatch(/orders|Bestellungen/);
    expect(wording?.question).toMatch(/stop using my data|Nutze meine Daten nicht mehr/);
    expect(Math.max(wording?.yes.length ?? 99, wording?.no.length ?? 99)).toBeLessThanOrEqual(40);
  });
});

describe("consentWording", () => {
  it.each([
    ["de-AT", "de"],
    ["DE", "de"],
    ["en-US", "en"],
    ["ja", "en"],
    ["", "en"],
  ])("of %j is in %s", (language, locale) => {
    expect(consentWording(DEFAULT_CONSENT_TEXT, language).locale).toBe(locale);
  });

  it("takes the exact language before its family", () => {
    const text = parseConsentText(OWN);
    expect(consentWording(text, "pt-br").locale).toBe("pt-BR");
    expect(consentWording(text, "pt-PT").locale).toBe("en");
  });
});
