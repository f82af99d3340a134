import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PROPERTY_RUNS } from "../../property-runs.js";
import { testProducts } from "../../recommend/test-products.js";
import { findPreferences, readPreferences, statesOnlyPreferences } from "./find-preferences.js";
import { preferenceAttributes } from "./preference-attributes.js";
import { isWithdrawal, type PreferenceMention } from "./preference-mention.js";
import {
  measureExtraction,
  type PreferenceSentence,
  parsePreferenceSentences,
  withLabels,
} from "./test-preference-sentences.js";

const attributes = preferenceAttributes(testProducts);
const find = (text: string) => findPreferences(text, attributes);
const said = (text: string) =>
  find(text).map(({ object, polarity, hard }) => `${object} ${hard ? "never" : polarity}`);

const withdrawn = (text: string) =>
  readPreferences(text, attributes)
    .filter(isWithdrawal)
    .map(({ object, polarity }) => `${object} ${polarity}`);

const sentences = parsePreferenceSentences(
  readFileSync(new URL("preference-sentences.tsv", import.meta.url), "utf8"),
);

const ofHalf = (half: PreferenceSentence["half"]) => sentences.filter((sentence) => sentence.half === half);

describe("the sentences with and without preferences", () => {
  it("are enough, of both languages, and labelled with what the shop has", () => {
    const frozen = ofHalf("frozen");
    expect(sentences.length).toBeGreaterThanOrEqual(300);
    expect(frozen.length).toBeGreaterThanOrEqual(240);
    expect(frozen.filter(({ language }) => language === "de").length).toBe(frozen.length / 2);
    const objects = sentences
      .flatMap(({ labels }) => labels)
      .flatMap(({ kind, object }) => (kind === "product" ? [object] : []));
    expect(objects.filter((object) => !attributes.products.has(object))).toEqual([]);
  });

  it.each(["tune", "frozen"] as const)("give their preferences, in the half %s", (half) => {
    const measured = measureExtraction(withLabels(ofHalf(half), "stated"), find);
    console.info(`preferences, ${half} half: ${JSON.stringify(measured)}`);
    expect(measured.precision).toBeGreaterThanOrEqual(0.95);
    expect(measured.recall).toBeGreaterThanOrEqual(0.85);
  });

  it("give what they withdraw", () => {
    const withdrawals = (text: string) => readPreferences(text, attributes).filter(isWithdrawal);
    const measured = measureExtraction(withLabels(ofHalf("tune"), "withdrawn"), withdrawals);
    console.info(`withdrawals: ${JSON.stringify(measured)}`);
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

  it.each([
    ["I'm not allergic to down", ["down avoids"], []],
    ["I'm allergic to wool, not down", ["down avoids"], ["wool never"]],
    ["I'm not allergic to wool, I just don't like it", ["wool avoids"], ["wool avoids"]],
    ["my wife is allergic to wool but I'm not", ["wool avoids"], []],
    ["forget what I said about wool", ["wool avoids", "wool likes"], []],
    ["Vergesst nicht, dass ich gegen Daunen allergisch bin", [], ["down never"]],
    ["my wife isn't allergic to down any more", [], []],
    ["am I not allergic to down?", [], []],
    ["if I weren't allergic to down I'd buy it", [], []],
    ["you may call me again", ["phone avoids"], []],
    ["you may call me again tomorrow after 5", [], []],
    ["forget what I said about German", [], []],
  ])("%j withdraws %j and states %j", (text, taken, expected) => {
    expect([withdrawn(text), said(text)]).toEqual([taken, expected]);
  });

  it("knows a joke about an allergy, and what a doctor says of one", () => {
    expect(withdrawn("I'm not allergic to down. Just kidding.")).toEqual([]);
    expect(said("I'm allergic to down. Just kidding.")).toEqual([]);
    expect(said("I'm allergic to down, my doctor said.")).toEqual(["down never"]);
    expect(said("I'm allergic to down, my wife said.")).toEqual([]);
    expect(withdrawn("I'm allergic to down. And the price of the parcel? That is wrong.")).toEqual([]);
  });

  it("forgets within a message what it withdraws later, and the other way round", () => {
    expect(said("I'm allergic to down. Sorry, I'm not allergic to down.")).toEqual([]);
    expect(said("I'm not allergic to down. Sorry, I am allergic to down.")).toEqual(["down never"]);
    expect(said("I'm allergic to down, and I don't like down.")).toEqual(["down never"]);
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
        "not",
        "again",
        "you may",
        "forget that",
        "vergiss",
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
        const taken = readPreferences(given, attributes).filter(isWithdrawal);
        const keys = taken.map(({ kind, object, polarity }) => `${kind}:${object}:${polarity}`);
        expect(new Set(keys).size).toBe(keys.length);
        for (const { kind, hard } of taken) expect([kind === "language", hard]).toEqual([false, false]);
      }),
      { numRuns: PROPERTY_RUNS * 10 },
    );
  });
});

describe("statesOnlyPreferences", () => {
  it.each([
    "never call me",
    "Please never call me, thanks!",
    "Hi, please answer in German.",
    "Bitte antworten Sie auf Englisch, danke",
    "I'm allergic to down and I hate wool",
    "I'm not allergic to down after all",
  ])("is true of %j", (text) => {
    expect(statesOnlyPreferences(text, attributes)).toBe(true);
  });

  it.each([
    "I'm allergic to down, what can I buy?",
    "where is my order? never call me",
    "my wife prefers wool",
    "thanks!",
    "please call me",
    "",
  ])("is false of %j", (text) => {
    expect(statesOnlyPreferences(text, attributes)).toBe(false);
  });
});
