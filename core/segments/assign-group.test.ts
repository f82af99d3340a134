import { describe, expect, it } from "vitest";
import { assignGroup } from "./assign-group.js";
import type { SegmentModel } from "./segment-model.js";

/** Two groups on a line, at 0 and at 10. */
const MODEL: SegmentModel = {
  tier: "clusters",
  scaler: {
    features: ["orders_12m"],
    columns: [
      {
        feature: "orders_12m",
        kind: "value",
        at: 0,
        center: 0,
        spread: 4,
        name: "orders",
        high: "many",
        low: "few",
      },
    ],
  },
  groups: [
    { key: "rare", name: "Rare buyers", description: "Order rarely." },
    { key: "often", name: "Frequent buyers", description: "Order often." },
  ],
  centroids: { rows: 2, columns: 1, values: Float64Array.of(0, 2.5) },
  forest: undefined,
};

describe("assignGroup", () => {
  it("puts people into the nearest group, as sure as they are near", () => {
    expect(assignGroup(MODEL, [1], undefined)).toMatchObject({
      key: "rare",
      base: "regular",
      tier: "clusters",
      because: "Order rarely.",
    });
    expect(assignGroup(MODEL, [9], undefined).key).toBe("often");
    expect(assignGroup(MODEL, [9], undefined).confidence).toBeGreaterThan(0.95);
  });

  it("leaves people where they are until another group is clearly more probable", () => {
    // At 5.2 the probabilities are 0.42 and 0.58.
    expect(assignGroup(MODEL, [5.2], undefined).key).toBe("often");
    expect(assignGroup(MODEL, [5.1], "rare").key).toBe("rare");
    expect(assignGroup(MODEL, [7], "rare").key).toBe("often");
  });

  it("says that it is unsure where no group is probable", () => {
    const three: SegmentModel = {
      ...MODEL,
      groups: [...MODEL.groups, { key: "third", name: "Third", description: "" }],
      centroids: { rows: 3, columns: 1, values: Float64Array.of(-1, 1, 1.0001) },
    };
    expect(assignGroup(three, [0], undefined)).toMatchObject({ key: "unsure", base: "regular" });
  });
});
