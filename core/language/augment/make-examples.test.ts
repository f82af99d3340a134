import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PROPERTY_RUNS } from "../../property-runs.js";
import { seededRandom } from "../../seeded-random.js";
import { catalogueIndex } from "../entities/catalogue-index.js";
import { toyExamples } from "../test-toy-examples.js";
import type { TextExample } from "../text-example.js";
import { MADE_WEIGHT } from "./augmentation.js";
import { augmentersOf } from "./augmenters.js";
import { backOffNgrams } from "./back-off-ngrams.js";
import { learnSynonyms, listedSynonyms } from "./learn-synonyms.js";
import { paraphraseBySynonyms } from "./paraphrase-by-synonyms.js";
import { swapSlots } from "./swap-slots.js";

const of = (label: string, ...texts: readonly string[]): readonly TextExample[] =>
  texts.map((text) => ({ text, label, weight: 1 }));
const textsOf = (examples: readonly TextExample[]) => examples.map(({ text }) => text);

/** Parcel and package are used alike. So are late and early, but for other labels. */
const SHIPPING = [
  ...of(
    "late",
    "my parcel comes late again",
    "my package comes late again",
    "the parcel arrived late today",
    "the package arrived late today",
    "where does the parcel stay",
    "where does the package stay",
  ),
  ...of(
    "early",
    "it comes early again",
    "it arrived early today",
    "you came early again",
    "he arrived early today",
  ),
];

describe("synonyms", () => {
  it("are words that are used alike, for the same labels", async () => {
    const synonyms = await learnSynonyms(SHIPPING);
    expect(synonyms.get("parcel")).toEqual(["package"]);
    expect(synonyms.get("package")).toEqual(["parcel"]);
    expect(synonyms.has("late")).toBe(false);
    expect(synonyms.has("early")).toBe(false);
  });

  it("are those that a list gives", async () => {
    expect([...listedSynonyms([["Parcel", "package"]])]).toEqual([
      ["parcel", ["package"]],
      ["package", ["Parcel"]],
    ]);
  });

  it("are none of rare words", async () => {
    expect((await learnSynonyms(of("late", "my parcel is late", "my package is late"))).size).toBe(0);
    expect((await learnSynonyms([])).size).toBe(0);
  });

  it("say a text in other words, capitals and punctuation as they were", async () => {
    const synonyms = listedSynonyms([["parcel", "package"]]);
    const made = await paraphraseBySynonyms(
      of("late", "Parcel? The PARCEL's late.", "thanks"),
      seededRandom(1),
      synonyms,
    );
    expect(made).toHaveLength(1);
    expect(made[0]?.weight).toBe(MADE_WEIGHT);
    expect(made[0]?.label).toBe("late");
    expect(made[0]?.text).toMatch(/^(Parcel|Package)\? The (PARCEL|Package)'s late\.$/);
    expect(made[0]?.text).toContain("ackage");
  });

  it("keep what a ticket says of its context, and how little it weighs", async () => {
    const [one] = await paraphraseBySynonyms(
      [{ text: "my parcel", label: "late", weight: 0.3, context: ["intent-1=order"] }],
      seededRandom(1),
      listedSynonyms([["parcel", "package"]]),
    );
    expect(one).toEqual({
      text: "my package",
      label: "late",
      weight: 0.3 * MADE_WEIGHT,
      context: ["intent-1=order"],
    });
  });

  it("make nothing that is there already", async () => {
    const synonyms = listedSynonyms([["parcel", "package"]]);
    expect(await paraphraseBySynonyms(SHIPPING.slice(0, 2), seededRandom(1), synonyms)).toEqual([]);
  });
});

describe("slots", () => {
  const reading = { languageOf: () => "en", nowMs: Date.UTC(2026, 0, 15) };

  it("are exchanged for others of the same kind", async () => {
    const examples = [
      ...of("cancel", "cancel order A-1001 please"),
      ...of("where", "where is order B-2002 now"),
      ...of("thanks", "thank you"),
    ];
    expect(textsOf(await swapSlots(examples, seededRandom(1), reading))).toEqual([
      "cancel order B-2002 please",
      "where is order A-1001 now",
    ]);
  });

  it("are products of the catalogue, and days", async () => {
    const catalogue = catalogueIndex([
      { sku: "S1", name: "Squall Jacket", category: "Jackets" },
      { sku: "S2", name: "Ridge Tent", category: "Tents" },
    ]);
    const examples = of("a", "the Squall Jacket came on 3 May 2026", "a Ridge Tent by 12 June 2026, please");
    const made = textsOf(await swapSlots(examples, seededRandom(1), { ...reading, catalogue }));
    expect(made).toHaveLength(2);
    expect(made[0]).toMatch(/^the Ridge Tent came .*12 June 2026$/);
    expect(made[1]).toMatch(/^a Squall Jacket .*3 May 2026, please$/);
  });

  it("stay where there is no other, or another language has it", async () => {
    const examples = of("a", "order A-1001 please", "Bestellung B-2002 bitte");
    const languageOf = (text: string) => (text.startsWith("B") ? "de" : "en");
    expect(await swapSlots(examples, seededRandom(1), { ...reading, languageOf })).toEqual([]);
    expect(await swapSlots([], seededRandom(1), reading)).toEqual([]);
  });
});

/** By 30 seeds. */
async function manyOf(examples: readonly TextExample[]): Promise<readonly TextExample[]> {
  const seeds = Array.from({ length: 30 }, (_, seed) => seed);
  return (await Promise.all(seeds.map((seed) => backOffNgrams(examples, seededRandom(seed))))).flat();
}

describe("n-grams with back-off", () => {
  it("put together what goes on in several ways", async () => {
    const examples = of("late", "my parcel is late", "your parcel is gone", "the box is late");
    const made = new Set(textsOf(await manyOf(examples)));
    // After "parcel is" it goes on in two ways; after "box is" in one, so that "is" alone decides.
    expect([...made].sort()).toEqual(["my parcel is gone", "the box is gone", "your parcel is late"]);
  });

  it("stay within a label, and make nothing of two texts", async () => {
    const examples = [
      ...of("a", "one two three", "one two four", "zero two three"),
      ...of("b", "five two six", "seven two eight"),
    ];
    const made = await manyOf(examples);
    expect(new Set(textsOf(made))).toEqual(new Set(["zero two four"]));
    expect(made.every(({ label, weight }) => label === "a" && weight === MADE_WEIGHT)).toBe(true);
  });

  it("end where a text runs in a circle", async () => {
    const examples = of("a", "so and so and so and so", "and so and so and so", "so and and so so and");
    const made = await manyOf(examples);
    expect(Math.max(...made.map(({ text }) => text.split(" ").length))).toBeLessThanOrEqual(40);
  });

  it("go on only as some text of the label did", async () => {
    const { train } = toyExamples(1);
    const pairs = new Set(
      train.flatMap(({ text, label }) => {
        const words = ["", ...text.split(/\s+/), ""];
        return words.slice(1).map((word, at) => `${label}: ${words[at]} ${word}`);
      }),
    );
    for (const { text, label } of await backOffNgrams(train, seededRandom(1))) {
      const words = ["", ...text.split(" "), ""];
      words.slice(1).forEach((word, at) => {
        expect(pairs).toContain(`${label}: ${words[at]} ${word}`);
      });
    }
  });
});

it("whatever makes examples makes new ones of known labels, the same again by the same seed", async () => {
  const makers = Object.entries(augmentersOf({ languageOf: () => "en", nowMs: Date.UTC(2026, 0, 15) }));
  expect(makers.map(([name]) => name)).toEqual(["synonyms", "slots", "n-grams"]);
  const words = fc.constantFrom(
    "my",
    "parcel",
    "package",
    "late",
    "A-1001",
    "B-2002",
    "3 May",
    "12",
    "is",
    "?",
  );
  const texts = fc.array(words, { minLength: 1, maxLength: 7 }).map((parts) => parts.join(" "));
  const examples = fc.array(
    fc.record({ text: texts, label: fc.constantFrom("a", "b"), weight: fc.constantFrom(1, 0.3) }),
    { maxLength: 20 },
  );
  await fc.assert(
    fc.asyncProperty(examples, fc.nat(), async (given, seed) => {
      const known = new Set(textsOf(given));
      const labels = new Set(given.map(({ label }) => label));
      for (const [name, make] of makers) {
        const made = await make(given, seededRandom(seed));
        expect(await make(given, seededRandom(seed)), name).toEqual(made);
        for (const { text, label, weight } of made) {
          expect(known, name).not.toContain(text);
          expect(labels).toContain(label);
          expect(weight).toBeGreaterThan(0);
          expect(weight).toBeLessThan(1);
        }
      }
    }),
    { numRuns: PROPERTY_RUNS },
  );
});
