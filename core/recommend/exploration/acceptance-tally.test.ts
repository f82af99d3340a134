import { describe, expect, it } from "vitest";
import { openAcceptanceTally } from "./acceptance-tally.js";

describe("the tally of acceptance", () => {
  it("counts by key and place", () => {
    const tally = openAcceptanceTally(Number.POSITIVE_INFINITY);
    for (const accepted of [true, false, true]) {
      tally.add("a", 0, accepted);
      tally.add("b", 1, false);
      tally.advance();
    }
    tally.add("a", 2, true);
    expect(tally.of("a")).toEqual([
      { key: "a", place: 0, accepted: 2, shown: 3 },
      { key: "a", place: 2, accepted: 1, shown: 1 },
    ]);
    expect(tally.of("c")).toEqual([]);
    expect(tally.all()).toHaveLength(3);
  });

  it("halves with the half-life", () => {
    const tally = openAcceptanceTally(2);
    tally.add("a", 0, true);
    for (let turn = 0; turn < 4; turn++) tally.advance();
    tally.add("a", 0, false);
    const [counts] = tally.of("a");
    expect(counts?.accepted).toBeCloseTo(0.25, 12);
    expect(counts?.shown).toBeCloseTo(1.25, 12);
  });

  it("is what shrinking all counts each turn makes, over thousands of half-lives", () => {
    const tally = openAcceptanceTally(0.5);
    let [accepted, shown] = [0, 0];
    for (let turn = 0; turn < 5_000; turn++) {
      tally.add("a", 0, turn % 3 === 0);
      shown += 1;
      accepted += turn % 3 === 0 ? 1 : 0;
      tally.advance();
      shown /= 4;
      accepted /= 4;
    }
    const [counts] = tally.of("a");
    expect(counts?.accepted).toBeCloseTo(accepted, 12);
    expect(counts?.shown).toBeCloseTo(shown, 12);
  });
});
