import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PROPERTY_RUNS } from "../../property-runs.js";
import { linkSimilar } from "./link-similar.js";

const ALWAYS = () => true;

/** The slow obvious way: all pairs, and then what hangs together. */
function allPairs(
  sets: readonly (readonly number[])[],
  threshold: number,
  isComparable: (a: number, b: number) => boolean,
): readonly (readonly number[])[] {
  const group = sets.map((_, place) => place);
  for (const [a, one] of sets.entries()) {
    for (const [b, two] of sets.entries()) {
      if (a >= b || !isComparable(a, b)) continue;
      const shared = one.filter((member) => two.includes(member)).length;
      const all = new Set([...one, ...two]).size;
      if (all === 0 || shared / all < threshold) continue;
      const [kept, gone] = [group[a], group[b]];
      for (const [place, of] of group.entries()) if (of === gone) group[place] = kept ?? 0;
    }
  }
  const places = [...new Set(group)].map((of) =>
    group.flatMap((each, place) => (each === of ? [place] : [])),
  );
  return places.filter((members) => members.length > 1);
}

describe("linkSimilar", () => {
  it("links what reaches the threshold, with the similarity", async () => {
    const sets = [
      [1, 2, 3, 4],
      [8, 9],
      [5, 4, 3, 2],
    ];
    // 3 shared of 5.
    const { groups, links } = await linkSimilar(sets, 0.6, ALWAYS);
    expect(groups).toEqual([[0, 2]]);
    expect(links).toEqual([{ a: 0, b: 2, similarity: 0.6 }]);
    expect((await linkSimilar(sets, 0.61, ALWAYS)).groups).toEqual([]);
  });

  it("chains: a is like b, b like c", async () => {
    const sets = [1, 2, 3].map((first) => [0, 1, 2, 3, 4].map((next) => first + next));
    // 4 of 6 twice; a and c have 3 of 7.
    const { groups, links } = await linkSimilar(sets, 0.6, ALWAYS);
    expect(groups).toEqual([[0, 1, 2]]);
    expect(links).toHaveLength(2);
  });

  it("links nothing to an empty set, and no pair that is not to be compared", async () => {
    expect((await linkSimilar([[], []], 0.5, ALWAYS)).groups).toEqual([]);
    expect((await linkSimilar([[1], [1]], 0.5, () => false)).groups).toEqual([]);
  });

  it("finds the groups that comparing all pairs finds", async () => {
    const member = fc.nat({ max: 7 });
    const set = fc.uniqueArray(member, { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(set, { maxLength: 30 }),
        fc.constantFrom(0.3, 0.5, 0.6, 0.75, 0.8, 1),
        fc.integer({ min: 1, max: 4 }),
        async (sets, threshold, kinds) => {
          const isComparable = (a: number, b: number) => kinds === 1 || a % kinds !== b % kinds;
          const { groups, links } = await linkSimilar(sets, threshold, isComparable);
          expect(groups).toEqual(allPairs(sets, threshold, isComparable));
          // As many as are needed to connect them, and no more.
          expect(links).toHaveLength(groups.reduce((sum, group) => sum + group.length - 1, 0));
        },
      ),
      { numRuns: PROPERTY_RUNS },
    );
  });
});
