import { describe, expect, it } from "vitest";
import type { SegmentRun } from "../../core/index.js";
import { renderSegments } from "./render-segments.js";

const segment = {
  ...{ key: "sleepers", name: "Sleepers", description: "", kind: "found", size: 30, share: 0.1 },
  ...{ confidence: 0.8, drivers: [], business: {}, since: "new" },
} as const;

function built(oversampling: object | undefined): SegmentRun {
  const forest = { trees: 100, accuracy: 0.9, macroF1: 0.81, logLoss: 0.3, bytes: 1_000, oversampling };
  const report = {
    ...{ tier: "model", missing: [], people: 300, withheld: 0, method: "k-means", k: 3, seed: 1 },
    ...{ silhouette: undefined, curves: [], stability: undefined, forest, segments: [segment] },
    ...{ moves: [], changes: [], fairness: [], seconds: 1 },
  };
  return { runId: "run", builtAtMs: Date.UTC(2026, 0, 1), report } as unknown as SegmentRun;
}

describe("a build in words", () => {
  const tried = { segments: ["sleepers"], macroF1Without: 0.74, macroF1With: 0.812 };

  it("says whether rare segments were filled up, and what that was worth", () => {
    expect(renderSegments(built({ ...tried, kept: true }))).toContain(
      "Rare segments were filled up: macro-F1 0.81 instead of 0.74 (Sleepers). Probabilities are of the filled-up data.",
    );
    expect(renderSegments(built({ ...tried, macroF1With: 0.744, kept: false }))).toContain(
      "Filling up rare segments did not help: macro-F1 0.74 with it, 0.74 without (Sleepers).",
    );
  });

  it("says nothing of it where none was rare, or an earlier release built", () => {
    expect(renderSegments(built(undefined))).not.toContain("illed");
  });
});
