import { describe, expect, it } from "vitest";
import { cramersV, fairnessOf } from "./fairness.js";

/** People of a group, so many in each of two segments. */
const people = (group: string, inFirst: number, inSecond: number) => [
  ...Array.from({ length: inFirst }, () => ({ group, segment: 0 })),
  ...Array.from({ length: inSecond }, () => ({ group, segment: 1 })),
];

const look = (all: readonly { group: string | undefined; segment: number }[]) =>
  fairnessOf({
    attribute: "demographics.country",
    groups: all.map(({ group }) => group),
    segments: all.map(({ segment }) => segment),
    segmentKeys: ["vip", "regular"],
    confidence: all.map(({ group }) => (group === "DE" ? 0.9 : 0.8)),
    atLeast: 20,
  });

describe("fairnessOf", () => {
  it("flags a segment that separates by the attribute, and says how", () => {
    const finding = look([...people("DE", 80, 20), ...people("US", 20, 80)]);
    expect(finding?.association).toBeCloseTo(0.6, 10);
    expect(finding?.flagged).toContainEqual({
      segment: "vip",
      because: "80 % of DE are in it, 20 % of US; segments and this attribute go together strongly",
    });
    expect(finding?.groups).toMatchObject([
      { group: "DE", people: 100, shares: { vip: 0.8, regular: 0.2 } },
      { group: "US", people: 100, shares: { vip: 0.2, regular: 0.8 } },
    ]);
    expect(finding?.groups[0]?.confidence).toBeCloseTo(0.9, 10);
  });

  it("flags nothing where shares differ no more than chance lets them", () => {
    expect(look([...people("DE", 12, 38), ...people("US", 8, 42)])?.flagged).toEqual([]);
    expect(look([...people("DE", 50, 50), ...people("US", 47, 53)])?.flagged).toEqual([]);
  });

  it("does not look at groups of which few are known", () => {
    expect(look([...people("DE", 60, 40), ...people("US", 0, 19)])).toBeUndefined();
    const unknown = [{ group: undefined, segment: 0 }];
    expect(look([...people("DE", 60, 40), ...people("US", 60, 40), ...unknown])?.groups).toHaveLength(2);
  });
});

describe("cramersV", () => {
  it("is 1 for a perfect association, 0 for none, and 0 for a single column", () => {
    expect(
      cramersV([
        [10, 0],
        [0, 30],
      ]),
    ).toBeCloseTo(1, 12);
    expect(
      cramersV([
        [10, 20],
        [20, 40],
      ]),
    ).toBeCloseTo(0, 12);
    expect(cramersV([[10], [20]])).toBe(0);
  });
});
