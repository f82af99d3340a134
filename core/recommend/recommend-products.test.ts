import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findPreferences } from "../language/preferences/find-preferences.js";
import { type PreferenceMention, STRENGTHS } from "../language/preferences/preference-mention.js";
import { parsePreferenceSentences, withLabels } from "../language/preferences/test-preference-sentences.js";
import type { ProductAffinities } from "./product-affinities.js";
import { indexProducts, recommendationReason, recommendProducts } from "./recommend-products.js";
import { testProducts } from "./test-products.js";
import { unsteered } from "./test-steering.js";
import { trainProductAffinities } from "./train-product-affinities.js";

const index = indexProducts(testProducts);
const limit = testProducts.length;

const about = (object: string, polarity: "likes" | "avoids", hard = false): PreferenceMention => ({
  kind: "product",
  object,
  polarity,
  strength: hard ? 1 : 0.65,
  hard,
});
const skus = (...args: Parameters<typeof recommendProducts>) =>
  recommendProducts(...args).map(({ sku }) => sku);
const having = (object: string) => index.attributes.products.get(object) ?? new Set<string>();

describe("recommendProducts", () => {
  // Judged by hand: what is asked for first, then what is preferred among it.
  it.each([
    ["jacket for rain", [], "drizzle-lite"],
    ["sleeping bag", [about("down", "likes")], "eider-300"],
    ["sleeping bag", [about("down", "avoids")], "marmot-hollow"],
    ["tent", [about("ultralight", "likes")], "needle-1"],
    ["boot", [about("leather", "avoids", true)], "fellrunner-mid"],
  ])("for %j with %j begins with %s", (query, preferences, first) => {
    expect(skus(index, { query, preferences, limit: 1 })).toEqual([first]);
  });

  it("recommends nothing that is avoided without exception, whatever else is liked", () => {
    const preferences = [about("wool", "avoids", true), about("merino", "likes"), about("hut", "likes")];
    const found = skus(index, { preferences, limit });
    expect(having("wool").size).toBeGreaterThan(3);
    expect(found.filter((sku) => having("wool").has(sku))).toEqual([]);
    expect(found.length).toBe(limit - having("wool").size);
  });

  it("keeps to a category, and leaves out what is excluded", () => {
    const found = skus(index, { category: "Tents", preferences: [], limit, exclude: new Set(["kestrel-1"]) });
    expect(found).toEqual(["haybarn-4", "kestrel-2", "needle-1", "wren-tarp"]);
  });

  it("of a category takes what has all words itself", () => {
    const category = testProducts.find(({ sku }) => sku === "eider-300")?.category ?? "";
    const found = skus(index, { query: "down bag", category, preferences: [], limit });
    expect(found).toContain("eider-300");
    expect(found.length).toBeLessThan(testProducts.filter((product) => product.category === category).length);
    expect(skus(index, { query: category, category, preferences: [], limit })).toEqual([]);
  });

  it("finds nothing where no word matches", () => {
    expect(skus(index, { query: "xylophone", preferences: [], limit })).toEqual([]);
  });

  it("says why", () => {
    const [best] = recommendProducts(index, {
      query: "tent",
      preferences: [about("ultralight", "likes")],
      limit: 1,
    });
    expect(best?.reasons.map((reason) => recommendationReason(reason, "en"))).toEqual([
      "it is what you asked for",
      "because you prefer ultralight",
    ]);
  });

  it("gives the same list for the same preferences in any order, sorted by score", () => {
    const objects = [...index.attributes.products.keys()];
    const preference = fc
      .record({
        object: fc.constantFrom(...objects),
        polarity: fc.constantFrom("likes", "avoids"),
        hard: fc.boolean(),
      })
      .map(({ object, polarity, hard }) => about(object, polarity as "likes", hard && polarity === "avoids"));
    const both = fc
      .uniqueArray(preference, { selector: ({ object }) => object, maxLength: 6 })
      .chain((given) =>
        fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length })),
      );
    fc.assert(
      fc.property(both, ([given, shuffled]) => {
        const found = recommendProducts(index, { preferences: given, limit });
        const scores = found.map(({ score }) => score);
        expect(scores).toEqual([...scores].sort((a, b) => b - a));
        const again = recommendProducts(index, { preferences: shuffled, limit });
        expect(again.map(({ sku, score }) => [sku, score])).toEqual(
          found.map(({ sku, score }) => [sku, score]),
        );
        const banned = given.filter(({ hard }) => hard).map(({ object }) => having(object));
        expect(found.some(({ sku }) => banned.some((each) => each.has(sku)))).toBe(false);
      }),
    );
  });
});

describe("a stated preference", () => {
  const tsv = readFileSync(
    new URL("../language/preferences/preference-sentences.tsv", import.meta.url),
    "utf8",
  );
  const sentences = withLabels(parsePreferenceSentences(tsv), "stated").filter(({ labels }) =>
    labels.some(({ kind }) => kind === "product"),
  );
  const recommend = async (preferences: readonly PreferenceMention[]) => skus(index, { preferences, limit });

  it("steers the next recommendation, as it was labelled", async () => {
    const problems: string[] = [];
    for (const { labels } of sentences) {
      const stated = labels.map(
        ({ strength, ...label }): PreferenceMention => ({
          ...label,
          strength: STRENGTHS[strength],
          hard: strength === "hard",
        }),
      );
      problems.push(...(await unsteered(stated, index, recommend)));
    }
    expect(sentences.length).toBeGreaterThan(200);
    expect(problems).toEqual([]);
  });

  it("steers the next recommendation, as it was found in the sentence", async () => {
    const problems: string[] = [];
    let steering = 0;
    for (const { text } of sentences) {
      const stated = findPreferences(text, index.attributes).filter(({ kind }) => kind === "product");
      if (stated.length === 0) continue;
      steering++;
      problems.push(...(await unsteered(stated, index, recommend)));
    }
    expect(problems).toEqual([]);
    expect(steering / sentences.length).toBeGreaterThanOrEqual(0.9);
  });
});

describe("what other customers bought", () => {
  /** Fifty customers who bought a tent of their own kind, a bag and a mug; fifty who bought boots, and few a mug. */
  const learn = async (): Promise<ProductAffinities> => {
    const kits = [
      { segment: "campers", skus: ["kestrel-2", "marmot-hollow", "titan-mug"] },
      { segment: "walkers", skus: ["cairn-boot", "hut-slipper", "silk-liner"] },
    ];
    const purchases = Array.from({ length: 100 }, (_, at) => {
      const { segment, skus: kit } = kits[at % 2] ?? { segment: "", skus: [] };
      return kit
        .filter((_, place) => (at + place) % 3 !== 0)
        .map((sku) => ({ customer: `c${at}`, sku, segment }));
    });
    const affinities = await trainProductAffinities(purchases.flat(), { seed: 1 });
    if (affinities === undefined) throw new Error("there are customers enough");
    return affinities;
  };

  it("raises what goes with what was bought, and says why", async () => {
    const request = { preferences: [], affinities: await learn(), bought: new Set(["kestrel-2"]), limit };
    const found = recommendProducts(index, { ...request, exclude: new Set(["kestrel-2"]) });
    expect(
      found
        .slice(0, 2)
        .map(({ sku }) => sku)
        .sort(),
    ).toEqual(["marmot-hollow", "titan-mug"]);
    expect(found[0]?.reasons).toEqual([{ kind: "bought_together", object: "Kestrel 2" }]);
    expect(found[0]?.reasons.map((reason) => recommendationReason(reason, "de"))).toEqual([
      "oft gekauft von Kunden, die wie Sie Kestrel 2 gekauft haben",
    ]);
    expect(found.length).toBe(limit - 1);
    expect(skus(index, { ...request, query: "boot" })[0]).toBe(
      skus(index, { query: "boot", preferences: [], limit })[0],
    );
  });

  it("gives somebody nobody knows what is popular, in their segment if it is known", async () => {
    const request = { preferences: [], affinities: await learn(), limit: 3 };
    const popular = ["cairn-boot", "hut-slipper", "silk-liner"];
    const found = recommendProducts(index, { ...request, segment: "walkers" });
    expect(found.map(({ sku }) => sku).sort()).toEqual(popular);
    expect(found[0]?.reasons.map((reason) => recommendationReason(reason, "en"))).toEqual([
      "popular with our customers",
    ]);
    expect(skus(index, { ...request, bought: new Set(["unheard of"]), segment: "walkers" }).sort()).toEqual(
      popular,
    );
  });

  it("neither breaks an avoidance nor outweighs a preference", async () => {
    const request = { affinities: await learn(), bought: new Set(["kestrel-2"]), limit };
    const hard = skus(index, { ...request, preferences: [about("synthetic", "avoids", true)] });
    expect(hard).not.toContain("marmot-hollow");
    const down = skus(index, { ...request, query: "sleeping bag", preferences: [about("down", "likes")] });
    expect(down[0]).toBe("eider-300");
    for (const stated of [
      about("leather", "likes"),
      about("synthetic", "avoids"),
      about("wool", "avoids", true),
    ]) {
      const recommend = async (preferences: readonly PreferenceMention[]) =>
        skus(index, { ...request, preferences });
      expect(await unsteered([stated], index, recommend)).toEqual([]);
    }
  });
});
