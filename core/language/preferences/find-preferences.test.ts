import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PROPERTY_RUNS } from "../../property-runs.js";
import { testProducts } from "../../recommend/test-products.js";
import { findPreferences } from "./find-preferences.js";
import { preferenceAttributes } from "./preference-attributes.js";
import type { PreferenceMention } from "./preference-mention.js";
import { measureExtraction, parsePreferenceSentences } from "./test-preference-sentences.js";

const attributes = preferenceAttributes(testProducts);
const find = (text: string) => findPreferences(text, attributes);
const said = (text: string) =>
  find(text).map(({ object, polarity, hard }) => `${object} ${hard ? "never" : polarity}`);

const sentences = parsePreferenceSentences(
  readFileSync(new URL("preference-sentences.tsv", import.meta.url), "utf8"),
);

describe("the sentences with and without preferences", () => {
  it("are enough, of both languages, and labelled with what the shop has", () => {
    const frozen = sentences.filter(({ half }) => half === "frozen");
    expect(sentences.length).toBeGreaterThanOrEqual(300);
    expect(frozen.length).toBeGreaterThanOrEqual(240);
    expect(frozen.filter(({ language }) => language === "de").length).toBe(frozen.length / 2);
    const objects = sentences
      .flatMap(({ labels }) => labels)
      .flatMap(({ kind, object }) => (kind === "product" ? [object] : []));
    expect(objects.filter((object) => !attributes.products.has(object))).toEqual([]);
  });

  it.each(["tune", "frozen"] as const)("give their preferences, in the half %s", (half) => {
    const measured = measureExtraction(
      sentences.filter((sentence) => sentence.half === half),
      find,
    );
    console.info(`preferences, ${half} half: ${JSON.stringify(measured)}`);
    expect(measured.precision).toBeGreaterThanOrEqual(0.95);
    expect(measured.recall).toBeGreaterThanOrEqual(0.85);
  });
});

describe("findPreferences", () => {
  it.each([
    ["I prefer wool", ["wool likes"]],
    ["I don't like wool", ["wool avoids"]],
    ["my wife prefers wool", []],
    ['"I love wool" is what he said', []],
    ["I prefer wool, no, I meant synthetic", ["synthetic likes"]],
    ["Ich mag Wolle. Quatsch, ich mag keine Wolle.", ["wool avoids"]],
    ["I'm allergic to down", ["down never"]],
    ["I'm not allergic to down", []],
    ["do you have wool socks?", []],
    ["rufen Sie mich bitte nie an", ["phone never"]],
    ["please answer in German", ["de likes"]],
    ["I love submarines", []],
  ])("%j states %j", (text, expected) => {
    expect(said(text)).toEqual(expected);
  });

  it("knows a tenant's own tags and series", () => {
    const own = preferenceAttributes([
      { sku: "1", name: "Zephyr One", category: "Kites", price: 1, description: "", tags: ["sparrow-proof"] },
      { sku: "2", name: "Zephyr Two", category: "Kites", price: 2, description: "", tags: [] },
    ]);
    const objects = (text: string) => findPreferences(text, own).map(({ object }) => object);
    expect(objects("I prefer Zephyr")).toEqual(["zephyr"]);
    expect(objects("I prefer sparrow-proof ones")).toEqual(["sparrow-proof"]);
    expect(objects("I prefer wool")).toEqual([]);
  });

  it("says how strongly", () => {
    const strength = (text: string) => find(text)[0]?.strength;
    expect(strength("I love wool")).toBe(0.9);
    expect(strength("I prefer wool")).toBe(0.65);
    expect(strength("I slightly prefer wool")).toBe(0.35);
    expect(strength("I'm allergic to wool")).toBe(1);
  });

  it("reads any text, and names only what there is, each once", () => {
    const words = fc.constantFrom(
      ...[
        "I",
        "prefer",
        "don't",
        "like",
        "wool",
        "no",
        ",",
        ".",
        "?",
        '"',
        "down",
        "Daunen",
        "ich",
        "mag",
        "keine",
      ],
      ...[
        "never",
        "call me",
        "%p:wool",
        "%",
        "__proto__",
        "allergic to",
        "nicht",
        "\u0000",
        "ﬁ",
        "but",
        "in German",
      ],
    );
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 200 }),
      fc.array(words, { maxLength: 60 }).map((all) => all.join(" ")),
    );
    fc.assert(
      fc.property(text, (given) => {
        const found: readonly PreferenceMention[] = find(given);
        expect(new Set(found.map(({ kind, object }) => `${kind}:${object}`)).size).toBe(found.length);
        for (const { kind, object, strength } of found) {
          expect(strength > 0 && strength <= 1).toBe(true);
          if (kind === "product") expect(attributes.products.has(object)).toBe(true);
        }
      }),
      { numRuns: PROPERTY_RUNS * 10 },
    );
  });
});
