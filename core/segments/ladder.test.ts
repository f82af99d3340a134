import { describe, expect, it } from "vitest";
import { climb } from "./ladder.js";

const GOOD = { people: 5_000, silhouette: 0.4, stability: 0.9, forestF1: 0.95 };

describe("the ladder", () => {
  it.each([
    ["model", GOOD, /^$/],
    ["clusters", { ...GOOD, forestF1: 0.7 }, /macro-F1 is 0\.70, and 0\.85/],
    ["clusters", { ...GOOD, forestF1: undefined }, /macro-F1 is 0\.00/],
    ["rules", { ...GOOD, people: 99 }, /100 customers .*; there are 99/],
    ["rules", { ...GOOD, silhouette: 0.1 }, /silhouette is 0\.10/],
    ["rules", { ...GOOD, silhouette: undefined }, /no clear groups/],
    ["rules", { ...GOOD, stability: 0.5 }, /agree to 0\.50/],
  ] as const)("stands at %s, and says what is missing", (tier, figures, missing) => {
    expect(climb(figures).tier).toBe(tier);
    expect(climb(figures).missing.join("\n")).toMatch(missing);
  });

  it.each([
    ["model", { ...GOOD, silhouette: 0.11, stability: 0.51, forestF1: 0.81, people: 80 }],
    ["clusters", { ...GOOD, forestF1: 0.79 }],
    ["rules", { ...GOOD, stability: 0.49 }],
    ["rules", { ...GOOD, silhouette: 0.09 }],
    ["rules", { ...GOOD, people: 79 }],
  ] as const)(
    "once at the model, is at %s: a step holds until figures are clearly below it",
    (tier, figures) => {
      expect(climb(figures, "model").tier).toBe(tier);
    },
  );

  it("holds no step that was not climbed", () => {
    expect(climb({ ...GOOD, stability: 0.6 }, "rules").tier).toBe("rules");
    expect(climb({ ...GOOD, stability: 0.6 }).tier).toBe("rules");
    expect(climb({ ...GOOD, forestF1: 0.82 }, "clusters").tier).toBe("clusters");
    expect(climb({ ...GOOD, stability: 0.6, forestF1: 0.82 }, "clusters").tier).toBe("clusters");
  });
});
