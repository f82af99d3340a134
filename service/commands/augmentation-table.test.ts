import { describe, expect, it } from "vitest";
import { augmentationInWords } from "./augmentation-table.js";

const gain = (estimate: number, low: number, high: number) => ({ estimate, low, high });

describe("the table of augmentations", () => {
  it("shows what each was worth, and which are kept", () => {
    const table = augmentationInWords({
      kept: ["synonyms"],
      accuracy: 0.75,
      measuredOn: 120,
      table: [
        { name: "synonyms", made: 87, accuracy: 0.8, gain: gain(0.1, 0.02, 0.1856), kept: true },
        { name: "n-grams", made: 96, accuracy: 0.7, gain: gain(-0.05, -0.2, 0.1), kept: false },
      ],
    });
    expect(table.split("\n")).toEqual([
      "Augmentation, judged on 120 examples in 5-fold cross-validation:",
      "augmentation  made  accuracy  log-probability, 99 % interval",
      "none          0     0.750",
      "synonyms      87    0.800     +0.100 (+0.020 to +0.186)       kept",
      "n-grams       96    0.700     -0.050 (-0.200 to +0.100)       left out",
    ]);
  });

  it("says where nothing was tried, or nothing made", () => {
    const nothing = { kept: [], table: [], accuracy: 0 };
    expect(augmentationInWords({ ...nothing, measuredOn: 0 })).toContain("not tried");
    expect(augmentationInWords({ ...nothing, measuredOn: 30 })).toContain("nothing to make examples of");
  });
});
