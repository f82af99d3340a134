import { describe, expect, it } from "vitest";
import { seededRandom } from "../../seeded-random.js";
import { examinationAt, examinedCounts, fitExamination, type PlaceCounts } from "./examination-propensity.js";

const at = (place: number, accepted: number, shown: number, key = "a"): PlaceCounts => ({
  key,
  place,
  accepted,
  shown,
});

describe("examination", () => {
  it("falls with the rank", () => {
    expect([0, 1, 3].map((place) => examinationAt(place, 1))).toEqual([1, 1 / 2, 1 / 4]);
    expect(examinationAt(3, 0.5)).toBeCloseTo(0.5, 12);
    expect(examinationAt(7, 0)).toBe(1);
  });

  it("is found by hand from one reply at two places: the swap intervention", () => {
    const fit = fitExamination([at(0, 40, 100), at(1, 20, 100)]);
    expect(fit?.eta).toBeCloseTo(1, 9);
    // 60 acceptances, a third of them at rank 2.
    expect(fit?.standardError).toBeCloseTo(1 / (Math.LN2 * Math.sqrt((60 * 2) / 9)), 9);
    expect(fitExamination([at(0, 80, 200), at(3, 10, 50)])?.eta).toBeCloseTo(0.5, 9);
  });

  it("is not mistaken for how good the replies are that stand higher", () => {
    const fit = fitExamination([
      at(0, 450, 500, "good"),
      at(1, 45, 100, "good"),
      at(0, 10, 100, "bad"),
      at(1, 25, 500, "bad"),
      at(2, 0, 900, "never moved"),
    ]);
    expect(fit?.eta).toBeCloseTo(1, 9);
  });

  it("stays within 0 and 4", () => {
    expect(fitExamination([at(0, 10, 100), at(1, 20, 100)])?.eta).toBeCloseTo(0, 9);
    expect(fitExamination([at(0, 10, 100), at(1, 0, 100)])?.eta).toBeCloseTo(4, 9);
  });

  it("is not found where no reply was moved, or none accepted", () => {
    expect(fitExamination([])).toBeUndefined();
    expect(fitExamination([at(0, 5, 9, "a"), at(1, 4, 9, "b")])).toBeUndefined();
    expect(fitExamination([at(0, 5, 9), at(0, 4, 9), at(1, 0, 0)])).toBeUndefined();
    expect(fitExamination([at(0, 0, 9), at(1, 0, 9)])).toBeUndefined();
  });

  it("is found again in simulated attention, within its standard error", () => {
    const deviations = Array.from({ length: 60 }, (_, seed) => {
      const random = seededRandom(seed);
      const counts = Array.from({ length: 8 }, (_, reply) => {
        const acceptance = 0.1 + 0.6 * random();
        return Array.from({ length: 4 }, (_, place) => {
          const shown = 20 + Math.floor(200 * random());
          const rate = acceptance * examinationAt(place, 0.8);
          const accepted = Array.from({ length: shown }, random).filter((each) => each < rate).length;
          return at(place, accepted, shown, `reply ${reply}`);
        });
      }).flat();
      const fit = fitExamination(counts);
      return ((fit?.eta ?? Number.NaN) - 0.8) / (fit?.standardError ?? Number.NaN);
    });
    expect(deviations.filter((each) => Math.abs(each) < 2).length).toBeGreaterThan(51);
    expect(Math.abs(deviations.reduce((sum, each) => sum + each, 0) / 60)).toBeLessThan(0.4);
  });

  it("makes counts of several places those of the first", () => {
    expect(examinedCounts([at(0, 3, 10), at(1, 2, 10), at(3, 1, 20)], 1)).toEqual({ accepted: 6, shown: 20 });
    expect(examinedCounts([], 1)).toEqual({ accepted: 0, shown: 0 });
  });
});
