import { describe, expect, it } from "vitest";
import { seededRandom } from "../seeded-random.js";
import { boughtTogether, popularityIn } from "./product-affinities.js";
import { deserializeProductAffinities, serializeProductAffinities } from "./product-affinities-file.js";
import { type Purchase, trainProductAffinities } from "./train-product-affinities.js";

/** Customers who camp, and customers who climb. */
function purchases(customers: number): readonly Purchase[] {
  const random = seededRandom(1);
  const tastes = [
    { segment: "campers", skus: ["tent", "stove", "pot", "mug", "lamp", "mat"] },
    { segment: "climbers", skus: ["rope", "harness", "shoe", "chalk", "helmet", "sling"] },
  ];
  return Array.from({ length: customers }, (_, at) => {
    const { segment, skus } = tastes[at % 2] ?? { segment: "", skus: [] };
    return skus.filter(() => random() < 0.6).map((sku): Purchase => ({ customer: `c${at}`, sku, segment }));
  }).flat();
}

describe("trainProductAffinities", () => {
  it("learns what goes together, by a method that was judged", async () => {
    const affinities = await trainProductAffinities(purchases(120), { seed: 1 });
    if (affinities === undefined) throw new Error("there are customers enough");
    const found = boughtTogether(affinities, new Set(["tent", "stove"]));
    const best = [...found].sort(([, a], [, b]) => b.share - a.share).map(([sku]) => sku);
    expect(best.slice(0, 4).sort()).toEqual(["lamp", "mat", "mug", "pot"]);
    expect(found.get(best[0] ?? "")?.share).toBe(1);
    expect(["tent", "stove"]).toContain(found.get("pot")?.because);
    expect(found.has("tent")).toBe(false);
    const { method, customers, ndcg10 } = affinities.training;
    expect(customers).toBe(120);
    expect((ndcg10.ease ?? 0) > (ndcg10.itemKnn ?? 0)).toBe(method === "ease");
  });

  it("gives the same bytes for the same purchases in any order", async () => {
    const given = purchases(60);
    const one = await trainProductAffinities(given, { seed: 1 });
    const other = await trainProductAffinities([...given].reverse(), { seed: 1 });
    expect(one?.version).toMatch(/^[0-9a-f]{12}$/);
    expect(other).toEqual(one);
  });

  it("links what was ordered at the same moment more strongly than what the same customers own", async () => {
    // A customer orders on four days: each day one of six kits, most of its three parts.
    const random = seededRandom(3);
    const given = Array.from({ length: 200 }, (_, at) =>
      [0, 1, 2, 3].flatMap((day) => {
        const kit = Math.floor(random() * 6);
        return [0, 1, 2]
          .filter(() => random() < 0.8)
          .map((part): Purchase => ({ customer: `c${at}`, sku: `kit-${kit}-${part}`, timestampMs: day }));
      }),
    ).flat();
    const affinities = await trainProductAffinities(given, { seed: 1 });
    const without = await trainProductAffinities(
      given.map(({ customer, sku }) => ({ customer, sku })),
      { seed: 1 },
    );
    if (affinities === undefined || without === undefined) throw new Error("there are customers enough");
    expect(affinities.training.method).toBe("ease");
    const others = (given: typeof affinities) =>
      [...boughtTogether(given, new Set(["kit-0-0"]))].reduce(
        (sum, [sku, { share }]) => sum + (sku.startsWith("kit-0") ? 0 : share),
        0,
      );
    expect(boughtTogether(affinities, new Set(["kit-0-0"])).get("kit-0-1")?.share).toBeGreaterThan(0.8);
    expect(others(affinities)).toBeLessThan(others(without));
  });

  it("knows no product that too few bought, and nothing of too few customers", async () => {
    const rare = [...purchases(60), { customer: "c0", sku: "piano" }, { customer: "c1", sku: "piano" }];
    const affinities = await trainProductAffinities(rare, { seed: 1 });
    expect(affinities?.skus).not.toContain("piano");
    expect((await trainProductAffinities(rare, { seed: 1, leastCustomers: 2 }))?.skus).toContain("piano");
    expect(await trainProductAffinities(purchases(2), { seed: 1 })).toBeUndefined();
    expect((await trainProductAffinities(purchases(16), { seed: 1 }))?.training).toMatchObject({
      method: "item-knn",
      ndcg10: { ease: null, itemKnn: null },
    });
  });

  it("knows what is popular, with everybody and in a segment", async () => {
    const affinities = await trainProductAffinities(purchases(120), { seed: 1 });
    if (affinities === undefined) throw new Error("there are customers enough");
    const everybody = popularityIn(affinities, undefined);
    expect(Math.max(...everybody.values())).toBe(1);
    const climbers = popularityIn(affinities, "climbers");
    expect(climbers.get("rope")).toBeGreaterThan(5 * (climbers.get("tent") ?? 1));
    expect(popularityIn(affinities, "unheard of")).toEqual(everybody);
  });
});

describe("the file of product affinities", () => {
  it("holds all of them", async () => {
    const affinities = await trainProductAffinities(purchases(60), { seed: 1 });
    if (affinities === undefined) throw new Error("there are customers enough");
    const bytes = serializeProductAffinities(affinities);
    expect(deserializeProductAffinities(bytes)).toEqual(affinities);
    // Also from the middle of a larger buffer.
    const larger = new Uint8Array(bytes.length + 3);
    larger.set(bytes, 3);
    expect(deserializeProductAffinities(larger.subarray(3)).version).toBe(affinities.version);
  });

  it("is refused when any byte is another, or missing", async () => {
    const affinities = await trainProductAffinities(purchases(30), { seed: 1 });
    if (affinities === undefined) throw new Error("there are customers enough");
    const bytes = serializeProductAffinities(affinities);
    for (let at = 0; at < bytes.length; at += 7) {
      const damaged = bytes.slice();
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      expect(() => deserializeProductAffinities(damaged)).toThrow(TypeError);
      expect(() => deserializeProductAffinities(bytes.subarray(0, at))).toThrow(TypeError);
    }
  });
});
