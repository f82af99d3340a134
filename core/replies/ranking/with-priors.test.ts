import { describe, expect, it } from "vitest";
import { countReplies, replyLift } from "../../recommend/replies/reply-lifts.js";
import { RANKING_FEATURES } from "./ranking-features.js";
import { UNTRAINED_RANKING, withRankingVersion } from "./ranking-model.js";
import type { ReplyPriors } from "./reply-priors.js";
import { withPriors } from "./with-priors.js";

const PRIORS: ReplyPriors = {
  format: "rapport-priors/1",
  minimum: 20,
  epsilon: 1,
  choices: 110,
  replies: { a: 60, b: 30, gone: 10 },
  weights: { words: 6, text: 0.3, later: 9 },
  tokens: { "plan=summit": { choices: 50, replies: { b: 30 } } },
};
const LIBRARY = new Map(["a", "b", "c", "d"].map((key) => [key, key]));

/** As after so many tickets, all solved by `a`. */
function solved(tickets: number, tier: "clusters" | "model" = "clusters") {
  const lifts = countReplies(Array.from({ length: tickets }, () => ({ key: "a", tokens: [] })));
  return withRankingVersion({ ...UNTRAINED_RANKING, lifts, tier });
}

const counted = (counts: ReadonlyMap<string, number> | undefined) =>
  Object.fromEntries(Array.from(counts ?? [], ([key, count]) => [key, Math.round(count * 1e6) / 1e6]));

describe("a ranking with a sibling's priors", () => {
  it("has its counts as choices that are worth 50 in all, of replies that the library has", () => {
    const { lifts, tier, prior } = withPriors(UNTRAINED_RANKING, PRIORS, LIBRARY);
    // 60 and 30; of the 10 that were hidden c and d have 5 each: 100, of which 50 count.
    expect(counted(lifts.byReply)).toEqual({ a: 30, b: 15, c: 2.5, d: 2.5 });
    expect(lifts.total).toBe(50);
    // 30 of b; the other 20 in proportion to 60, 5 and 5.
    expect(counted(lifts.byToken.get("plan=summit"))).toEqual({
      a: 8.571429,
      b: 15,
      c: 0.714286,
      d: 0.714286,
    });
    const lift = replyLift(lifts, "plan=summit");
    expect(lift("b")).toBeGreaterThan(0.4);
    expect(lift("a")).toBeLessThan(0);
    expect(tier).toBe("rules");
    expect(prior).toMatch(/^[0-9a-f]{12}$/);
  });

  it("has fewer of them with each own choice, and none after a thousand", () => {
    expect(withPriors(solved(500), PRIORS, LIBRARY).lifts.total).toBe(525);
    expect(counted(withPriors(solved(500), PRIORS, LIBRARY).lifts.byReply)).toMatchObject({ a: 515, b: 7.5 });
    expect(withPriors(solved(1_000, "model"), PRIORS, LIBRARY)).toEqual(solved(1_000, "model"));
  });

  it("has its weights until own ones are learnt, and set ones of what it does not know", () => {
    const weights = withPriors(solved(10), PRIORS, LIBRARY).weights;
    expect(Object.fromEntries(RANKING_FEATURES.map((feature, at) => [feature, weights[at]]))).toMatchObject({
      words: 6,
      text: 0.3,
      tickets: 0.15,
    });
    expect(withPriors(solved(200, "model"), PRIORS, LIBRARY).weights).toEqual(UNTRAINED_RANKING.weights);
  });

  it("is the same as before where there are none, or none of use", () => {
    expect(withPriors(UNTRAINED_RANKING, undefined, LIBRARY)).toBe(UNTRAINED_RANKING);
    const { weights: _, ...unweighted } = PRIORS;
    expect(withPriors(UNTRAINED_RANKING, unweighted, new Map([["other", 1]]))).toBe(UNTRAINED_RANKING);
    expect(withPriors(solved(5), PRIORS, LIBRARY).version).not.toBe(solved(5).version);
  });

  it("counts what is left over where no reply was hidden as nobody's", () => {
    const { lifts } = withPriors(
      UNTRAINED_RANKING,
      PRIORS,
      new Map([
        ["a", 1],
        ["b", 1],
      ]),
    );
    expect(counted(lifts.byReply)).toEqual({ a: 33.333333, b: 16.666667 });
  });
});
