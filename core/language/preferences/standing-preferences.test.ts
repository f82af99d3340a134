import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type DatedPreference,
  preferenceStrength,
  standingPreferences,
  withoutWithdrawn,
} from "./standing-preferences.js";

const DAY_MS = 86_400_000;
const NOW_MS = 2_000 * DAY_MS;

function stated(daysAgo: number, given: Partial<DatedPreference> = {}): DatedPreference {
  return {
    kind: "product",
    object: "wool",
    polarity: "likes",
    strength: 0.65,
    hard: false,
    turnId: `t-${daysAgo}`,
    atMs: NOW_MS - daysAgo * DAY_MS,
    ...given,
  };
}

const allergy = { polarity: "avoids", strength: 1, hard: true } as const;
const withdrawal = { polarity: "avoids", strength: 0 } as const;

describe("preferenceStrength", () => {
  it("halves in 400 days times the strength, and never for what is hard", () => {
    expect(preferenceStrength(stated(260), NOW_MS)).toBeCloseTo(0.325);
    expect(preferenceStrength(stated(1_500, allergy), NOW_MS)).toBe(1);
    expect(preferenceStrength(stated(-10), NOW_MS)).toBe(0.65);
  });
});

describe("standingPreferences", () => {
  it("takes the later of a profile's and a conversation's", () => {
    const [one, ...others] = standingPreferences([stated(9)], [stated(0, { polarity: "avoids" })], NOW_MS);
    expect([one?.polarity, one?.turnId, others]).toEqual(["avoids", "t-0", []]);
  });

  it("does not soften an allergy, and ends it when the opposite was said", () => {
    const mild = stated(1, { polarity: "avoids" });
    expect(standingPreferences([stated(9, allergy)], [mild], NOW_MS)[0]?.hard).toBe(true);
    expect(standingPreferences([stated(9, allergy), stated(5)], [mild], NOW_MS)[0]?.hard).toBe(false);
  });

  it("ends what was withdrawn, wherever it was said, and nothing else", () => {
    const standing = (
      profileOnes: readonly DatedPreference[],
      conversationOnes: readonly DatedPreference[],
    ) =>
      standingPreferences(profileOnes, conversationOnes, NOW_MS).map(({ object, polarity, hard }) =>
        [object, hard ? "never" : polarity].join(" "),
      );
    expect(standing([stated(9, allergy)], [stated(0, withdrawal)])).toEqual([]);
    expect(standing([stated(9, withdrawal)], [stated(0, allergy)])).toEqual(["wool never"]);
    expect(standing([], [stated(0, withdrawal)])).toEqual([]);
    expect(standing([stated(9), stated(5, allergy)], [stated(0, withdrawal)])).toEqual(["wool likes"]);
    expect(standing([stated(5, { ...allergy, object: "down" })], [stated(0, withdrawal)])).toEqual([
      "down never",
    ]);
    const mild = stated(0, { polarity: "avoids" });
    expect(standing([stated(9, allergy)], [stated(0, withdrawal), mild])).toEqual(["wool avoids"]);
  });

  it("forgets what is too weak", () => {
    expect(standingPreferences([stated(1_900)], [], NOW_MS)).toEqual([]);
  });

  const any = fc
    .record({
      days: fc.nat(5),
      object: fc.constantFrom("wool", "down"),
      said: fc.constantFrom<Partial<DatedPreference>>(
        { polarity: "likes" },
        { polarity: "avoids" },
        allergy,
        withdrawal,
        { polarity: "likes", strength: 0 },
      ),
    })
    .map(({ days, object, said }) => stated(days, { object, ...said }));

  it("does not depend on the order in which they are told", () => {
    const lists = fc
      .array(any, { maxLength: 8 })
      .chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }), fc.nat(8)),
      );
    fc.assert(
      fc.property(lists, ([all, shuffled, cut]) => {
        const apart = standingPreferences(shuffled.slice(0, cut), shuffled.slice(cut), NOW_MS);
        expect(apart).toEqual(standingPreferences(all, [], NOW_MS));
      }),
    );
  });

  it("lists nothing that was withdrawn last, and does without it from then on", () => {
    fc.assert(
      fc.property(fc.array(any, { maxLength: 8 }), fc.nat(8), (all, cut) => {
        const last = stated(-1, withdrawal);
        const now = standingPreferences(all, [last], NOW_MS);
        expect(now.filter(({ object, polarity }) => object === "wool" && polarity === "avoids")).toEqual([]);
        const kept = withoutWithdrawn([...withoutWithdrawn(all.slice(0, cut)), ...all.slice(cut), last]);
        expect(standingPreferences(kept, [], NOW_MS)).toEqual(now);
      }),
    );
  });
});
